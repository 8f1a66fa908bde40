#!/usr/bin/env bash
# Lays out what the .deb and the .rpm install, in target/packages/linux/root, around the app image of packaging/image.sh.
set -euo pipefail
. "$(dirname "$0")/../common.sh"
here=$root/packaging/linux
tree=$out/linux/root
id=dev.culvert.Culvert

# an image that `mvn verify` has left is without the lists
for part in image/culvert/bin/culvert culvert.cdx.json THIRD-PARTY.txt; do
    [ -f "$out/$part" ] || "$root/packaging/image.sh"
done
released=$(sed -n 's|.*<release version="\([^"]*\)".*|\1|p' "$here/$id.metainfo.xml" | head -1)
[ "$released" = "$numeric_version" ] ||
    fail "the newest release in $id.metainfo.xml is $released, and the pom says $version"

rm -rf "$tree"
mkdir -p "$tree/usr/lib" "$tree/usr/bin"
cp -a "$image" "$tree/usr/lib/culvert"
ln -s ../lib/culvert/bin/culvert "$tree/usr/bin/culvert"
install -Dm644 "$here/$id.desktop" "$tree/usr/share/applications/$id.desktop"
install -Dm644 "$here/$id.metainfo.xml" "$tree/usr/share/metainfo/$id.metainfo.xml"
install -Dm644 "$here/culvert.service" "$tree/usr/lib/systemd/user/culvert.service"
for size in 16 24 32 48 64 128 256 512; do
    install -Dm644 "$icons/culvert-$size.png" "$tree/usr/share/icons/hicolor/${size}x$size/apps/$id.png"
done
install -Dm644 "$root/icons/culvert.svg" "$tree/usr/share/icons/hicolor/scalable/apps/$id.svg"
mkdir -p "$tree/usr/share/man/man1"
gzip -9n <"$here/culvert.1" >"$tree/usr/share/man/man1/culvert.1.gz"

completions=$tree/usr/share
mkdir -p "$completions"/{bash-completion/completions,zsh/site-functions,fish/vendor_completions.d}
"$image/bin/culvert" completion bash >"$completions/bash-completion/completions/culvert"
"$image/bin/culvert" completion fish >"$completions/fish/vendor_completions.d/culvert.fish"
# zsh reads the file when it is first needed, and calls it again for each word
{
    echo '#compdef culvert'
    "$image/bin/culvert" completion zsh
    echo '_bash_complete -o default -F _complete_culvert'
} >"$completions/zsh/site-functions/_culvert"

docs=$tree/usr/share/doc/culvert
mkdir -p "$docs"
cp "$out/culvert.cdx.json" "$out/THIRD-PARTY.txt" "$root/README.md" "$docs/"
gzip -9n <"$root/CHANGELOG.md" >"$docs/changelog.gz"
{
    printf 'Culvert, under the Apache License 2.0:\n\n'
    cat "$root/LICENSE"
    printf '\n\nThe libraries that come with it, and their licences:\n'
    cat "$out/THIRD-PARTY.txt"
    printf '\nThe Java runtime: GPL-2.0 with the Classpath Exception; its parts and their licences are in /usr/lib/culvert/lib/runtime/legal.\n'
} >"$docs/copyright"
chmod -R u+rwX,go+rX,go-w "$tree"

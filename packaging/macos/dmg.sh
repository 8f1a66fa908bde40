#!/usr/bin/env bash
# Makes the .dmg, in target/packages, on macOS. Needs a JDK 25, Maven and the command line tools of Xcode.
# Signed for this machine alone; with a certificate in CODESIGN_IDENTITY, for all (notarise it then).
set -euo pipefail
. "$(dirname "$0")/../common.sh"
[ "$system" = macos ] || fail "runs on macOS only; jpackage builds for its own system"
"$root/packaging/image.sh"

# jpackage takes no version that begins with 0, so image.sh gave it another
plist=$image/Contents/Info.plist
for key in CFBundleShortVersionString CFBundleVersion; do /usr/libexec/PlistBuddy -c "Set :$key $numeric_version" "$plist"; done
cp "$out/culvert.cdx.json" "$out/THIRD-PARTY.txt" "$root/LICENSE" "$image/Contents/Resources/"
codesign --force --deep --sign "${CODESIGN_IDENTITY:--}" "$image"

folder=$out/macos
rm -rf "$folder"
mkdir -p "$folder"
cp -Rp "$image" "$folder/"
ln -s /Applications "$folder/Applications"
dmg=$out/culvert-$version-macos-$machine.dmg
rm -f "$dmg"
hdiutil create -volname Culvert -srcfolder "$folder" -format UDZO "$dmg"

#!/usr/bin/env bash
# Makes the .msi and the portable .zip, in target/packages, on Windows in Git's bash. Needs a JDK 25, Maven and WiX 3, 4 or 5 on the PATH.
set -euo pipefail
. "$(dirname "$0")/../common.sh"
[ "$system" = windows ] || fail "runs on Windows only; jpackage builds for its own system"
"$root/packaging/image.sh"
image=$out/image/Culvert
cp "$out/culvert.cdx.json" "$out/THIRD-PARTY.txt" "$root/LICENSE" "$image/"

(cd "$out/image" && "$jdk/bin/jar" --create --no-manifest --file "$out/culvert-$version-windows-$machine.zip" Culvert)
# the same upgrade code for ever, or a newer version would be installed beside an older one
"$jdk/bin/jpackage" --type msi --app-image "$image" --dest "$out" --name Culvert --app-version "$numeric_version" \
    --vendor Culvert --license-file "$root/LICENSE" --win-per-user-install --win-menu --win-dir-chooser \
    --win-upgrade-uuid 5f0c6a3e-2d0f-4f0b-9a57-1f1f6f7e2c41
mv "$out/Culvert-$numeric_version.msi" "$out/culvert-$version-windows-$machine.msi"

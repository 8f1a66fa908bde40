#!/usr/bin/env bash
# Makes the portable .tar.gz, in target/packages: unpack it anywhere and run culvert/bin/culvert.
set -euo pipefail
. "$(dirname "$0")/../common.sh"
"$root/packaging/linux/tree.sh"

work=$out/linux/portable
name=culvert-$version-linux-$machine
rm -rf "$work"
mkdir -p "$work/$name"
cp -a "$out/linux/root/usr/lib/culvert/." "$work/$name/"
cp -a "$out/linux/root/usr/share" "$work/$name/share"
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="$timestamp" -C "$work" -c "$name" | gzip -9n >"$out/$name.tar.gz"
ls -l "$out/$name.tar.gz"

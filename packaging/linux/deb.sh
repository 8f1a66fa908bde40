#!/usr/bin/env bash
# Makes the .deb, in target/packages. Needs dpkg-deb; makes the app image first, where it is missing.
# jpackage's own .deb does not configure on a machine without a desktop, and depends on the very Debian that built it.
set -euo pipefail
. "$(dirname "$0")/../common.sh"
"$root/packaging/linux/tree.sh"

tree=$out/linux/root
case $machine in x64) architecture=amd64 ;; arm64) architecture=arm64 ;; esac
mkdir -p "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<EOF
Package: culvert
Version: $package_version
Architecture: $architecture
Maintainer: $maker${project_url:+
Homepage: $project_url}
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f1)
Section: net
Priority: optional
Depends: libc6 (>= 2.34), zlib1g, libgtk-3-0 | libgtk-3-0t64, libxtst6, libxi6, libxrender1, libfreetype6, libpangoft2-1.0-0
Recommends: libgl1, libxxf86vm1
Description: TCP tunnel manager for the desktop
 Culvert publishes the TCP services of a machine, such as a database, SSH or
 a game server, under addresses that they keep, decides by a traffic policy who
 may connect, and shows every connection while it lives.
 .
 It brings a Java runtime of its own.
EOF
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
deb=$out/culvert_${package_version}_$architecture.deb
SOURCE_DATE_EPOCH=$(date -d "$timestamp" +%s)
export SOURCE_DATE_EPOCH
# in one piece: each thread would squeeze a part for itself
dpkg-deb --root-owner-group -Zxz -z9 -Sextreme --threads-max=1 --build "$tree" "$deb" >/dev/null
rm -r "$tree/DEBIAN"
ls -l "$deb"

#!/usr/bin/env bash
# Makes the .rpm, in target/packages. Needs rpmbuild (Debian: sudo apt-get install rpm).
set -euo pipefail
. "$(dirname "$0")/../common.sh"
"$root/packaging/linux/tree.sh"

tree=$out/linux/root
case $machine in x64) architecture=x86_64 ;; arm64) architecture=aarch64 ;; esac
work=$out/linux/rpm
rm -rf "$work"
mkdir -p "$work"
cat >"$work/culvert.spec" <<EOF
Name: culvert
Version: $package_version
Release: 1
Summary: TCP tunnel manager for the desktop
License: Apache-2.0
Vendor: $maker${project_url:+
URL: $project_url}
AutoReqProv: no
Requires: gtk3, libXtst, libXi, libXrender, freetype, pango
# no stripping and no repacking of jars: the cache knows them by their hash
%global __os_install_post %{nil}
%global debug_package %{nil}
%global _build_id_links none

%description
Culvert publishes the TCP services of a machine, such as a database, SSH or a
game server, under addresses that they keep, decides by a traffic policy who may
connect, and shows every connection while it lives.
It brings a Java runtime of its own.

%install
cp -a "$tree/." %{buildroot}/

%files
/usr/lib/culvert
/usr/bin/culvert
/usr/lib/systemd/user/culvert.service
$(cd "$tree" && find usr/share -type f -printf '/%p\n' | sort)
EOF
SOURCE_DATE_EPOCH=$(date -d "$timestamp" +%s)
export SOURCE_DATE_EPOCH
# nothing of the machine and the time of the build; rm: not what an earlier version left
rm -f "$out"/*.rpm
rpmbuild -bb --quiet --target "$architecture" --define "_topdir $work" --define "_binary_payload w6.xzdio" --define "_buildhost localhost" \
    --define "use_source_date_epoch_as_buildtime 1" --define "clamp_mtime_to_source_date_epoch 1" "$work/culvert.spec"
mv "$work"/RPMS/*/*.rpm "$out/"
ls -l "$out"/*.rpm

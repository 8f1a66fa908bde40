#!/usr/bin/env bash
# Installs the .deb in a bare Debian, as nobody has prepared it, and lives with it: start from the menu entry as a plain user, an
# endpoint by REST and a connection through it, upgrade over an older version, remove, purge. Root, debootstrap and a mirror are needed.
# Usage: packaging/linux/check-deb.sh [FOLDER]     the chroot, made if it is missing and kept; by default in target/packages
set -euo pipefail
. "$(dirname "$0")/../common.sh"
bare=${1:-$out/bare}
deb=$(find "$out" -maxdepth 1 -name 'culvert_*.deb' | sort | tail -1)
[ -n "$deb" ] || fail "the package is missing; run packaging/linux/deb.sh"
[ "$(id -u)" = 0 ] || fail "needs root"
user=somebody
desktop=/usr/share/applications/dev.culvert.Culvert.desktop

step() { printf '== %s\n' "$*"; }
inside() { chroot "$bare" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_user() { inside su -s /bin/bash "$user" -c "cd; $1"; }

step "a bare Debian"
if [ ! -e "$bare/etc/debian_version" ]; then
    debootstrap --variant=minbase bookworm "$bare" >"$out/debootstrap.log" || fail "see $out/debootstrap.log"
fi
cp /etc/resolv.conf "$bare/etc/"
for file in /etc/apt/apt.conf.d/*proxy*; do if [ -e "$file" ]; then cp "$file" "$bare/etc/apt/apt.conf.d/"; fi; done
mountpoint -q "$bare/proc" || mount -t proc proc "$bare/proc"
mountpoint -q "$bare/dev" || mount --bind /dev "$bare/dev"
ended() {
    for process in /proc/[0-9]*; do
        if [ "$(readlink "$process/root" 2>/dev/null)" = "$(readlink -f "$bare")" ]; then kill -9 "${process#/proc/}" 2>/dev/null || true; fi
    done
    umount "$bare/dev" "$bare/proc" 2>/dev/null || true
}
trap ended EXIT
inside apt-get update -qq
if inside dpkg -s culvert >/dev/null 2>&1; then inside dpkg --purge culvert >/dev/null; fi
# what the check itself needs: a display, a client, and who looks at windows
inside apt-get install -y -qq --no-install-recommends xvfb xauth curl xdotool x11-utils >/dev/null
inside id "$user" >/dev/null 2>&1 || inside useradd -m "$user"
rm -rf "${bare:?}/home/$user"
inside install -d -o "$user" -g "$user" "/home/$user"

step "install an older version"
older=$out/older
rm -rf "$older" && mkdir "$older"
dpkg-deb -R "$deb" "$older/tree"
sed -i 's/^Version: .*/Version: 0.0.1/' "$older/tree/DEBIAN/control"
# other jars, as another version has
printf 'old' >"$older/tree/usr/lib/culvert/lib/app/of-the-older-version.txt"
dpkg-deb --root-owner-group -Znone --build "$older/tree" "$bare/root/older.deb" >/dev/null
cp "$deb" "$bare/root/newer.deb"
rm -rf "$older"
inside apt-get install -y -qq --no-install-recommends /root/older.deb >/dev/null
inside dpkg -s culvert | grep -q '^Status: install ok installed' || fail "not configured"

# starts the menu entry's command under Xvfb, waits for the API, and leaves its process id in $pid
begin() {
    local command i
    command=$(sed -n 's/^Exec=//p' "$bare$desktop")
    as_user "xvfb-run -a -s '-screen 0 1280x900x24' $command >desktop.out 2>&1 & echo \$!" >"$bare/tmp/pid"
    pid=$(cat "$bare/tmp/pid")
    for i in $(seq 300); do
        if [ -s "$bare/home/$user/.local/share/culvert/api.url" ]; then break; fi
        sleep 0.1
    done
    [ -s "$bare/home/$user/.local/share/culvert/api.url" ] || fail "no API: $(cat "$bare/home/$user/desktop.out")"
    for i in $(seq 300); do
        if grep -q 'The window was drawn' "$bare/home/$user/.local/share/culvert/culvert.log"; then return; fi
        sleep 0.1
    done
    fail "no window: $(cat "$bare/home/$user/desktop.out")"
}
end() {
    local process i
    for process in /proc/[0-9]*; do
        if [ "$(readlink "$process/root" 2>/dev/null)" = "$(readlink -f "$bare")" ] && [[ $(readlink "$process/exe") == */lib/culvert/lib/runtime/bin/java ]]; then
            kill "${process#/proc/}"
        fi
    done
    for i in $(seq 100); do
        if [ ! -e "$bare/home/$user/.local/share/culvert/api.url" ]; then return; fi
        sleep 0.1
    done
    fail "did not end"
}
api() {
    as_user "curl -sS --fail-with-body -H \"Authorization: Bearer \$(cat .local/share/culvert/api.key)\" -H 'Content-Type: application/json' $1"
}

step "start from the menu entry, as $user"
begin
step "an endpoint by REST, and a connection through it to the API's own port"
api "-d '{\"type\":\"agent\",\"name\":\"checked\",\"url\":\"tcp://localhost:15999\",\"upstream_url\":\"127.0.0.1:4040\"}' http://127.0.0.1:4040/endpoints" | grep -q '"online"' || fail "not online"
as_user "curl -sS -H 'Host: 127.0.0.1:4040' http://127.0.0.1:15999/api/status" | grep -q online || fail "nothing came through"
end
if grep ERROR "$bare/home/$user/.local/share/culvert/culvert.log"; then fail "errors in the log"; fi

step "upgrade; the data is there, and the build is the new one"
inside apt-get install -y -qq --no-install-recommends /root/newer.deb >/dev/null
inside dpkg -s culvert | grep -q "^Version: $package_version\$" || fail "not upgraded"
[ ! -e "$bare/usr/lib/culvert/lib/app/of-the-older-version.txt" ] || fail "files of the older version are left"
caches=$(cd "$bare/usr/lib/culvert/lib/app" && echo ./*.aot)
said=$(as_user "JAVA_TOOL_OPTIONS=-XX:AOTMode=on culvert --version 2>/dev/null")
jars=$(cd "$bare/usr/lib/culvert/lib/app" && sha256sum ./*.jar | sha256sum | cut -c1-12)
[ "$said" = "culvert $version, build $jars" ] || fail "says '$said', and its jars are build $jars"
[ "$caches" = "./desktop-$jars.aot ./gateway-$jars.aot" ] || fail "the caches are '$caches', and the jars are build $jars"
begin
api "http://127.0.0.1:4040/endpoints" | grep -q '"name":"checked"' || fail "the endpoint is gone"
as_user "curl -sS -H 'Host: 127.0.0.1:4040' http://127.0.0.1:15999/api/status" | grep -q online || fail "nothing came through"
end

step "nothing outside the data directory"
# but for what GTK and the graphics driver keep for all programs, and the file by which gateways share a machine's ports
cd "$bare"
strays=$(find "home/$user" tmp var/tmp -uid "$(inside id -u "$user")" -type f ! -path "home/$user/.local/share/culvert/*" \
    ! -name desktop.out ! -name culvert-ports.lock ! -name .Xauthority ! -path 'tmp/xvfb-run*' ! -path 'tmp/.X*' ! -path "*/dconf/*" ! -path '*/mesa_shader_cache/*')
[ -z "$strays" ] || fail "files outside the data directory: $strays"

step "remove, and purge; the data stays"
inside apt-get remove -y -qq culvert >/dev/null
if [ -e "$bare/usr/bin/culvert" ] || [ -e "$bare/usr/lib/culvert" ]; then fail "the program is left"; fi
[ -s "$bare/home/$user/.local/share/culvert/culvert.db" ] || fail "the data is gone: $(ls "$bare/home/$user/.local/share/culvert")"
# nothing is left of it that could be purged: the whole once more
inside apt-get install -y -qq --no-install-recommends /root/newer.deb >/dev/null
inside apt-get purge -y -qq culvert >/dev/null
left=$(find "$bare/usr" "$bare/etc" "$bare/var/lib" -iname '*culvert*' | head -5)
[ -z "$left" ] || fail "left after purge: $left"
[ -s "$bare/home/$user/.local/share/culvert/culvert.db" ] || fail "the data is gone"
echo "check-deb: $(basename "$deb") installs, runs, upgrades and leaves"

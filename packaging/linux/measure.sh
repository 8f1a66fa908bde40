#!/usr/bin/env bash
# The figures of src/docs/performance.md about the packages: sizes, time to the first frame, resident memory when idle. Needs Xvfb,
# a machine that does nothing else, and what tar.sh, deb.sh and rpm.sh have made.
set -euo pipefail
. "$(dirname "$0")/../common.sh"
work=$(mktemp -d)
started=()
cleanup() {
    local process
    for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
    rm -rf "$work"
}
trap cleanup EXIT
idle=75

begin() {
    "$image/bin/culvert" "$@" --api-addr 127.0.0.1:0 >/dev/null 2>&1 &
    started+=($!)
}
resident() { awk '/^(VmRSS|RssAnon|RssFile)/ { printf "%s %.0f MB  ", $1, $2 / 1000 }' "/proc/${started[-1]}/status"; }

find "$out" -maxdepth 1 \( -name '*.deb' -o -name '*.rpm' -o -name '*.tar.gz' \) -printf '%f %s bytes\n'
du -sm "$image" | cut -f1 | xargs printf 'installed: %s MB\n'

Xvfb :93 -screen 0 1280x900x24 >/dev/null 2>&1 &
started+=($!)
sleep 2
export DISPLAY=:93
for i in $(seq 7); do
    begin --data-dir "$work/$i"
    for _ in $(seq 200); do
        if grep -sq 'was drawn' "$work/$i/culvert.log"; then break; fi
        sleep 0.1
    done
    grep -o 'was drawn [0-9]* ms after the start' "$work/$i/culvert.log"
    if [ "$i" = 7 ]; then
        sleep "$idle"
        printf 'desktop, idle: %s\n' "$(resident)"
    fi
    kill "${started[-1]}"
    wait "${started[-1]}" || true
done
for database in new 'there already'; do
    begin serve --data-dir "$work/serve"
    sleep "$idle"
    printf 'serve, idle, its database %s: %s\n' "$database" "$(resident)"
    kill "${started[-1]}"
    wait "${started[-1]}" || true
done

#!/usr/bin/env bash
# An upload and a download of 5 GiB each through an endpoint with HTTP phases, whose reader stops for 10 s after a quarter of it.
# Prints as a Markdown table how long each took and how much memory Culvert had resident before, at most, and after it.  Ends with
# an error if bytes are missing or if the memory grew by more than 64 MiB.
#
# Needs on Debian: apt-get install --no-install-recommends curl jq python3
# Everything talks over 127.0.0.1 and is ended with the script.
#
# Usage: src/test/load/bodies.sh        GIB=5 PAUSE=10 RELAYS='native portable channel' may be set
set -euo pipefail
gib=${GIB:-5} relays=${RELAYS:-native portable channel}
# shellcheck source=gateway.sh
. "$(dirname "$0")/gateway.sh"
need curl jq python3

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1"); }
resident() { awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$culvert/status"; }
passes='on_http_request:
  - expressions: ["req.method == \"BREW\""]
    actions: [{type: deny, config: {status_code: 405}}]'

upload() { head -c "${gib}G" /dev/zero | curl -sS --noproxy '*' --max-time 500 -T - "http://127.0.0.1:$port/up"; }
download() { timeout 500 python3 "$here/bodies.py" get "$port" "$gib"; }

# transfer RELAY NAME: runs it, and looks at the memory twice a second meanwhile
transfer() {
    local before now most began=$SECONDS took running
    before=$(resident) most=$before
    "$2" >"$work/moved" &
    running=$!
    while kill -0 "$running" 2>/dev/null; do
        now=$(resident)
        most=$((now > most ? now : most))
        sleep 0.5
    done
    wait "$running" || failed "$1, $2 ended with $?"
    took=$((SECONDS - began))
    [ "$(cat "$work/moved")" = $((gib << 30)) ] || failed "$1, $2: $(cat "$work/moved") bytes arrived"
    ((most - before <= 64)) || failed "$1, $2: the memory grew from $before to $most MiB"
    table+="| $1, $2 | $took | $before | $most | $(resident) |"$'\n'
}

table='| | s | MiB before | at most | after |
| --- | ---: | ---: | ---: | ---: |
'
upstream=$(free_port)
begin upstream python3 "$here/bodies.py" serve "$upstream" "$gib"
wait_for 20 listens "$upstream"
for relay in $relays; do
    CULVERT_RELAY=$relay start_culvert "culvert-$relay"
    port=$(call POST /endpoints "$(jq -nc --arg policy "$passes" --arg to "tcp://127.0.0.1:$upstream" \
        '{type: "agent", name: "web", upstream_url: $to, traffic_policy: $policy}')" | jq -r .url | sed 's/.*://')
    # a first request, so that what is loaded once does not count
    curl -sS --noproxy '*' -T - "http://127.0.0.1:$port/first" </dev/null >/dev/null
    transfer "$relay" upload
    transfer "$relay" download
    finish "$culvert"
done
printf '%s' "$table"

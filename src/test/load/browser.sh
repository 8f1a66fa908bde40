#!/usr/bin/env bash
# A browser at an endpoint with HTTP phases, on each manner of moving bytes: a WebSocket, an upload of 256 MiB, a download of
# 100 MiB, an answer of the policy's own and thirty requests at once.  Ends with an error if anything did not come back as it was.
#
# Needs on Debian: apt-get install --no-install-recommends chromium curl jq python3
# Everything talks over 127.0.0.1 and is ended with the script.
#
# Usage: src/test/load/browser.sh        RELAYS='native portable channel' may be set
set -euo pipefail
relays=${RELAYS:-native portable channel}
# shellcheck source=gateway.sh
. "$(dirname "$0")/gateway.sh"
need chromium curl jq python3

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1"); }
ended() { ! kill -0 "$1" 2>/dev/null; }
wanted='{"websocket":"5,70000","uploaded":"268435456","downloaded":"104857600","answered":"mine","many":"30"}'
answers='on_http_request:
  - expressions: ["req.url.path == \"/own\""]
    actions: [{type: custom-response, config: {body: mine}}]'

visit() {
    local web upstream connection requests browser
    web=$(free_port)
    begin "web-$1" python3 "$here/browser.py" "$web"
    upstream=$begun
    CULVERT_RELAY=$1 start_culvert "culvert-$1"
    port=$(call POST /endpoints "$(jq -nc --arg policy "$answers" --arg to "tcp://127.0.0.1:$web" \
        '{type: "agent", name: "web", upstream_url: $to, traffic_policy: $policy}')" | jq -r .url | sed 's/.*://')
    wait_for 20 listens "$web" || { cat "$work/web-$1.out" >&2; exit 1; }
    begin "browser-$1" chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-proxy-server \
        --disable-background-networking --user-data-dir="$work/profile-$1" --remote-debugging-port=0 \
        "http://localhost:$port/"
    browser=$begun
    wait_for 90 ended "$upstream" || failed "$1: the page told nothing: $(tail -3 "$work/browser-$1.out")"
    finish "$browser"
    [ "$(cat "$work/web-$1.out")" = "$wanted" ] || failed "$1: the page told $(cat "$work/web-$1.out")"
    wait_for 20 is_quiet || failed "$1: $(open_connections) connections are still open"
    connection=$(call GET '/connections?state=closed&limit=50' | jq -r '.connections | max_by(.bytes_in).id')
    requests=$(for id in $(call GET '/connections?state=closed&limit=50' | jq -r '.connections[].id'); do
        call GET "/connections/$id/requests?limit=100" | jq -c '.requests[]'
    done)
    [ "$(jq -s '[.[] | select(.path | test("^/n[0-9]+$"))] | length' <<<"$requests")" = 30 ] ||
        failed "$1: the requests are not all in the history"
    jq -se 'any(.status_code == 101)' <<<"$requests" >/dev/null || failed "$1: the WebSocket is not in the history"
    call GET "/connections/$connection" |
        jq -r --arg relay "$1" --arg rss "$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$culvert/status")" \
            '"\($relay): \(.bytes_in) bytes in over one connection, at most \($rss) MiB resident"'
    finish "$culvert"
}

for relay in $relays; do visit "$relay"; done

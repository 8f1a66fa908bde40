#!/usr/bin/env bash
# wrk against nginx through Culvert's HTTP phases and through HAProxy in mode http, in turns, in one run: an answer of the
# proxy's own, a pass-through, and a pass-through with a connection for each request.  Prints a Markdown table of medians
# (lowest...highest).  Ends with an error if wrk met one.
#
# Needs on Debian: apt-get install --no-install-recommends wrk nginx-core haproxy curl jq python3
# Everything talks over 127.0.0.1 and is ended with the script.  A quiet machine is needed, or the figures say little.
#
# Usage: src/test/load/http.sh        ROUNDS=5 SECONDS_EACH=6 CONNECTIONS=50 CULVERT_RELAY=auto may be set
set -euo pipefail
rounds=${ROUNDS:-5} each=${SECONDS_EACH:-6} connections=${CONNECTIONS:-50}
# shellcheck source=gateway.sh
. "$(dirname "$0")/gateway.sh"
PATH=$PATH:/usr/sbin:/sbin
need wrk nginx haproxy curl jq python3

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1"); }
answers() { curl -fs --noproxy '*' "http://127.0.0.1:$1/" -o /dev/null; }

passes='on_http_request:
  - expressions: ["req.method == \"BREW\""]
    actions: [{type: deny, config: {status_code: 405}}]'
hello='on_http_request:
  - actions: [{type: custom-response, config: {status_code: 200, body: "Hello world!"}}]'

# policed NAME POLICY [UPSTREAM]: makes the endpoint, a cloud one without an upstream; its port is then in $port
policed() {
    local answer
    answer=$(call POST /endpoints "$(jq -nc --arg name "$1" --arg policy "$2" --arg upstream "${3:-}" \
        '{name: $name, traffic_policy: $policy} +
         if $upstream == "" then {type: "cloud", url: "tcp://localhost:'"$(free_port)"'"}
         else {type: "agent", upstream_url: $upstream} end')") ||
        { echo "Culvert refused the endpoint: $answer" >&2; exit 1; }
    port=$(jq -r .url <<<"$answer" | sed 's/.*://')
}

web=$(free_port)
mkdir "$work/www"
head -c 1024 /dev/zero | tr '\0' x >"$work/www/index.html"
cat >"$work/nginx.conf" <<END
daemon off; worker_processes 1; pid $work/nginx.pid; error_log stderr warn;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 10000000;
       server { listen 127.0.0.1:$web; location / { root $work/www; } } }
END
begin nginx nginx -c "$work/nginx.conf"
wait_for 20 listens "$web"

ha_hello=$(free_port) ha_pass=$(free_port)
cat >"$work/haproxy.cfg" <<END
global
    maxconn 4000
    nbthread 2
defaults
    mode http
    timeout connect 3s
    timeout client 5m
    timeout server 5m
    option forwardfor
    http-reuse never
frontend hello
    bind 127.0.0.1:$ha_hello
    http-request return status 200 content-type text/plain string "Hello world!"
frontend pass
    bind 127.0.0.1:$ha_pass
    http-request deny deny_status 405 if { method BREW }
    http-request set-header X-Forwarded-Proto http
    http-request set-header X-Forwarded-Host %[req.hdr(host)]
    default_backend web
backend web
    server nginx 127.0.0.1:$web
END
begin haproxy haproxy -db -f "$work/haproxy.cfg"
wait_for 20 listens "$ha_pass"

start_culvert gateway
policed hello "$hello"; culvert_hello=$port
policed pass "$passes" "tcp://127.0.0.1:$web"; culvert_pass=$port
for p in "$web" "$ha_hello" "$ha_pass" "$culvert_hello" "$culvert_pass"; do
    wait_for 20 answers "$p" || { echo "nobody answers at $p" >&2; exit 1; }
done

declare -A values

# load PORT [OPTION...]: requests a second, and the 99th percentile in milliseconds
load() {
    timeout 120 wrk -t 1 -c "$connections" -d "${each}s" --latency "${@:2}" "http://127.0.0.1:$1/" >"$work/said" 2>&1 &&
        ! grep -Eq 'Socket errors|Non-2xx' "$work/said" &&
        awk '/^Requests\/sec:/ { rps = $2 }
             /^ +99%/ { p = $2; unit = p; gsub(/[0-9.]/, "", unit); sub(/[a-z]+$/, "", p)
                        p *= unit == "us" ? 0.001 : unit == "s" ? 1000 : 1 }
             END { print rps, p }' "$work/said"
}

median() { tr ' ' '\n' <<<"$1" | grep . | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
spread() { tr ' ' '\n' <<<"$1" | grep . | sort -g | awk '{ v[NR] = $1 } END { printf "%.'"$2"'f...%.'"$2"'f", v[1], v[NR] }'; }

# measure TITLE CULVERT-PORT HAPROXY-PORT [OPTION...]
measure() {
    local round way p said
    for ((round = 0; round <= rounds; round++)); do
        for way in culvert haproxy; do
            p=$2
            [ "$way" = culvert ] || p=$3
            if ! said=$(load "$p" "${@:4}"); then
                failed "$1 through $way: $(tail -c 400 "$work/said")"
                continue
            fi
            [ "$round" = 0 ] && continue # warming up
            values[$1/$way/rps]+="${said% *} "
            values[$1/$way/p99]+="${said#* } "
            echo "$1 $way $said" >&2
        done
    done
    local a b c d
    a=$(median "${values[$1/culvert/rps]}") b=$(median "${values[$1/haproxy/rps]}")
    c=$(median "${values[$1/culvert/p99]}") d=$(median "${values[$1/haproxy/p99]}")
    table+="| $1 | $(printf %.0f "$a") ($(spread "${values[$1/culvert/rps]}" 0)) | $(printf %.0f "$b") ($(spread "${values[$1/haproxy/rps]}" 0)) "
    table+="| $(awk -v a="$a" -v b="$b" 'BEGIN { printf "%.2f", a / b }') "
    table+="| $c ($(spread "${values[$1/culvert/p99]}" 2)) | $d ($(spread "${values[$1/haproxy/p99]}" 2)) "
    table+="| $(awk -v a="$c" -v b="$d" 'BEGIN { printf "%.2f", a / b }') |"$'\n'
}

table='| | Culvert, requests/s | HAProxy, requests/s | ratio | Culvert, p99 ms | HAProxy, p99 ms | ratio |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
'
measure 'answer of its own' "$culvert_hello" "$ha_hello"
measure 'pass-through' "$culvert_pass" "$ha_pass"
measure 'pass-through, a connection each' "$culvert_pass" "$ha_pass" -H 'Connection: close'
printf '%s' "$table"

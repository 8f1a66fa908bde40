#!/usr/bin/env bash
# Everyday tools directly and through Culvert in turns: iperf3, pgbench, redis-benchmark, wrk and scp.
# Prints a Markdown table of medians (lowest...highest).  Ends with an error if a tool met one, or if a file that scp brought differs.
#
# Needs root (PostgreSQL and sshd change their user) and on Debian:
#   apt-get install --no-install-recommends iperf3 postgresql redis-server redis-tools wrk nginx-core \
#       openssh-server openssh-client curl jq python3
# The servers that Debian starts are not used and may be stopped; this script starts its own, on free ports of 127.0.0.1.
#
# Usage: src/test/load/tools.sh        ROUNDS=3 SECONDS_EACH=5 SCP_MIB=2048 CULVERT_RELAY=auto may be set
set -euo pipefail
rounds=${ROUNDS:-3} each=${SECONDS_EACH:-5} mib=${SCP_MIB:-2048}
# shellcheck source=gateway.sh
. "$(dirname "$0")/gateway.sh"
PATH=$PATH:/usr/sbin:/sbin
[ "$(id -u)" = 0 ] || { echo "root is needed" >&2; exit 2; }
need iperf3 redis-server redis-benchmark wrk nginx sshd scp ssh-keygen curl jq python3 runuser
pg=$(find /usr/lib/postgresql -name pg_ctl -printf '%h\n' | sort -V | tail -1)
[ -n "$pg" ] || { echo "postgresql is missing; see the top of this script" >&2; exit 2; }

declare -A direct through values
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1"); }

# serve NAME PORT [UPSTREAM-PORT]: publishes what has been started there, when it answers
serve() {
    wait_for 20 listens "$2" || { cat "$work/$1.out" >&2; exit 1; }
    publish "$1" "tcp://127.0.0.1:${3:-$2}"
    direct[$1]=$2
    through[$1]=$port
}

start_servers() {
    local p q
    p=$(free_port); begin iperf iperf3 -s -B 127.0.0.1 -p "$p"; serve iperf "$p"

    p=$(free_port); begin redis redis-server --bind 127.0.0.1 --port "$p" --save '' --dir "$work"; serve redis "$p"

    # a second port: what wrk's closed connections leave in TIME_WAIT takes Culvert no client ports to its upstream
    p=$(free_port) q=$(free_port); mkdir "$work/www"; head -c 1024 /dev/zero | tr '\0' x >"$work/www/index.html"
    cat >"$work/nginx.conf" <<END
daemon off; worker_processes 1; pid $work/nginx.pid; error_log stderr warn;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 1000000;
       server { listen 127.0.0.1:$p; listen 127.0.0.1:$q; location / { root $work/www; } } }
END
    begin nginx nginx -c "$work/nginx.conf"; serve nginx "$p" "$q"

    p=$(free_port); install -d -o postgres "$work/pg"
    runuser -u postgres -- "$pg/initdb" -D "$work/pg/data" -A trust >"$work/initdb.out"
    begin postgres runuser -u postgres -- "$pg/postgres" -D "$work/pg/data" -h 127.0.0.1 -p "$p" -k "$work/pg" \
        -c fsync=off
    serve postgres "$p"
    wait_for 20 "$pg/pg_isready" -h 127.0.0.1 -p "$p"
    "$pg/pgbench" -h 127.0.0.1 -p "$p" -U postgres -i -q -s 10 postgres >"$work/pginit.out" 2>&1

    p=$(free_port); install -d -m 755 /run/sshd
    ssh-keygen -q -t ed25519 -N '' -f "$work/host"
    ssh-keygen -q -t ed25519 -N '' -f "$work/me"
    begin sshd /usr/sbin/sshd -D -e -f /dev/null -h "$work/host" -o "ListenAddress=127.0.0.1:$p" -o UsePAM=no \
        -o "PidFile=$work/sshd.pid" -o "AuthorizedKeysFile=$work/me.pub" -o StrictModes=no -o PermitRootLogin=yes \
        -o 'Subsystem=sftp internal-sftp'
    serve sshd "$p"
}

# Each of these measures against the port given and prints one figure; what it says is kept for the checks.
iperf_run() {
    timeout 60 iperf3 -c 127.0.0.1 -p "$1" -t "$each" -P 4 "${@:2}" -J >"$work/said" &&
        jq -e '.end.sum_received.bits_per_second / 1e9' "$work/said"
}
iperf_up() { iperf_run "$1"; }
iperf_down() { iperf_run "$1" -R; }
pgbench_run() {
    timeout 90 "$pg/pgbench" -h 127.0.0.1 -p "$1" -U postgres -n -T "$each" "${@:2}" postgres >"$work/said" 2>&1 &&
        grep -q 'failed transactions: 0 ' "$work/said" && sed -n 's/^tps = \([0-9.]*\).*/\1/p' "$work/said"
}
pgbench_select() { pgbench_run "$1" -S -c 8; }
pgbench_mixed() { pgbench_run "$1" -c 8; }
pgbench_connect() { pgbench_run "$1" -S -C -c 4; }
redis_test() {
    timeout 90 redis-benchmark -h 127.0.0.1 -p "$1" --csv "${@:2}" >"$work/said" 2>&1 &&
        ! grep -qi 'err' "$work/said" && sed -n 's/^"[SG]ET[^"]*","\([0-9.]*\)".*/\1/p' "$work/said"
}
redis_set() { redis_test "$1" -t set -n 100000 -c 50; }
redis_get() { redis_test "$1" -t get -n 1000000 -c 50 -P 16; }
redis_big() { redis_test "$1" -t set -n 20000 -c 20 -d 65536; }
wrk_run() {
    timeout 90 wrk -t 1 -d "${each}s" "${@:2}" "http://127.0.0.1:$1/" >"$work/said" 2>&1 &&
        ! grep -Eq 'Socket errors|Non-2xx' "$work/said" && sed -n 's/^Requests\/sec: *//p' "$work/said"
}
wrk_keep() { wrk_run "$1" -c 50; }
wrk_close() { wrk_run "$1" -c 20 -H 'Connection: close'; }
scp_file() {
    local began=$EPOCHREALTIME
    timeout 300 scp -q -P "$1" -i "$work/me" -o IdentitiesOnly=yes -o StrictHostKeyChecking=no \
        -o "UserKnownHostsFile=$work/known" "$2" "$3" >"$work/said" 2>&1 || return 1
    took=$(awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }')
    rm -f "$work/sum"
    sha256sum <"$work/copy" >"$work/sum"
    rm -f "$work/copy"
    cmp -s "$work/sum" "$work/wanted" && awk -v m="$mib" -v t="$took" 'BEGIN { print m / t }'
}
scp_up() { scp_file "$1" "$work/file" "root@127.0.0.1:$work/copy"; }
scp_down() { scp_file "$1" "root@127.0.0.1:$work/file" "$work/copy"; }

# measure TOOL SERVER HOW-OFTEN: both ways in turns
measure() {
    local round way p figure
    for ((round = 1; round <= $3; round++)); do
        for way in direct through; do
            if [ "$way" = direct ]; then p=${direct[$2]}; else p=${through[$2]}; fi
            if figure=$("$1" "$p") && [ -n "$figure" ]; then
                values[$1/$way]+="$figure "
                echo "$1 $way $figure" >&2
            else
                failed "$1 $way, round $round: $(tail -c 600 "$work/said")"
            fi
        done
    done
}

median() { tr ' ' '\n' <<<"$1" | sort -g | awk '/./ { v[++n] = $1 } END { if (n) print v[int((n + 1) / 2)] }'; }

# summary FIGURES: the median, and the lowest and highest in brackets
summary() {
    tr ' ' '\n' <<<"$1" | grep . | sort -g | awk '{ v[NR] = $1 } END {
        f = (v[NR] < 100) ? "%.2f" : "%.0f"
        if (NR > 1) f = f " (" f "..." f ")"
        printf f, v[int((NR + 1) / 2)], v[1], v[NR] }'
}

# row TOOL SERVER HOW-OFTEN TITLE UNIT
row() {
    local a b
    measure "$1" "$2" "$3"
    a=$(median "${values[$1/direct]:-}") b=$(median "${values[$1/through]:-}")
    table+="| $4 | $5 | $(summary "${values[$1/direct]:-0}") | $(summary "${values[$1/through]:-0}") "
    table+="| $(awk -v a="${a:-0}" -v b="${b:-0}" 'BEGIN { if (a > 0) printf "%.2f", b / a; else printf "-" }') |"$'\n'
}

begin_table='| tool | unit | direct | through Culvert | ratio |
| --- | --- | --- | --- | --- |'
table=
start_culvert culvert
start_servers
row iperf_up iperf "$rounds" 'iperf3, 4 streams up' Gbit/s
row iperf_down iperf "$rounds" 'iperf3, 4 streams down' Gbit/s
row pgbench_select postgres "$rounds" 'pgbench -S, 8 clients' transactions/s
row pgbench_mixed postgres "$rounds" 'pgbench, 8 clients' transactions/s
row pgbench_connect postgres "$rounds" 'pgbench -S -C, a connection each' transactions/s
row redis_set redis "$rounds" 'redis-benchmark SET, 50 clients' requests/s
row redis_get redis "$rounds" 'redis-benchmark GET, pipelines of 16' requests/s
row redis_big redis "$rounds" 'redis-benchmark SET of 64 KiB' requests/s
row wrk_keep nginx "$rounds" 'wrk, 50 connections kept' requests/s
row wrk_close nginx "$rounds" 'wrk, a connection each' requests/s
head -c "${mib}M" /dev/urandom >"$work/file"
sha256sum <"$work/file" >"$work/wanted"
row scp_up sshd 1 "scp of $mib MiB up" MiB/s
row scp_down sshd 1 "scp of $mib MiB down" MiB/s

wait_for 20 is_quiet || failed "$(open_connections) connections are still open"
! grep -E '\b(ERROR|WARN)\b' "$work/culvert.out" || failed "Culvert's log has complaints"
call GET /api/status | jq -r '"\nCulvert " + .version + ", " + .engine + ", " + (now | todate) + "\n"'
printf '%s\n%s' "$begin_table" "$table"

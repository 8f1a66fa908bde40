#!/usr/bin/env bash
# Transfers through Culvert over two bad links, 40 +/- 10 ms late each way, 2 % of the packets lost, 1 % doubled, 2 %
# early: client -- Culvert -- upstream, each in a network namespace of its own.  Half-closes both ways, slow readers,
# resets both ways; every transfer's SHA-256 is compared at both ends.  Afterwards Culvert must have no open connection
# and the descriptors that it had before.  All this on each relay: native, portable, channel.
#
# `tc netem` on veth where the kernel has it, else impaired-link.py beside this script, which does the same to packets
# between two TAP interfaces.  Ends with an error if anything is lost, differs or is stuck.
#
# Needs root and on Debian: apt-get install --no-install-recommends iproute2 curl jq python3
#
# Usage: src/test/load/netem.sh [RELAY...]     COUNT=210 PARALLEL=42 BYTES=1500000 LIMIT=150 may be set; LINK=tap forces
set -euo pipefail
count=${COUNT:-210} parallel=${PARALLEL:-42} bytes=${BYTES:-1500000} limit=${LIMIT:-150}
delay=40 jitter=10 loss=2 double=1 early=2
relays=("$@")
[ $# -gt 0 ] || relays=(native portable channel)
# shellcheck source=gateway.sh
. "$(dirname "$0")/gateway.sh"
PATH=$PATH:/usr/sbin:/sbin
[ "$(id -u)" = 0 ] || { echo "root is needed" >&2; exit 2; }
need ip tc curl jq python3

tag=cv$$
client=${tag}c gateway=${tag}g upstream=${tag}u
clean_up() {
    local space
    for space in "$client" "$gateway" "$upstream"; do ip netns del "$space" 2>/dev/null || true; done
}

has_netem() {
    ip -n "$client" link add probe type veth peer name probe2
    tc -n "$client" qdisc add dev probe root netem delay 1ms 2>"$work/netem.out"
    local code=$?
    ip -n "$client" link del probe
    return $code
}

# link SPACE-A ADDRESS-A SPACE-B ADDRESS-B: a bad link between the two, the same both ways
link() {
    local a b
    a=to-${3#"$tag"} b=to-${1#"$tag"}
    if [ "$kind" = netem ]; then
        ip -n "$1" link add "$a" type veth peer name "$b" netns "$3"
        tc -n "$1" qdisc add dev "$a" root netem delay ${delay}ms ${jitter}ms loss $loss% duplicate $double% reorder $((100 - early))% limit 10000
        tc -n "$3" qdisc add dev "$b" root netem delay ${delay}ms ${jitter}ms loss $loss% duplicate $double% limit 10000
    else
        begin "link-$1-$3" python3 "$here/impaired-link.py" "$1" "$a" "$3" "$b" $delay $jitter $loss $double $early 1
        wait_for 20 grep -q ready "$work/link-$1-$3.out" || { cat "$work/link-$1-$3.out" >&2; exit 1; }
    fi
    ip -n "$1" address add "$2" peer "$4" dev "$a"
    ip -n "$3" address add "$4" peer "$2" dev "$b"
    ip -n "$1" link set "$a" up
    ip -n "$3" link set "$b" up
}

# What the process has open, counted by kind. Pipes are pooled, and counted apart.
descriptors() { find "/proc/$culvert/fd" -mindepth 1 -printf '%l\n' | sed 's/:\[[0-9]*\]//' | sort | uniq -c >"$1"; }
others() { grep -v ' pipe$' "$1"; }
pipes() { awk '$2 == "pipe" { n = $1 } END { print n + 0 }' "$1"; }
total() { awk '{ n += $1 } END { print n }' "$1"; }

# drive COUNT: that many transfers
drive() {
    ip netns exec "$client" timeout $((limit + 30)) python3 "$here/transfers.py" \
        drive 10.99.1.2 "$port" "$1" "$parallel" "$bytes" "$limit" || return 1
    wait_for 30 is_quiet || { echo "$(open_connections) connections are still open"; return 1; }
}

run() {
    local relay=$1 before=$work/before-$1.txt after=$work/after-$1.txt
    export CULVERT_RELAY=$relay
    start_culvert "culvert-$relay" ip netns exec "$gateway"
    publish netem tcp://10.99.2.2:7000 tcp://0.0.0.0:7000
    # first some of the same, so that what is opened once and kept is there
    drive $((parallel * 2)) >"$work/first-$relay.txt" || failed "$relay, at first: $(tail -3 "$work/first-$relay.txt")"
    for _ in 1 2 3 4 5; do call GET /endpoints & call GET /endpoints & wait %% || true; done >/dev/null
    sleep 2
    descriptors "$before"
    drive "$count" || failed "$relay: not every transfer went well, or some were stuck"
    sleep 2
    descriptors "$after"
    diff <(others "$before") <(others "$after") >&2 || failed "$relay: there are other descriptors than before"
    # the pool of pipes may have grown a little; a pipe lost by any one of the seven kinds would be two sevenths
    (($(pipes "$after") - $(pipes "$before") < count / 7)) || failed "$relay: pipes are not returned"
    ! grep -E '\b(ERROR|WARN)\b' "$work/culvert-$relay.out" || failed "$relay: Culvert's log has complaints"
    echo "$relay: $(call GET /api/status | jq -r .engine); descriptors $(total "$before") before," \
        "$(total "$after") after, of which pipes $(pipes "$before") and $(pipes "$after");" \
        "open connections $(open_connections)"
    finish "$culvert"
}

for space in "$client" "$gateway" "$upstream"; do
    ip netns add "$space"
    ip -n "$space" link set lo up
done
kind=netem
if [ "${LINK:-}" = tap ] || ! has_netem; then
    kind=tap
    echo "tc netem: $(head -1 "$work/netem.out" 2>/dev/null || echo not asked for); using impaired-link.py instead"
fi
link "$client" 10.99.1.1 "$gateway" 10.99.1.2
link "$gateway" 10.99.2.1 "$upstream" 10.99.2.2
begin server ip netns exec "$upstream" python3 "$here/transfers.py" serve 10.99.2.2 7000
wait_for 20 grep -q ready "$work/server.out" || { cat "$work/server.out" >&2; exit 1; }
for relay in "${relays[@]}"; do run "$relay"; done
grep FAILED "$work/server.out" >&2 && failed "the server met the failures above"
tail -1 "$work/server.out"
if [ "$kind" = tap ]; then
    for pid in "${pids[@]:0:2}"; do finish "$pid"; done
    tail -qn 1 "$work"/link-*.out
fi

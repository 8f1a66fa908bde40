# A Culvert of its own for the load scripts beside this file, which source it.  Not to be run by itself.
# Needs curl and jq.  Everything lives in $work; everything that is started is ended, by pid, when the script ends.

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/culvert-load.XXXXXX")
chmod 755 "$work"
pids=()
failures=0

failed() {
    printf 'FAILED: %s\n' "$*" >&2
    failures=$((failures + 1))
}

need() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || { echo "$program is missing; see the top of this script" >&2; exit 2; }
    done
}

# wait_for SECONDS COMMAND...: until the command succeeds
wait_for() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < end)) || return 1
        sleep 0.1
    done
}

# begin NAME COMMAND...: runs it in the background, its words in $work/NAME.out; its pid is then in $begun
begin() {
    local name=$1
    shift
    "$@" >"$work/$name.out" 2>&1 </dev/null &
    begun=$!
    pids+=("$begun")
}

# Asks a process to end, and makes it after ten seconds.
finish() {
    kill -TERM "$1" 2>/dev/null || return 0
    wait_for 10 eval "! kill -0 $1" || kill -KILL "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}

# Before anything is started: a build cut off in the middle would leave its compiler running.
"$root/culvert" --version >&2

# start_culvert NAME [PREFIX...]: the prefix may be "ip netns exec NAMESPACE"; leaves $culvert, $api, $key
start_culvert() {
    local name=$1 line
    shift
    inside=("$@")
    begin "$name" "$@" "$root/culvert" serve --api-addr 127.0.0.1:0 --data-dir "$work/$name"
    culvert=$begun
    wait_for 180 grep -q ' listening, API ' "$work/$name.out" || { cat "$work/$name.out" >&2; exit 1; }
    line=$(grep ' listening, API ' "$work/$name.out")
    api=$(sed -E 's/.*, API ([^,]+),.*/\1/' <<<"$line")
    key=$(cat "$work/$name/api.key")
}

# call METHOD PATH [JSON]: the API's answer; fails on an error
call() {
    "${inside[@]}" curl -sS --noproxy '*' --fail-with-body --max-time 20 -X "$1" "${api%/}$2" \
        -H "Authorization: Bearer $key" -H 'Ngrok-Version: 2' \
        ${3:+-H 'Content-Type: application/json' -d "$3"}
}

# publish NAME UPSTREAM-URL [URL]: makes the endpoint; its port is then in $port
publish() {
    local answer
    answer=$(call POST /endpoints "$(jq -nc --arg name "$1" --arg upstream "$2" --arg url "${3:-}" \
        '{type: "agent", name: $name, upstream_url: $upstream} + if $url == "" then {} else {url: $url} end')") ||
        { echo "Culvert refused the endpoint: $answer" >&2; exit 1; }
    [ "$(jq -r .state.status <<<"$answer")" = online ] || { echo "not online: $answer" >&2; exit 1; }
    port=$(jq -r .url <<<"$answer" | sed 's/.*://')
}

open_connections() {
    call GET '/connections?state=open&limit=100' | jq '.connections | length'
}

is_quiet() {
    [ "$(open_connections)" = 0 ]
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# The last lines of a script: what is left is ended, and the exit code says whether all went well.
end_all() {
    local code=$? pid
    trap - EXIT INT TERM
    for pid in "${pids[@]}"; do finish "$pid"; done
    if declare -F clean_up >/dev/null; then clean_up; fi
    if [ "$code" = 0 ] && [ "$failures" = 0 ]; then
        rm -rf "$work"
    else
        echo "what the programs said is kept in $work" >&2
        [ "$code" != 0 ] || code=1
    fi
    exit "$code"
}
trap end_all EXIT
trap 'exit 130' INT TERM

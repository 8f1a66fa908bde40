#!/usr/bin/env bash
# Builds the app image and uses it: it starts from its cache, is what was built, serves, and brings a connection through.
# Part of `mvn verify` on Linux. Usage: packaging/smoke.sh [--built], as packaging/image.sh
set -euo pipefail
. "$(dirname "$0")/common.sh"
work=$(mktemp -d)
served='' upstream=''
cleanup() {
    for process in $served $upstream; do kill "$process" 2>/dev/null || true; done
    rm -rf "$work"
}
trap cleanup EXIT

"$root/packaging/image.sh" "$@"
culvert=$image/bin/culvert

# an upstream that says one line and ends, in the Java that is there anyway
cat >"$work/Upstream.java" <<'EOF'
void main() throws Exception {
    try (var server = new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
        System.out.println(server.getLocalPort());
        try (var client = server.accept()) {
            client.getOutputStream().write("through the culvert\n".getBytes());
        }
    }
}
EOF
"$jdk/bin/java" "$work/Upstream.java" >"$work/port" &
upstream=$!
# from a folder where nothing can be found by chance, and with nowhere else to write
mkdir "$work/home" "$work/tmp"
(cd / && HOME=$work/home TMPDIR=$work/tmp CULVERT_DATA_DIR=$work/data JAVA_TOOL_OPTIONS="-XX:AOTMode=on -Djava.io.tmpdir=$work/tmp -Duser.home=$work/home" \
    exec "$culvert" serve --api-addr 127.0.0.1:0) >"$work/served" 2>"$work/errors" &
served=$!
wait_for() {
    local i
    for i in $(seq 200); do
        if [ -s "$1" ]; then return; fi
        sleep 0.1
    done
    cat "$work/errors" >&2
    fail "$2"
}
wait_for "$work/served" "serve did not come up within 20 seconds"
wait_for "$work/port" "the upstream did not come up within 20 seconds"

port=$((20000 + RANDOM % 10000))
"$culvert" --data-dir "$work/data" api endpoints create --type agent --name smoke --url "tcp://localhost:$port" \
    --upstream-url "127.0.0.1:$(cat "$work/port")" >"$work/created" || fail "no endpoint: $(cat "$work/created")"
exec 3<>"/dev/tcp/127.0.0.1/$port"
read -r heard <&3
[ "$heard" = "through the culvert" ] || fail "the endpoint brought '$heard'"

kill "$served"
wait "$served" || true
served=''
stray=$(find "$work/home" "$work/tmp" -type f)
[ -z "$stray" ] || fail "files outside the data directory: $stray"
echo "smoke: $image serves"

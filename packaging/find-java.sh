# To be sourced: find_java prints the home of a JDK 25 or newer, and fails where there is none.
# shellcheck shell=bash
needed=25

# The major version of a JDK, from its release file, without starting it.
major() {
    [ -r "$1/release" ] && { [ -x "$1/bin/java" ] || [ -x "$1/bin/java.exe" ]; } || return 1
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_java() {
    local home version
    for home in "${JAVA25_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.jdks/*; do
        [ -n "$home" ] && version=$(major "$home") && [ "${version:-0}" -ge "$needed" ] && echo "$home" && return
    done
    home=$(command -v java || true)
    [ -n "$home" ] && home=$(dirname "$(dirname "$(readlink -f "$home")")") &&
        version=$(major "$home") && [ "${version:-0}" -ge "$needed" ] && echo "$home"
}

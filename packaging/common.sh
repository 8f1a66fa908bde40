# To be sourced by the scripts of this folder: where things are, and what they are called.
# shellcheck shell=bash
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$root/target/packages
icons=$root/src/main/resources/dev/culvert/ui/controls/icons
# shellcheck source=find-java.sh
. "$root/packaging/find-java.sh"

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# The one version number: that of the pom.
version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' "$root/pom.xml" | head -1)
# A snapshot is older than its release, in the words of Debian and RPM.
package_version=${version/-SNAPSHOT/\~snapshot}
# What MSI and macOS take: numbers alone.
numeric_version=${version%%-*}

# Who makes it, and where its home is, if it has one.
maker=$(sed -n '/^  <organization>/,/^  <\/organization>/s|^    <name>\(.*\)</name>|\1|p' "$root/pom.xml")
project_url=$(sed -n 's|^  <url>\(.*\)</url>|\1|p' "$root/pom.xml")

# When everything in a package was made, whoever builds it.
timestamp=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)<.*|\1|p' "$root/pom.xml")

case $(uname -s) in
    Linux) system=linux ;;
    Darwin) system=macos ;;
    MINGW* | MSYS* | CYGWIN*) system=windows ;;
    *) fail "this system is not known: $(uname -s)" ;;
esac
case $(uname -m) in
    x86_64 | amd64) machine=x64 ;;
    aarch64 | arm64) machine=arm64 ;;
    *) fail "this machine is not known: $(uname -m)" ;;
esac
image=$out/image/culvert
if [ "$system" = macos ]; then image=$out/image/Culvert.app; fi

jdk=$(find_java) || fail "a JDK 25 is missing. Install one (for example Temurin) and set JAVA_HOME to it."

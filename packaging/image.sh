#!/usr/bin/env bash
# Makes the app image: the program with a runtime of its own, in target/packages/image. Needs a JDK 25 and Maven, on any system.
# Usage: packaging/image.sh [--built]     --built: with the jars that `mvn package` has left, and without the lists of parts and licences
set -euo pipefail
. "$(dirname "$0")/common.sh"

modules=javafx.controls,javafx.fxml,java.logging,java.management,java.naming,java.net.http,java.sql,jdk.management,jdk.naming.dns,jdk.unsupported
# how the program runs here and in ./culvert
# shellcheck disable=SC2054 # commas are the options' own
options=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms16m -Xmx768m -XX:TrimNativeHeapInterval=30000
    --enable-native-access=javafx.graphics,ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
# two threads of the runtime wake every ten seconds instead of four times a second and every second; only here, as another JDK may not know these
options+=(-XX:+UnlockDiagnosticVMOptions -XX:AsyncDeflationInterval=10000 -XX:ServiceThreadCleanupInterval=10000)
work=$out/work

if [ "${1:-}" != --built ]; then
    (cd "$root" && mvn -B -ntp -q -Ppackages -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true package) || fail "the build failed, see above"
fi
jar=$root/target/culvert-$version.jar
if [ ! -f "$jar" ] || [ ! -d "$out/lib" ]; then fail "the jars are missing; leave out --built"; fi

rm -rf "$work" "$out/image"
mkdir -p "$work/fx" "$work/app/native"
cp "$out"/lib/*.jar "$work/app/"
cp "$jar" "$work/app/culvert.jar"
# JavaFX goes into the runtime; of each module only the jar for this system holds anything
for fx in "$work"/app/javafx-*-*-*.jar; do mv "$fx" "$work/fx/"; done
rm -f "$work"/app/javafx-*.jar

# Native code for this machine lies beside the jars; in them, it would be unpacked into a temporary folder at every start.
case $system-$machine in
    linux-x64) sqlite=Linux/x86_64 jna=linux-x86-64 netty=_epoll_x86_64 ;;
    linux-arm64) sqlite=Linux/aarch64 jna=linux-aarch64 netty=_epoll_aarch_64 ;;
    macos-x64) sqlite=Mac/x86_64 jna=darwin-x86-64 netty=_kqueue_x86_64 ;;
    macos-arm64) sqlite=Mac/aarch64 jna=darwin-aarch64 netty=_kqueue_aarch_64 ;;
    windows-x64) sqlite=Windows/x86_64 jna=win32-x86-64 netty=none ;;
    *) fail "there is no native code for $system-$machine" ;;
esac
# slim JAR FOLDER KEPT: moves what lies in FOLDER/KEPT of the jar out of it, and drops everything else in FOLDER
slim() {
    local dir=$work/jar
    rm -rf "$dir" && mkdir "$dir"
    (
        cd "$dir"
        "$jdk/bin/jar" xf "$1"
        find "$2/$3" -maxdepth 1 -type f -exec cp {} "$work/app/native/" \;
        find "$2" -type f \( -name '*.so' -o -name '*.dll' -o -name '*.dylib' -o -name '*.jnilib' -o -name '*.a' \) -delete
        "$jdk/bin/jar" --create --file "$1" --no-manifest --date=2026-01-01T00:00:00Z .
    )
}
slim "$(echo "$work"/app/sqlite-jdbc-*.jar)" org/sqlite/native "$sqlite"
slim "$(echo "$work"/app/jna-jpms-*.jar)" com/sun/jna "$jna"
for native in "$work"/app/netty-transport-native-{epoll,kqueue}-*.jar; do
    (cd "$work/app/native" && "$jdk/bin/jar" xf "$native" META-INF/native &&
        find META-INF -name "*$netty.*" -exec mv {} . \; && rm -rf META-INF)
    rm "$native"
done
# for its licence and its name alone an empty jar needs no place on the class path
rm -f "$work"/app/listenablefuture-*.jar

# A package squeezes what is not squeezed yet far better all together than jar by jar, and the program need not unpack what it loads.
# Of Bouncy Castle certificates and keys are taken, with the ciphers of Java's own providers; of other systems' parts only those of Linux'
# packages are left out yet.
left_out='(META-INF/versions/[0-9]+/)?org/bouncycastle/(pqc|oer|its|jcajce/provider/(asymmetric|symmetric|digest|keystore|drbg|kdf))/'
if [ "$system" = linux ]; then left_out="$left_out|com/sun/jna/platform/(win32|mac|wince)/|oshi/.*/(windows|mac)/"; fi
"$jdk/bin/java" "$root/packaging/StoreJars.java" "$work/app" "$left_out"

"$jdk/bin/jlink" --module-path "$work/fx" --add-modules "$modules" --strip-java-debug-attributes \
    --no-header-files --no-man-pages --output "$work/runtime"
# for tools of a JDK alone
rm -f "$work/runtime/lib/classlist" "$work/runtime/lib/jrt-fs.jar"
libraries=$work/runtime/lib
if [ "$system" = windows ]; then libraries=$work/runtime/bin; fi
(
    mkdir "$work/natives" && cd "$work/natives"
    for fx in "$work"/fx/*.jar; do "$jdk/bin/jar" xf "$fx"; done
    find . -maxdepth 1 -type f \( -name '*.so' -o -name '*.dll' -o -name '*.dylib' \) -exec mv {} "$libraries/" \;
)

# The build's name: a hash of all that runs. The cache carries it in its own name, because the JVM does not
# notice when a cache belongs to other jars (JDK-8377932), and would run what they were.
if command -v sha256sum >/dev/null; then sum=(sha256sum); else sum=(shasum -a 256); fi
build=$(cd "$work/app" && "${sum[@]}" ./*.jar | "${sum[@]}" | cut -c1-12)

# For the launcher. Standard output belongs to what the commands print, and not to the JVM's own log, which without its
# performance data also leaves no file in /tmp.
own=("-Dculvert.build=$build" '-Djava.library.path=$APPDIR/native' '-Dorg.sqlite.lib.path=$APPDIR/native' '-Djna.boot.library.path=$APPDIR/native'
    -Xlog:disable -Xlog:all=error:stderr -XX:-UsePerfData)
cache='-XX:AOTCache=$APPDIR'
main=dev.culvert.app.Main

# Linux: a script, because jpackage's launcher asks dpkg and rpm at every start which package it belongs to.
lay_out() {
    app=$image/lib/app home=$image/lib/runtime launcher=$image/bin/culvert
    mkdir -p "$image/bin" "$image/lib"
    mv "$work/app" "$app"
    mv "$work/runtime" "$home"
    local jars
    jars=$({ echo culvert.jar; find "$app" -name '*.jar' ! -name culvert.jar -printf '%f\n' | LC_ALL=C sort; } | sed 's|^|$APPDIR/|' | paste -sd : -)
    {
        cat <<'EOF'
#!/bin/sh
# Starts Culvert in the Java runtime that it brings.
self=$(readlink -f "$0")
APPDIR=${self%/bin/*}/lib/app
# All that is in a cache is loaded from it: a command needs nothing of what the desktop does.
role=desktop
for word; do
    case $word in
        serve | tcp | start | api | connections | events | policy | config | completion | diagnose | bench | --help | --version) role=gateway ;;
    esac
done
# glibc gives every thread that asks at once a pool of memory, which keeps what was freed; the program's own data are not in them.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
# Without a graphics device GTK loads Mesa and LLVM, too, only to learn which windows OpenGL could have (dev.culvert.app.Pipeline).
if [ ! -e /dev/dri ] && [ ! -e /dev/nvidiactl ] && [ ! -e /dev/dxg ]; then export GDK_GL="${GDK_GL:-disable}"; fi
exec "$APPDIR/../runtime/bin/java" "-Djpackage.app-path=$self" \
EOF
        printf '    "%s" \\\n' "${options[@]}" "${own[@]}" "$cache/\$role-$build.aot"
        printf '    -cp "%s" \\\n    %s "$@"\n' "$jars" "$main"
    } >"$launcher"
    chmod 755 "$launcher"
    classpath=${jars//\$APPDIR/$app}
}

# The others: jpackage's launchers.
package_image() {
    local arguments option config separator=:
    arguments=(--type app-image --name Culvert --input "$work/app" --main-jar culvert.jar --main-class "$main" --runtime-image "$work/runtime"
        --dest "$out/image" --vendor Culvert --copyright Apache-2.0 --description "A desktop TCP tunnel manager")
    for option in "${options[@]}" "${own[@]}" "$cache/desktop-$build.aot"; do arguments+=(--java-options "$option"); done
    if [ "$system" = macos ]; then
        # what begins with 0 is no version for macOS; packaging/macos/dmg.sh puts that right
        arguments+=(--icon "$root/icons/culvert.icns" --app-version "1.$numeric_version" --mac-package-identifier dev.culvert.Culvert)
        app=$image/Contents/app home=$image/Contents/runtime/Contents/Home launcher=$image/Contents/MacOS/Culvert
    else
        # what the start menu starts must not open a terminal, and what is used in one must speak there
        printf 'win-console=true\n' >"$work/console.properties"
        arguments+=(--icon "$root/icons/culvert.ico" --app-version "$numeric_version" --add-launcher "culvert-cli=$work/console.properties")
        image=$out/image/Culvert app=$out/image/Culvert/app home=$out/image/Culvert/runtime launcher=$out/image/Culvert/culvert-cli.exe
        separator=';'
    fi
    "$jdk/bin/jpackage" "${arguments[@]}"
    folder=$app
    if [ "$system" = windows ]; then folder=$(cygpath -m "$app"); fi
    config=$(find "$app" -maxdepth 1 -iname 'culvert.cfg')
    classpath=$(sed -n "s|^app.classpath=.APPDIR[/\\\\]|$folder/|p" "$config" | tr -d '\r' | paste -sd "$separator" -)
}

if [ "$system" = linux ]; then lay_out; else package_image; fi

# The cache knows its jars and its runtime by their times, which must therefore be those that packages give them: all the same.
touched=${timestamp//[-:TZ]/}
find "$image" -exec env TZ=UTC touch -h -t "${touched:0:12}.${touched:12}" {} +

# What the program does in a rehearsal tells the cache what will be needed. Whole paths: a cache moves with its jars only if it knows their folder.
folder=${folder:-$app}
rehearsal=$(mktemp -d)
trap 'rm -rf "$rehearsal"' EXIT
# rehearse JVM-OPTION WORD...: lets the program run as these words start it, for a while
rehearse() {
    local option=$1
    shift
    CULVERT_DATA_DIR=$rehearsal "$home/bin/java" "$option" "${options[@]}" -Xlog:aot=error -Xlog:cds=error \
        "-Djava.library.path=$folder/native" "-Dorg.sqlite.lib.path=$folder/native" "-Djna.boot.library.path=$folder/native" \
        -Dglass.platform=Headless -Dprism.order=sw -Dculvert.rehearsal=true \
        -cp "$classpath" "$main" "$@" --api-addr 127.0.0.1:0 >"$work/rehearsal.log" 2>&1 ||
        { cat "$work/rehearsal.log" >&2; fail "the rehearsal failed, see above"; }
}
# what makes a database is needed once, and not to be loaded ever after
rehearse -Xshare:auto serve
# jpackage's launchers know one cache each
if [ "$system" = linux ]; then rehearse "-XX:AOTCacheOutput=$folder/gateway-$build.aot" serve; fi
# last: it leaves an endpoint with a policy
rehearse "-XX:AOTCacheOutput=$folder/desktop-$build.aot"

# What was made must start, from either cache, and be what was built. The launcher takes -V for the desktop's.
for asked in --version -V; do
    said=$(JAVA_TOOL_OPTIONS=-XX:AOTMode=on "$launcher" "$asked" 2>/dev/null) || fail "the image does not start from its cache"
    [[ $said == "culvert $version, build $build"* ]] || fail "the image says it is '$said', and not version $version, build $build"
done
echo "$image: $said"

#!/usr/bin/env bash
# Renders culvert.svg to what systems want: PNGs in all sizes (the program carries them), culvert.ico (Windows), culvert.icns (macOS).
# To be run when the drawing has changed; the results are kept in the repository, so that no build needs these tools.
# Debian: sudo apt-get install librsvg2-bin icoutils icnsutils
set -euo pipefail
cd "$(dirname "$0")"
png=../src/main/resources/dev/culvert/ui/controls/icons/culvert

for size in 16 24 32 48 64 128 256 512; do
    rsvg-convert --width "$size" --height "$size" --output "$png-$size.png" culvert.svg
done
icotool --create --output culvert.ico "$png"-{16,24,32,48,64}.png --raw "$png-256.png"
png2icns culvert.icns "$png"-{16,32,48,128,256,512}.png >/dev/null

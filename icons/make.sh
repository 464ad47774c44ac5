#!/bin/sh
# Makes every size of the application icon from icon.svg, the single source.
# Needs rsvg-convert (Debian: librsvg2-bin) or ImageMagick's convert; the .ico needs ImageMagick.
# Run it after a change of icon.svg and commit what it writes.
set -eu
cd "$(dirname "$0")"
window=../src/main/resources/org/kpaas/edge/installer/ui/icon
mkdir -p "$window"

render() { # size file
    if command -v rsvg-convert >/dev/null; then
        rsvg-convert -w "$1" -h "$1" icon.svg -o "$2"
    else
        convert -background none -density 288 icon.svg -resize "${1}x${1}" -strip "PNG32:$2"
    fi
}

for size in 16 32 48 128 256; do
    render "$size" "$window/icon-$size.png"
done
render 512 icon-512.png
if command -v convert >/dev/null; then
    convert "$window/icon-16.png" "$window/icon-32.png" "$window/icon-48.png" "$window/icon-256.png" icon.ico
else
    echo "icon.ico was not made: ImageMagick's convert is missing" >&2
fi

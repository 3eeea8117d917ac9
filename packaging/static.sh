#!/bin/sh
# Builds blot as one static file and runs it in a root folder that holds nothing else:
#
#     packaging/static.sh [OUT]          default: build-static/blot
#
# Takes cJSON's source from Debian's source package, or from the folder that CJSON_SOURCE names. The
# other libraries are Debian's static ones. The check in the empty root needs to be root.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=$here/build-static
out=${1-$build/blot}

fail() {
    echo "static.sh: $*" >&2
    exit 1
}

# The system's own package sources, with those of source packages in their place.
fetch_cjson() {
    mkdir -p "$build/apt/lists/partial" "$build/apt/sources.d"
    for f in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
        [ ! -e "$f" ] || sed 's/^Types: deb$/Types: deb-src/; s/^deb /deb-src /' "$f" >"$build/apt/sources.d/$(basename "$f" .list).${f##*.}"
    done
    (cd "$build/apt" &&
        set -- -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$build/apt/sources.d" \
            -o Dir::State::Lists="$build/apt/lists" -o APT::Sandbox::User=root -qq &&
        apt-get "$@" update && apt-get "$@" source cjson >/dev/null) || fail "the source of cJSON cannot be had"
    CJSON_SOURCE=$(find "$build/apt" -maxdepth 1 -type d -name 'cjson-*')
}

mkdir -p "$build"
[ -n "${CJSON_SOURCE-}" ] || CJSON_SOURCE=$(find "$build/apt" -maxdepth 1 -type d -name 'cjson-*' 2>/dev/null || true)
[ -n "$CJSON_SOURCE" ] || fetch_cjson

cmake -S "$here" -B "$build" -DBLOT_STATIC=ON -DCJSON_SOURCE="$CJSON_SOURCE" -DBUILD_TESTING=OFF \
    -DCMAKE_BUILD_TYPE=Release >/dev/null
cmake --build "$build" --target blot --parallel 2
[ "$out" = "$build/blot" ] || cp "$build/blot" "$out"

! ldd "$out" 2>/dev/null | grep '=>' || fail "it still needs shared libraries"

# Alone in a root, without /proc, /etc, /tmp: UTF-8, UTF-16, Latin-1, Windows-1252; files and pipes.
[ "$(id -u)" -eq 0 ] || { echo "static.sh: not root, so not run in an empty root"; exit 0; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
cp "$out" "$root/blot"
said() {
    want=$1
    shift
    got=$("$@") || fail "exit status $? from $*"
    [ "$got" = "$want" ] || fail "$* gave $got"
}
one='{"id":"line-1","text":"Mrs [NAME_1] rang from [PLACE_1], café"}'
text='Mrs Sarah Khan rang from Luton, café'
said "$one" sh -c "printf '%s\n' '$text' | chroot '$root' /blot"
for encoding in utf-16 iso-8859-1 windows-1252; do
    said "$one" sh -c "printf '%s\n' '$text' | iconv -f utf-8 -t $encoding | chroot '$root' /blot -e $encoding"
done
cp "$here/fixtures/survey-comments/input.csv" "$root/"
chroot "$root" /blot -t 'What could we have done better?' -o /out.jsonl /input.csv
cmp "$root/out.jsonl" "$here/fixtures/survey-comments/expected.jsonl"
chroot "$root" /blot --version | sed -n 1p

# The fixtures, outside of it, as `blot verify` starts itself by way of /proc; but for the one whose
# encoding is in iconv's tables only.
mkdir "$root/fixtures"
cp -R "$here"/fixtures/* "$root/fixtures/"
rm -rf "$root/fixtures/encoding-letters-kept-back" "$root/fixtures/fuzz"
verdict=$("$out" verify "$root/fixtures") || fail "the fixtures fail: $(printf '%s\n' "$verdict" | tail -n 20)"
printf '%s\n' "$verdict" | tail -n 1
ls -l "$out" | awk '{print $5, "bytes:", $NF}'

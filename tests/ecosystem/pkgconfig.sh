#!/bin/sh
# Installs into a folder, then compiles and links the example against it through pkg-config, with the
# shared library and with the static one, as C and as C++.
#
#     pkgconfig.sh SOURCE-FOLDER BUILD-FOLDER
set -eu

source=$1
build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
    echo "skipped: $*"
    exit 77
}

for tool in cc pkg-config cmake; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done

fail() {
    echo "pkgconfig.sh: $*" >&2
    exit 1
}

cmake --install "$build" --prefix "$work/there" >/dev/null
mv "$work/there" "$work/moved" # what was installed may be moved
pc=$(find "$work/moved" -name blot.pc)
export PKG_CONFIG_PATH="${pc%/blot.pc}"
[ "$(pkg-config --modversion blot)" = "$("$work/moved/bin/blot" --version | sed -n '1s/^blot //p')" ] ||
    fail "blot.pc and the program have different versions"

cat >"$work/want" <<'END'
Mrs [NAME_1] rang.
He is [AGE_1] and lives in Luton.
[NAME_1] ([AGE_1]) of Leeds
  NAME by NAME-RULE: bytes 0 to 9
  AGE by AGE-RULE: bytes 11 to 13
END

check() {
    echo 'Mary Khan (14) of Leeds' | "$@" | sed 's/NAME by [^:]*/NAME by NAME-RULE/; s/AGE by [^:]*/AGE by AGE-RULE/' \
        >"$work/got"
    cmp "$work/want" "$work/got" || fail "$1 prints something else: $(cat "$work/got")"
}

# shellcheck disable=SC2046 # flags, split on purpose
cc -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror "$source/tests/ecosystem/example.c" \
    $(pkg-config --cflags --libs blot) -pthread -o "$work/shared"
LD_LIBRARY_PATH=$(pkg-config --variable=libdir blot) check "$work/shared"
unset LD_LIBRARY_PATH

# The static library of blot with the shared ones of the system.
library=$(pkg-config --variable=libdir blot)
mkdir "$work/only-static"
cp "$library/libblot.a" "$work/only-static/"
# shellcheck disable=SC2046
cc -std=c11 -D_POSIX_C_SOURCE=200809L "$source/tests/ecosystem/example.c" -L"$work/only-static" \
    $(pkg-config --static --cflags --libs blot | sed "s|-L$library||") -o "$work/static"
check "$work/static"

nm -D --defined-only "$library/libblot.so" | awk '$2 == "T" {print $3}' | sed 's/@.*//' | LC_ALL=C sort >"$work/symbols"
sed -n 's/^ *\(blot_[a-z_]*\);$/\1/p' "$source/src/blot.map" | LC_ALL=C sort | cmp - "$work/symbols" ||
    fail "the shared library shows other functions than blot.map says"

printf '#include <blot.h>\nint main() { return blot_version()[0] == 0; }\n' >"$work/header.cc"
if command -v c++ >/dev/null; then
    # shellcheck disable=SC2046
    c++ -Wall -Wextra -Werror -pedantic -c "$work/header.cc" $(pkg-config --cflags blot) -o "$work/header.o"
fi
echo "the example compiles, links and runs against what is installed"

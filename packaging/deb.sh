#!/bin/bash
# Builds the Debian packages, lints them, and installs them in a clean root, where they must work:
#
#     packaging/deb.sh [FOLDER-FOR-THE-PACKAGES]
#
# Needs root, debhelper, lintian and mmdebstrap (or debootstrap); 77 where they are not to be had.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
out=${1-$here/build-deb}

skip() {
    echo "skipped: $*"
    exit 77
}

fail() {
    echo "deb.sh: $*" >&2
    exit 1
}

[ "$(id -u)" = 0 ] || skip "a clean root can be made by root only"
for tool in dpkg-buildpackage dh lintian; do
    command -v "$tool" >/dev/null || skip "$tool is not installed (debhelper dpkg-dev lintian)"
done
command -v mmdebstrap >/dev/null || command -v debootstrap >/dev/null || skip "neither mmdebstrap nor debootstrap is installed"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir -p "$out"

# From what git knows, so that nothing else gets in.
mkdir "$work/blot"
git -C "$here" ls-files -z | (cd "$here" && tar --null -T - -cf -) | tar -xf - -C "$work/blot"
version=$(sed -n 's/^project(blot VERSION \([0-9.]*\).*/\1/p' "$here/CMakeLists.txt")
[ "$(dpkg-parsechangelog -l "$work/blot/debian/changelog" -S Version)" = "$version" ] ||
    fail "debian/changelog and CMakeLists.txt have different versions"

(cd "$work/blot" && dpkg-buildpackage -us -uc --build=full >"$out/build.log" 2>&1) ||
    { tail -n 40 "$out/build.log" >&2; fail "dpkg-buildpackage failed"; }
cp "$work"/*.deb "$work"/*.dsc "$work"/*.changes "$out/"
lintian --allow-root --fail-on error,warning --info "$work"/*.changes || fail "lintian has something to say"
echo "lintian: nothing to say"

suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
root=$work/root
if command -v mmdebstrap >/dev/null; then
    mmdebstrap --quiet --variant=apt --mode=root "$suite" "$root" >"$out/root.log" 2>&1 ||
        { tail -n 20 "$out/root.log"; skip "a clean root cannot be made"; }
else
    debootstrap --variant=minbase "$suite" "$root" >"$out/root.log" 2>&1 || skip "a clean root cannot be made"
fi
mkdir "$root/packages"
cp "$work"/*_"$version"_*.deb "$root/packages/"
rm -f "$root"/packages/*dbgsym*
chroot "$root" sh -c 'apt-get -qq update && apt-get -qq -y --no-install-recommends install /packages/*.deb' \
    >"$out/install.log" 2>&1 || { tail -n 20 "$out/install.log" >&2; fail "the packages cannot be installed"; }
got=$(echo 'Mrs Sarah Khan (14) rang from Luton.' | chroot "$root" blot)
[ "$got" = '{"id":"line-1","text":"Mrs [NAME_1] ([AGE_1]) rang from [PLACE_1]."}' ] || fail "installed, it gives: $got"
cp -R "$here/fixtures" "$root/fixtures"
rm -rf "$root/fixtures/fuzz"
unshare --mount sh -c 'mount -t proc proc "$1/proc" && exec chroot "$1" blot verify /fixtures' - "$root" \
    >"$out/verify.log" || fail "installed, it fails fixtures: $(tail -n 20 "$out/verify.log")"
tail -n 1 "$out/verify.log"
for file in usr/share/doc/blot/NOTICE usr/share/doc/blot/blot.spdx.json usr/include/blot.h; do
    [ -e "$root/$file" ] || [ -e "$root/$file.gz" ] || fail "/$file is not installed"
done
chroot "$root" apt-get -qq -y purge blot libblot0 libblot-dev >/dev/null 2>&1
[ -z "$(find "$root/usr" -name '*blot*')" ] || fail "something is left after the packages were removed"
echo "installed in a clean root, at work there, and removed: $(cd "$out" && ls -- *.deb | tr '\n' ' ')"

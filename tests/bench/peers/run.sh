#!/bin/sh
# blot beside Presidio, scrubadub, compromise and redact-pii: the same text, scorer and clock.
#
#     run.sh BLOT GOLD...          a table on standard output
#
# Each is installed from PyPI or npm in a throw-away environment (PEERS names a folder to keep it in).
# Models that would have to be downloaded besides are off, and the table says which parts that turns off.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
blot=$1
shift
if [ -n "${PEERS-}" ]; then
    work=$PEERS
    mkdir -p "$work"
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi

install_python() {
    [ -e "$work/$1/ready" ] && return
    python3 -m venv "$work/$1" && "$work/$1/bin/python" -m pip install --quiet --disable-pip-version-check "$2" \
        'setuptools<80' >"$work/$1.log" 2>&1 && touch "$work/$1/ready" || echo "skipped: $1 cannot be installed" >&2
}

install_node() {
    [ -e "$work/$1/ready" ] && return
    mkdir -p "$work/$1" && (cd "$work/$1" && npm install --silent --no-audit --no-fund "$1") >"$work/$1.log" 2>&1 &&
        touch "$work/$1/ready" || echo "skipped: $1 cannot be installed" >&2
}

install_python presidio presidio-analyzer
install_python scrubadub scrubadub
install_node compromise
install_node redact-pii

set -- "$blot" "$here" "$work" "$@"
python3 -B "$here/table.py" "$@"

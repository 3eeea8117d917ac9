#!/bin/sh
# Runs readers.py in a virtual environment with the packages of requirements.txt from PyPI.
#
#     run.sh BLOT SOURCE-FOLDER ENVIRONMENT-FOLDER
#
# Exits with 77, and says so in a line, where the packages cannot be installed.
set -eu

blot=$1
source=$2
environment=$3
wanted=$source/tests/ecosystem/requirements.txt

skip() {
    echo "skipped: $*"
    exit 77
}

command -v python3 >/dev/null || skip "python3 is not installed"
if ! cmp -s "$wanted" "$environment/requirements.txt"; then
    rm -rf "$environment"
    python3 -m venv "$environment" >/dev/null 2>&1 || skip "python3 has no venv (python3-venv)"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check -r "$wanted" \
        >"$environment/pip.log" 2>&1 ||
        skip "the packages of tests/ecosystem/requirements.txt cannot be installed: $(tail -n 1 "$environment/pip.log")"
    cp "$wanted" "$environment/requirements.txt"
fi
exec "$environment/bin/python" "$source/tests/ecosystem/readers.py" "$blot" "$source"

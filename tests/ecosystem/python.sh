#!/bin/sh
# Installs the Python module with pip in an environment of its own and tests it there.
#
#     python.sh SOURCE-FOLDER LIBRARY ENVIRONMENT-FOLDER
#
# LIBRARY is the libblot.so to take. Exits with 77, and says so in a line, where pip or what it needs
# from PyPI is not to be had.
set -eu

source=$1
library=$2
environment=$3

skip() {
    echo "skipped: $*"
    exit 77
}

command -v python3 >/dev/null || skip "python3 is not installed"
if [ ! -e "$environment/ready" ]; then
    rm -rf "$environment"
    python3 -m venv "$environment" >/dev/null 2>&1 || skip "python3 has no venv (python3-venv)"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check 'setuptools>=64' wheel 'pandas>=2' \
        >"$environment/pip.log" 2>&1 ||
        skip "setuptools and pandas cannot be installed: $(tail -n 1 "$environment/pip.log")"
    touch "$environment/ready"
fi

# pip writes beside what it builds: from a copy, with the version's one place and nothing else.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$source/CMakeLists.txt" "$work/"
mkdir "$work/python"
cp -R "$source/python/blot" "$source/python/setup.py" "$source/python/pyproject.toml" "$source/python/README.md" \
    "$work/python/"
cd "$work/python"
BLOT_LIBRARY=$library "$environment/bin/python" -m pip wheel --quiet --disable-pip-version-check \
    --no-build-isolation --no-deps --wheel-dir "$work/wheels" .
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-index --force-reinstall \
    "$work"/wheels/blot-*-py3-none-*.whl
cd "$work"
BLOT_SOURCE=$source "$environment/bin/python" -B -W error::ResourceWarning \
    "$source/tests/ecosystem/python_module.py"

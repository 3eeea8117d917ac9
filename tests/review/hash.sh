#!/bin/sh
# The page of a review names the very output that the filter writes with the same options.
#
#     hash.sh BLOT
set -eu
blot=$(realpath "$1")
files=$(dirname "$(realpath "$0")")/../docs/files
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$files"/* "$folder"
cd "$folder"

same() {
    hash=$("$blot" "$@" 2>/dev/null | sha256sum | cut -d ' ' -f 1)
    "$blot" review -o page.html --seed 1 "$@" 2>/dev/null || { echo "hash.sh: review $* failed" >&2; exit 1; }
    grep -q "\"output_sha256\":\"$hash\"" page.html || { echo "hash.sh: another hash with $*" >&2; exit 1; }
}

"$blot" key new study.key >/dev/null
"$blot" policy init cases.csv >policy.yaml 2>/dev/null
same cases.csv
same --spans=source -j 2 cases.csv export.csv
same -k study.key --project p --person person_id --case case_id -a NAME=pseudonym cases.csv
same --policy policy.yaml cases.csv
same --profile uk-research --strict export.csv
same --known-table people.csv --on person_id cases.csv
same -i jsonl -t comment survey.jsonl
"$blot" review -o page.html nothing.csv 2>/dev/null && { echo 'hash.sh: a fault is no failure' >&2; exit 1; }
rm page.html
"$blot" review -o page.html nothing.csv 2>/dev/null && exit 1
[ ! -e page.html ] || { echo 'hash.sh: a fault leaves a page' >&2; exit 1; }
echo 'the page names the output'

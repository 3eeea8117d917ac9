#!/bin/sh
# Blot over its own output changes nothing, whatever the actions; shift aside, whose output is dates.
#   second_pass.sh BLOT FILE...    FILE: text, a record a line; [[LABEL:...]] marks are taken out
set -eu
blot=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wrong=0
sed 's/\[\[[A-Z]*:\([^]]*\)\]\]/\1/g' "$@" >"$work/in.txt"
try() {
    rc=0
    "$blot" -i text "$@" "$work/in.txt" >"$work/once.jsonl" || rc=$?
    # 3: some line is in no covered language and was withheld
    [ "$rc" = 0 ] || [ "$rc" = 3 ] || { echo "first run with $*: status $rc"; exit 1; }
    rc=0
    "$blot" -i jsonl -t text "$@" "$work/once.jsonl" >"$work/twice.jsonl" || rc=$?
    [ "$rc" = 0 ] || [ "$rc" = 3 ] || { echo "second run with $*: status $rc"; exit 1; }
    different=$(diff "$work/once.jsonl" "$work/twice.jsonl" | grep -c '^<' || true)
    [ "$different" = 0 ] || { echo "with $*: $different lines differ"; wrong=1; }
}
try
try --profile uk-research
try --profile uk-research --region-level country --reference-date 2024-08-31
try -a AGE=band --age-bands 0-17,18-64,65+ -a PLACE=region -a DATE=month -a NAME=label
exit $wrong

#!/bin/sh
# Coarse actions are stable: of a run over blot's own output no line changes that a run without them
# leaves as it is. (Lines that change without them are counted, and are another matter.)
#   second_pass.sh BLOT FILE...    FILE: text, a record a line; [[LABEL:...]] marks are taken out
set -eu
blot=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed 's/\[\[[A-Z]*:\([^]]*\)\]\]/\1/g' "$@" >"$work/in.txt"

# What blot says when all went well, or some line was in no covered language.
run() {
    rc=0
    "$blot" "$@" 2>"$work/err" || rc=$?
    [ "$rc" = 0 ] || [ "$rc" = 3 ] || { cat "$work/err" >&2; exit 1; }
}

# Names of the lines that a second run changes.
changed() {
    run -i text "$@" "$work/in.txt" >"$work/once"
    run -i jsonl -t text "$@" "$work/once" >"$work/twice"
    diff "$work/once" "$work/twice" | sed -n 's/^< {"id":"\(line-[0-9]*\)".*/\1/p' | sort
}

changed >"$work/without"
echo "without actions: $(wc -l <"$work/without") lines change"
wrong=0
try() {
    changed "$@" >"$work/with"
    more=$(comm -13 "$work/without" "$work/with" | wc -l)
    echo "$*: $more more"
    grep -q '\[AGE_[0-9]*-\|\[PLACE_[A-Z]\|\[DATE_20' "$work/once" || { echo "nothing was made coarse"; wrong=1; }
    [ "$more" = 0 ] || wrong=1
}
try --profile uk-research
try --profile uk-research --region-level country --reference-date 2024-08-31 -a DATE=month
try -a AGE=band --age-bands 0-17,18-64,65+ -a PLACE=region -a DATE=year
exit $wrong

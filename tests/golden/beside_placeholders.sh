#!/bin/sh
# Text that holds placeholders need not be blot's own: somebody may have replaced half the names by
# hand, or wrote them to hide others beside them. Names next to one are found nearly as without.
#   beside_placeholders.sh BLOT BEFORE BEHIND FILE...
# BEFORE, BEHIND: the least recall of names with a placeholder before them, and behind them. FILE:
# marked-up records.
set -eu
blot=$1 before=$2 behind=$3
shift 3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wrong=0
try() {
    for file; do
        sed "$edit" "$file" >"$work/$(basename "$file")"
        grep -q 'NAME_9' "$work/$(basename "$file")" || { echo "$file: no name"; wrong=1; }
    done
    "$blot" score --build --min "NAME=$least" "$work"/*.txt >"$work/out" || wrong=1
    echo "$edit: $(grep '^NAME' "$work/out")"
}
edit='s/\[\[NAME:/[NAME_9] [[NAME:/g' least=$before
try "$@"
edit='s/\[\[NAME:[^]]*\]\]/& [NAME_9]/g' least=$behind
try "$@"
exit $wrong

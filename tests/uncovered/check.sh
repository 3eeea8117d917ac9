#!/bin/sh
# Text of no covered language is withheld, English is not, however it is typed.
#
#     check.sh BLOT FOLDER CORPUS...
#
# FOLDER holds a file a language, a text a line: at least 19 in 20 of them must be withheld. Of the
# corpus files' records no more than 1 in 500 may be; a few of those are in Welsh or French. Prints
# counts only.
set -eu
blot=$1 folder=$2
shift 2
status=0

withheld() { # lines of standard input that blot withholds, and all lines
    code=0
    "$blot" -i text >"$out" 2>/dev/null || code=$?
    [ "$code" = 0 ] || [ "$code" = 3 ] || { echo "blot: exit status $code" >&2; exit 2; }
    grep -c '"text":"\[WITHHELD\]"' "$out" || true
}

out=$(mktemp)
trap 'rm -f "$out"' EXIT

for file in "$folder"/*.txt; do
    n=$(wc -l <"$file")
    got=$(withheld <"$file")
    echo "$(basename "$file" .txt): $got of $n texts withheld, 19 in 20 wanted"
    [ $((got * 20)) -ge $((n * 19)) ] || status=1
done

# A record of the corpus in one line, without its marks.
records=$(mktemp)
trap 'rm -f "$out" "$records"' EXIT
awk '/^#ID /{if (r != "") print r; r = ""; next} NF{r = r " " $0} END{if (r != "") print r}' "$@" |
    sed -E 's/\[\[[A-Z]+:([^]]*)\]\]/\1/g' >"$records"
n=$(wc -l <"$records")
got=$(withheld <"$records")
echo "corpus: $got of $n records withheld, 1 in 500 allowed"
[ $((got * 500)) -le "$n" ] || status=1
exit $status

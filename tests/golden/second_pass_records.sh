#!/bin/sh
# A run over blot's own output changes next to nothing: of the corpus's records no more than so many,
# in any case; and nothing at all where every record is looked at again as it comes out. Prints the
# count only, as some records are for measuring and not for reading.
#   second_pass_records.sh BLOT MOST FILE...    FILE: records after "#ID name", with [[LABEL:...]]
#                                               marks, which are taken out
set -eu
blot=$1 most=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One JSON line a record. The marks go first: they stand in one line each.
records() {
    sed 's/\\/\\\\/g; s/"/\\"/g; s/\t/\\t/g' | awk '
    function end() { if (id != "") printf "{\"id\":\"%s\",\"text\":\"%s\"}\n", id, text }
    /^#ID / { end(); id = "record-" NR; text = ""; next }
    id != "" { text = text (text == "" ? "" : "\\n") $0 }
    END { end() }'
}
sed 's/\[\[[A-Z]*:\([^]]*\)\]\]/\1/g' "$@" >"$work/text"
records <"$work/text" >"$work/as-is"
tr 'A-Z' 'a-z' <"$work/text" | sed 's/^#id /#ID /' | records >"$work/small"
tr 'a-z' 'A-Z' <"$work/text" | records >"$work/capitals"

# What blot says when all went well, or some record was in no covered language.
run() {
    rc=0
    "$blot" -t text --pass-unscanned id "$@" 2>"$work/err" || rc=$?
    [ "$rc" = 0 ] || [ "$rc" = 3 ] || { cat "$work/err" >&2; exit 1; }
}

wrong=0
try() {
    run "$@" -i jsonl "$in" >"$work/once"
    run "$@" -i jsonl "$work/once" >"$work/twice"
    records=$(wc -l <"$work/once")
    changed=$(diff "$work/once" "$work/twice" | grep -c '^<' || true)
    echo "${in##*/} ${*:-number}: $changed of $records records change, $most may"
    [ "$records" -gt 1000 ] && [ "$(grep -c '\[NAME\|█' "$work/once")" -gt 1000 ] || { echo "nothing was measured"; wrong=1; }
    [ "$changed" -le "$most" ] || wrong=1
}
in=$work/small
try
in=$work/capitals
try
in=$work/as-is
try
try -a label
try --roles
try --profile uk-research
most=0
try -a mask
try --strict
in=$work/capitals
try --strict
exit $wrong

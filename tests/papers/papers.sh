#!/bin/sh
# Report, audit and release as files: blot is $1. Their modes, hashes, what is in them and what is
# not, and that they appear together or not at all.
set -eu

blot=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
SOURCE_DATE_EPOCH=0
export SOURCE_DATE_EPOCH

fail() {
    echo "papers.sh: $*" >&2
    exit 1
}

# 300 records; every 50th has something more
i=0
echo 'id,role,first name,comment' >in.csv
while [ $i -lt 300 ]; do
    i=$((i + 1))
    extra=
    [ $((i % 50)) -ne 0 ] || extra=' He rang 07700 900123 and the LADO in Bolsover.'
    echo "$i,role-$((i % 4)),Zebedee,\"Zebedee Quillfeather, aged $((i % 60 + 20)), saw Mrs Winterbottom.$extra\"" >>in.csv
done
cp in.csv private-name.csv
echo 'xylophonist quartet' >secret-list.txt

run() { "$blot" --report report.json --audit audit.jsonl --leave "$work/secret-list.txt" --drop id --quasi role "$@"; }

# --- made together, for the owner alone
run -o out.jsonl private-name.csv || fail "the run failed"
for f in out.jsonl report.json audit.jsonl; do
    [ "$(stat -c %a $f)" = 600 ] || fail "$f has the mode $(stat -c %a $f)"
done

# --- hashes
sum=$(sha256sum <out.jsonl | cut -c1-64)
grep -q "\"output_sha256\":.\"$sum\"" report.json || fail "the report has another hash of the output"
tail -n 1 audit.jsonl | grep -q "\"output_sha256\":\"$sum\"" || fail "the audit has another hash of the output"
sum=$(sha256sum <in.csv | cut -c1-64)
tail -n 1 audit.jsonl | grep -q "\"sha256\":\"$sum\",\"bytes\":$(wc -c <in.csv),\"records\":300" ||
    fail "the audit has another hash of the input"
"$blot" --report zip.json -o out.jsonl.gz in.csv
grep -q "\"output_sha256\":.\"$(sha256sum <out.jsonl.gz | cut -c1-64)\"" zip.json || fail "another hash of compressed output"
zcat out.jsonl.gz | wc -l | grep -qx 300 || fail "the compressed output is not whole"
"$blot" --report pipe.json in.csv | sha256sum | cut -c1-64 >pipe.sum
grep -q "\"output_sha256\":.\"$(cat pipe.sum)\"" pipe.json || fail "another hash of what went into a pipe"

# --- no text, no paths
for word in Zebedee Quillfeather Winterbottom 900123 Bolsover private-name secret-list xylophonist "$work" in.csv; do
    if grep -q -e "$word" report.json audit.jsonl; then fail "a paper holds $word"; fi
done
grep -q '"first name"' report.json || fail "the report does not name the fields"

# --- exact counts in the audit, none below ten in the report
"$blot" --spans --leave secret-list.txt --drop id in.csv >spans.jsonl
for label in NAME AGE PLACE CONTACT; do
    n=$(grep -o "\"label\":\"$label\"" spans.jsonl | wc -l)
    tail -n 1 audit.jsonl | grep -q "\"label\":\"$label\",\"count\":$n," || fail "the audit does not count $n of $label"
    grep -o '"output_start":[0-9]*,"output_end":[0-9]*,"label":"'$label'"' audit.jsonl | wc -l | grep -qx "$n" ||
        fail "the audit does not place $n of $label"
done
if grep -Eq '"count":.[1-9]?[,}]?$' report.json; then fail "the report holds a small count"; fi
grep -q '"<10"' report.json || fail "the report suppresses nothing"
"$blot" --min-count 1 --report all.json -o all.jsonl in.csv
if grep -q '"<\|">=' all.json; then fail "--min-count 1 suppresses"; fi

# --- the same for any number of workers, and again
mkdir again
for jobs in 1 2 3; do
    (cd again && run -j $jobs -o out.jsonl ../in.csv)
    for f in out.jsonl report.json audit.jsonl; do
        cmp -s $f again/$f || fail "$f is another with -j $jobs"
    done
done

# --- nothing where the run fails
mkdir broken
cp in.csv broken/in.csv
echo 'one,two,three,four,five' >>broken/in.csv
(cd broken && run -o out.jsonl in.csv 2>/dev/null) && fail "a broken input was no error"
[ "$(ls -A broken)" = in.csv ] || fail "a failed run left: $(ls -A broken)"
(cd broken && run --audit nowhere/audit.jsonl -o out.jsonl ../in.csv 2>/dev/null) && fail "an audit went nowhere"
[ "$(ls -A broken)" = in.csv ] || fail "a run without its audit left: $(ls -A broken)"

# --- records put aside are counted
"$blot" --on-error quarantine --quarantine aside.csv --report aside.json --audit aside.jsonl -o kept.jsonl broken/in.csv \
    2>/dev/null && fail "a run with a record put aside ends with 0"
grep -q '"records_in":.301' aside.json || fail "the report does not count all records"
grep -q '"records_out":.300' aside.json || fail "the report does not count the records written"
grep -q '"records_quarantined":.1,' aside.json || fail "the report does not count the record put aside"
tail -n 1 aside.jsonl | grep -q '"records":301' || fail "the audit does not count the input's records"
"$blot" --on-error quarantine --quarantine same.csv --report ./same.csv -o kept2.jsonl broken/in.csv 2>/dev/null &&
    fail "the report took the place of the quarantine"

# --- nothing where it is ended
mkdir ended
mkfifo ended/feed
(cd ended && exec "$blot" --report report.json --audit audit.jsonl -i csv -o out.jsonl feed) &
pid=$!
exec 9>ended/feed
head -n 100 in.csv >&9
tries=0
until [ "$(ls -A ended | wc -l)" -eq 4 ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || fail "the run did not begin: $(ls -A ended)"
    sleep 0.1
done
kill -TERM $pid
wait $pid && fail "an ended run says that it is done"
exec 9>&-
[ "$(ls -A ended)" = feed ] || fail "an ended run left: $(ls -A ended)"

# --- the release
cat >policy.yaml <<'END'
text: [comment]
drop: [id]
pass-unscanned: [role]
END
"$blot" release handed/over --policy policy.yaml in.csv 2>/dev/null && fail "a folder that is not there was written to"
mkdir empty
"$blot" release empty --policy policy.yaml --quasi role in.csv || fail "the release failed"
[ "$(stat -c %a empty)" = 700 ] || fail "the folder has the mode $(stat -c %a empty)"
(cd empty && sha256sum --quiet -c SHA256SUMS) || fail "the sums are wrong"
for f in data.jsonl schema.json datapackage.json data-dictionary.csv manifest.json LIMITATIONS.md SHA256SUMS; do
    [ "$(stat -c %a empty/$f)" = 600 ] || fail "$f has the mode $(stat -c %a empty/$f)"
done
[ "$(ls -A empty | wc -l)" -eq 7 ] || fail "there is more in the folder: $(ls -A empty)"
[ "$(cut -c1-64 empty/SHA256SUMS | head -n 1)" = "$(sha256sum <empty/data.jsonl | cut -c1-64)" ] || fail "the first sum is not the data's"
head -n 1 empty/LIMITATIONS.md | grep -q '^This is not a finding that these data are anonymous' || fail "LIMITATIONS.md opens otherwise"
grep -q "$(sha256sum <empty/data.jsonl | cut -c1-64)" empty/LIMITATIONS.md || fail "LIMITATIONS.md is tied to no output"
for word in Zebedee Quillfeather Winterbottom 900123 Bolsover in.csv policy.yaml "$work"; do
    if grep -rq -e "$word" empty; then fail "the release holds $word"; fi
done
"$blot" release empty --policy policy.yaml in.csv 2>/dev/null && fail "a release was overwritten"
before=$(ls -A)
"$blot" release broken-release --policy policy.yaml broken/in.csv 2>/dev/null && fail "a broken input was released"
[ "$(ls -A)" = "$before" ] || fail "a failed release left something"
(cd ended && exec "$blot" release over --policy ../policy.yaml -i csv feed) &
pid=$!
exec 9>ended/feed
head -n 100 in.csv >&9
tries=0
until [ "$(ls -A ended | wc -l)" -eq 2 ] && [ "$(ls -A ended/.over.*/ | wc -l)" -eq 1 ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || fail "the release did not begin: $(ls -A ended)"
    sleep 0.1
done
kill -TERM $pid
wait $pid && fail "an ended release says that it is done"
exec 9>&-
[ "$(ls -A ended)" = feed ] || fail "an ended release left: $(ls -A ended)"

# --- merged reports
head -n 151 in.csv >one.csv
(head -n 1 in.csv && tail -n 150 in.csv) >two.csv
"$blot" --report one.json one.csv >/dev/null
"$blot" --report two.json two.csv >/dev/null
"$blot" report merge -o merged.json one.json two.json
grep -q '"records_in":.300' merged.json || fail "the merged report counts other records"
[ "$(stat -c %a merged.json)" = 600 ] || fail "the merged report is open to others"
"$blot" --strict --report other.json two.csv >/dev/null
"$blot" report merge one.json other.json 2>/dev/null && fail "reports of different options were merged"

echo "papers.sh: all as documented"

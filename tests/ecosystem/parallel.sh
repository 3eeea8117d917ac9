#!/bin/bash
# The recipe for GNU parallel: the same lines as one run, and no output when a blot fails, a record is
# lost or something cannot be split.
#
#     parallel.sh SOURCE-FOLDER BLOT
set -euo pipefail

recipe=$1/examples/redact-parallel
real=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export BLOT=$real PARALLEL='-j 3'

{ command -v parallel && parallel --version | grep -q '^GNU parallel'; } >/dev/null 2>&1 ||
    { echo "skipped: GNU parallel is not installed (parallel)"; exit 77; }

fail() {
    echo "parallel.sh: $*" >&2
    exit 1
}

# Runs the recipe; $1 is the exit status it must have.
expect() {
    local want=$1 rc=0
    shift
    "$recipe" "$@" >stdout 2>stderr || rc=$?
    [ "$rc" = "$want" ] || fail "exit status $rc instead of $want for $*: $(cat stderr)"
}

python3 "$1/tests/ecosystem/records.py" 3000 >in.jsonl
"$BLOT" -i jsonl -t note --spans in.jsonl >want.jsonl
expect 0 in.jsonl out.jsonl -t note --spans
cmp want.jsonl out.jsonl || fail "many runs differ from one"
[ "$(stat -c %a out.jsonl)" = 600 ] || fail "others can read the output"

# One report of all of them counts what one run's does.
expect 0 in.jsonl report.out -t note --spans --report many.json
"$BLOT" -i jsonl -t note --spans --report one.json in.jsonl >/dev/null
cmp want.jsonl report.out
[ "$(stat -c %a many.json)" = 600 ] || fail "others can read the report"
python3 - many.json one.json <<'PY' || fail "the merged report counts otherwise than that of one run"
import json, sys
many, one = (json.load(open(name)) for name in sys.argv[1:])
wrong = [k for k in ("records_in", "records_out", "records_withheld", "rules", "fields") if many[k] != one[k]]
labels = lambda r: {c["label"]: c["count"] for c in r["counts"] if not isinstance(c["count"], str)}
wrong += [k for k, v in labels(many).items() if labels(one).get(k, v) != v]
sys.exit(f"differ: {wrong}" if wrong or not labels(many) else 0)
PY
PARALLEL='-S 2/alpha' expect 2 in.jsonl far.out -t note --report far.json

# Options with spaces and quotes arrive as they are.
head -n 50 in.jsonl | sed "s/\"note\"/\"What's \$HOME? Say\"/" >odd.jsonl
"$BLOT" -i jsonl -t "What's \$HOME? Say" odd.jsonl >odd.want
expect 0 odd.jsonl odd.out -t "What's \$HOME? Say"
cmp odd.want odd.out

# CSV with quoted line ends, by way of JSON lines, with the README's command.
python3 -c 'import csv, json, sys; [print(json.dumps(r)) for r in csv.DictReader(sys.stdin)]' \
    <"$1/fixtures/csv-quoted-newlines/input.csv" >csv.jsonl
expect 0 csv.jsonl csv.out -t notes -t worker
python3 -c 'import json, sys; a, b = ([json.loads(x) for x in open(f)] for f in sys.argv[1:]); sys.exit(a != b)' \
    csv.out "$1/fixtures/csv-quoted-newlines/expected.jsonl" || fail "CSV by way of JSON lines differs"

{ cat in.jsonl; echo '{"id":1,"note":"Моя мама живёт в Лондоне"}'; } >foreign.jsonl
expect 3 foreign.jsonl foreign.out -t note
[ "$(wc -l <foreign.out)" = 3001 ] || fail "a withheld record is missing"

{ head -n 2000 in.jsonl; echo '{"id":1,"note":"cut off'; tail -n 1000 in.jsonl; } >bad.jsonl
expect 2 bad.jsonl bad.out -t note
[ ! -e bad.out ] && [ ! -e bad.out.incomplete ] || fail "there is an output although a blot failed"
grep -q 'a blot failed' stderr || fail "nothing says that a blot failed"

# A blot that loses a record and says nothing.
printf '#!/bin/sh\n"%s" "$@" | sed 1d\n' "$real" >loses
chmod +x loses
BLOT=$work/loses expect 2 in.jsonl lost.out -t note
[ ! -e lost.out ] || fail "there is an output although records are missing"
grep -q '3000 records went in' stderr || fail "nothing says that records are missing"

expect 2 in.jsonl case.out --case id
echo "many blots are one, and fail as one"

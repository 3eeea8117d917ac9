#!/bin/sh
# Keys, pseudonyms, cases and policies from end to end, as their users run them.
#     fields.sh BLOT
set -eu
blot=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
umask 022
failures=0

bad() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# same FILE FILE WHAT
same() {
    cmp -s "$1" "$2" || bad "$3"
}

# refused WORDS OPTION...: exit 2, nothing on standard output, the words in the one line of the message
refused() {
    words=$1
    shift
    status=0
    "$blot" "$@" >out 2>err || status=$?
    [ "$status" -eq 2 ] || bad "$*: status $status, not 2"
    [ ! -s out ] || bad "$*: something was written"
    [ "$(wc -l <err)" -eq 1 ] || bad "$*: the message is not one line"
    grep -qF -- "$words" err || bad "$*: said $(cat err)"
}

# found WORDS FILE
found() { grep -qF -- "$1" "$2"; }

"$blot" key new study.key >id
[ "$(stat -c %a study.key)" = 600 ] || bad "the new key's mode"
"$blot" key id study.key | cmp -s - id || bad "key id"
grep -Eq '^[0-9a-f]{16}$' id || bad "the form of the identifier"
refused 'never overwritten' key new study.key

cat >cases.csv <<'CSV'
person_id,family,first_name,surname,mother_name,note
9434765919,F1,Sky,Winter,April Dawn,"Sky said that Ms Dawn and Tom Ash shouted. NHS no 943 476 5919."
943 476 5870,F1,Sonny,Winter,April Dawn,"Sonny saw Sky cry. Mr Ash was out."
4505577104,F2,Will,Page,,"Tom Ash is a friend of Will Page."
CSV
set -- -k study.key --project study-1 --person person_id --case family -a NAME=pseudonym -a ID=pseudonym
"$blot" "$@" cases.csv >first.jsonl

# The next year: other records before and between, written by another program.
cat >later.csv <<'CSV'
family,person_id,mother_name,surname,first_name,note
F0,1234567881,,Reed,Jo,"Jo Reed rang."
F1,943-476-5919,April Dawn,Winter,Sky,"Sky said that Ms Dawn and Tom Ash shouted. NHS no 943 476 5919."
F1,9434765870.0,April Dawn,Winter,Sonny,"Sonny saw Sky cry. Mr Ash was out."
CSV
"$blot" "$@" later.csv >later.jsonl
note() { sed -n "$1p" "$2" | sed 's/.*"note"://'; }
note 1 first.jsonl >a; note 2 later.jsonl >b
same a b "next year's pseudonyms are this year's"
note 2 first.jsonl >a; note 3 later.jsonl >b
same a b "next year's pseudonyms are this year's, second record"

# Sky is one person in both records of the family and in the columns; Tom Ash of two families is two.
sky=$("$blot" pseudonym -k study.key --project study-1 --only NAME 9434765919)
[ "$(grep -oF -- "$sky" first.jsonl | wc -l)" -eq 4 ] || bad "the pseudonym of the person withdrawn"
grep -q 'Sky\|Winter\|Ash\|Dawn\|9434765919\|943 476' first.jsonl && bad "a name got out"
tom1=$(note 1 first.jsonl | grep -o 'and \[NAME_[a-z0-9]*\]' | sed 's/and //')
tom2=$(note 3 first.jsonl | grep -o '^"\[NAME_[a-z0-9]*\]' | tr -d '"')
[ -n "$tom1" ] && [ "$tom1" != "$tom2" ] || bad "namesakes of two families"
note 2 first.jsonl | grep -qF "Mr $tom1" || bad "Mr Ash of the same family"
"$blot" pseudonym -k study.key --project study-1 9434765919 >all
[ "$(wc -l <all)" -eq 6 ] && [ "$(sort -u all | wc -l)" -eq 6 ] || bad "a pseudonym for each label"

# Another project, another key: nothing joins.
"$blot" pseudonym -k study.key --project study-2 --only NAME 9434765919 | grep -qF -- "$sky" && bad "projects join"
"$blot" key new other.key >/dev/null
"$blot" pseudonym -k other.key --project study-1 --only NAME 9434765919 | grep -qF -- "$sky" && bad "keys join"

# However many workers, and a second time over the output.
"$blot" -j 3 "$@" cases.csv >jobs.jsonl
same first.jsonl jobs.jsonl "with three workers"
"$blot" -i jsonl "$@" first.jsonl >second.jsonl
same first.jsonl second.jsonl "a second pass changes nothing: $(diff first.jsonl second.jsonl)"

# A family kept in another table: each of its people by the value that says who it is.
cat >people.csv <<'CSV'
family,person_id,first_name,surname,known as
F1,9434765919,Sky,Winter,Bee
F1,9434765870,Sonny,Winter,
CSV
printf 'person_id,family,note\n9434765919,f1,"Bee said that Sonny and Tom Ash left."\n' >notes.csv
"$blot" -k study.key --project study-1 --person person_id --case family -a NAME=pseudonym \
    --known-table people.csv --on family notes.csv >family.jsonl
sonny=$("$blot" pseudonym -k study.key --project study-1 --only NAME 9434765870)
found "\"$sky said that $sonny and " family.jsonl || bad "the people of a family: $(cat family.jsonl)"

# Fields that are replaced whole: joinable, and what stands for nothing stays.
printf 'ref,team,note\n007,North,a\n7,North,b\nNaN,,c\n 007 ,North,d\n' >refs.csv
"$blot" -k study.key --project study-1 --pseudonymise ref --pass-unscanned team refs.csv >refs.jsonl
sed 's/.*"ref":"\([^"]*\)".*/\1/' refs.jsonl >ref
[ "$(sed -n 1p ref)" = "$(sed -n 4p ref)" ] || bad "one value, two pseudonyms"
[ "$(sed -n 1p ref)" != "$(sed -n 2p ref)" ] || bad "007 is 7"
[ "$(sed -n 3p ref)" = NaN ] || bad "no value got a pseudonym"
[ "$("$blot" pseudonym -k study.key --project study-1 --only ID 007)" = "$(sed -n 1p ref)" ] || bad "pseudonym of a field"

# What is pseudonymised or dropped is still looked for in the text.
printf 'ref,surname,note\nQX7712,Winter,"QX7712 is about winter. Miss Winter came."\n' >seeds.csv
"$blot" -k study.key --project p --pseudonymise ref --drop surname -t note seeds.csv >out
found '"note":"[ID_1] is about winter. Miss [NAME_1] came."' out || bad "seeds: $(cat out)"
found surname out && bad "a dropped column came out"

# Spreadsheets' work is refused, and the record does not leave.
printf 'person_id,note\n9434765919,a\n9.43E+09,b\n' >excel.csv
status=0
"$blot" -k study.key --project p --person person_id -a NAME=pseudonym excel.csv >out 2>err || status=$?
[ "$status" -eq 2 ] && [ "$(wc -l <out)" -eq 1 ] && found 'record 2' err && found person_id err || bad "9.43E+09: $(cat err)"
grep -q '9.43E+09' out && bad "the record left"

printf 'person_id,note\n1,a\n' >stranger.csv
status=0
"$blot" --known-table people.csv --on person_id stranger.csv >out 2>err || status=$?
[ "$status" -eq 2 ] && found 'no record has a row in it' err || bad "a table that joins nothing: $(cat err)"
printf 'family,first_name\n9.43E+09,Sky\n' >spoilt.csv
refused 'spreadsheet' --known-table spoilt.csv --on family notes.csv

# Cases: numbers go on, with many records and workers too.
awk 'BEGIN { print "family,note"; for (f = 1; f <= 60; f++) for (r = 1; r <= 9; r++)
    printf "F%d,\"%s Khan met %s Ash and Jo Reed.\"\n", f, r % 2 ? "Sarah" : "Adam", r % 3 ? "Tom" : "Beth" }' >many.csv
"$blot" --case family many.csv >one.jsonl
"$blot" --case family -j 4 many.csv >four.jsonl
same one.jsonl four.jsonl "cases with four workers"
[ "$(sed -n 1p one.jsonl | sed 's/.*note//')" != "$(sed -n 2p one.jsonl | sed 's/.*note//')" ] || bad "Adam is not Sarah"
[ "$(sed -n 2p one.jsonl)" = "$(sed -n 4p one.jsonl)" ] || bad "numbers of a case"
[ "$(sed -n 1,9p one.jsonl)" = "$(sed -n 10,18p one.jsonl)" ] || bad "a new case begins at 1"
{ sed -n 1,20p many.csv; sed -n 2p many.csv; } >back.csv
status=0
"$blot" --case family -j 2 back.csv >out 2>err || status=$?
[ "$status" -eq 2 ] && [ "$(wc -l <out)" -eq 19 ] && found 'record 20' err || bad "a case that came back: $(cat err)"

# Policies: files count from the policy's folder; pins hold; the command line comes on top.
mkdir conf
cp study.key conf/
chmod 600 conf/study.key
cat >conf/policy.yaml <<YAML
text: note
person: person_id
case: family
known: [mother_name]
key-file: study.key
project: study-1
key-id: $(cat id)
action: {NAME: pseudonym, ID: pseudonym}
YAML
"$blot" --policy conf/policy.yaml cases.csv >policy.jsonl
same first.jsonl policy.jsonl "the same options in a policy"
refused '--person is what pseudonyms are made from' --policy conf/policy.yaml -a mask cases.csv
hash=$("$blot" -V | sed -n 's/.*sha256 //p')
echo "rules-hash: $hash" >>conf/policy.yaml
"$blot" --policy conf/policy.yaml cases.csv >policy.jsonl
same first.jsonl policy.jsonl "the rules' hash pinned"
cat >more.yaml <<'YAML'
label: ID
rules:
  - id: our-number
    about: a number of ours
    kind: decisive
    at: ['=zz']
    pattern: |
      (?<ID> ZZ - \d{4} ) \b
    match:
      - 'see [[ZZ-1234]]'
    skip:
      - 'ZZ-12'
YAML
refused 'the rules are others' --policy conf/policy.yaml -r more.yaml cases.csv
refused 'the key is another one' --policy conf/policy.yaml -k other.key cases.csv
"$blot" policy init -o proposed.yaml cases.csv
"$blot" --policy proposed.yaml cases.csv >out || bad "a proposed policy does not run"
[ "$(stat -c %a proposed.yaml)" = 600 ] || bad "the mode of a proposed policy"

# What a header says beside the others counts in a proposal as in a run.
printf '%s\n' 'id,First,Last,dd,mm,yyyy,Mother,From,To,Subject' '1,Rose,Bird,7,2,1951,Hope,Mark,May,hello' >letters.csv
"$blot" policy init -o beside.yaml letters.csv
for known in First Last dd mm yyyy; do
    grep -q "^  - '$known' # [A-Z]* by its header$" beside.yaml || bad "$known is not proposed as known"
done
for person in Mother From To; do
    grep -q "^  - '$person' # a person by its header" beside.yaml || bad "$person is not proposed as text"
done
"$blot" --policy beside.yaml letters.csv >out || bad "a policy of letters does not run"
grep -E 'Rose|Bird|1951|Hope|Mark|May' out && bad "a proposed policy lets names through"

# Key files.
for mode in 640 604 660 666 644; do
    chmod "$mode" other.key
    refused 'by others' -k other.key --project p --person person_id -a NAME=pseudonym cases.csv
done
chmod 600 other.key
head -c 31 other.key >short.key
chmod 600 short.key
refused 'blot key new' -k short.key --project p --person person_id -a NAME=pseudonym cases.csv
refused 'no regular file' -k . --project p --person person_id -a NAME=pseudonym cases.csv
refused 'blot key new' -k nosuch.key --project p --person person_id -a NAME=pseudonym cases.csv
refused 'no such column' -k other.key --project p --person nobody -a NAME=pseudonym cases.csv
# Values from standard input.
printf '9434765919\n\n943 476 5919\n' | "$blot" pseudonym -k study.key --project study-1 --only NAME - >out
[ "$(wc -l <out)" -eq 2 ] && [ "$(sort -u out)" = "$sky" ] || bad "values from standard input"

# The table of columns on a terminal.
if command -v script >/dev/null; then
    script -qec "$blot -t note --drop surname -k study.key --project p --pseudonymise mother_name -a NAME=pseudonym \
        --person person_id --case family cases.csv -o terminal.jsonl" /dev/null </dev/null | tr -d '\r' >seen
    for line in '#1 .*person_id .*pseudonymised, says the person' '#2 .*family .*pseudonymised, says the case' \
        '#3 .*first_name .*replaced whole as NAME' '#4 .*surname .*dropped' '#5 .*mother_name .*pseudonymised$' \
        '#6 .*note .*scanned as text'; do
        grep -q "$line" seen || bad "the table of columns: no $line"
    done
else
    echo "script is not there: the table of columns on a terminal is not looked at"
fi

if [ "$failures" -gt 0 ]; then
    echo "$failures failed"
    exit 1
fi
echo "all as it should be"

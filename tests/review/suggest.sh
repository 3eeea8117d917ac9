#!/bin/sh
# From leaks to proposals to rules that mend them: verdicts, blot suggest, patch(1), and the filter again.
#
#     suggest.sh BLOT
set -eu
blot=$(realpath "$1")
command -v patch >/dev/null || { echo 'skipped: patch is not there'; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fail() {
    echo "suggest.sh: $*" >&2
    exit 1
}

# Invented: no list knows these names, and no rule the codes.
cat >in.txt <<'END'
the visit to Zzyzxqa Vrulnop went well
see QX-004512 and QX-118213 there
Ladybird Ward was over-redacted, they say
ref ZZ 12 was ours
END
"$blot" -i text --only DATE in.txt >out.jsonl # leaves all of it, as if it had leaked
sha=$(sha256sum out.jsonl | cut -d ' ' -f 1)
mkdir rules
cat >rules/own.yaml <<'END'
label: ID
rules:
  - id: our-ref
    about: our references, ZZ and digits
    kind: decisive
    at: ['=zz']
    pattern: |
      (?<ID> ZZ [ ] \d+ ) \b
    match:
      - 'ref [[ZZ 12]]'
    skip:
      - 'ref ZZ'
END
printf 'qalamzade' >rules/given.txt # without a line end
cat >verdicts.json <<END
{"schema":"blot-verdicts-1","output_sha256":"$sha","page":"p1","seed":1,"records":4,"random":4,"added":0,
 "view":"both","reviewer":"AB","saved":"2026-01-01T00:00:00Z","verdicts":[
 {"record":1,"sample":"random","verdict":"leak","identifiers":0,"leaks":[
   {"field":"text","start":13,"end":28,"label":"NAME","text":"Zzyzxqa Vrulnop"}],"over":[],"note":""},
 {"record":2,"sample":"random","verdict":"leak","identifiers":0,"leaks":[
   {"field":"text","start":4,"end":13,"label":"ID","text":"QX-004512"},
   {"field":"text","start":18,"end":27,"label":"ID","text":"QX-118213"},
   {"field":"text","start":0,"end":3,"label":"NAME","text":"see"}],"over":[],"note":""},
 {"record":3,"sample":"random","verdict":"over","identifiers":2,"leaks":[],"over":[
   {"field":"text","start":0,"end":13,"label":"PLACE","rule":"evidence","text":"Ladybird Ward"},
   {"field":"text","start":20,"end":24,"label":"NAME","rule":"evidence","text":"Sarah"}],"note":""},
 {"record":4,"sample":"random","verdict":"over","identifiers":1,"leaks":[],"over":[
   {"field":"text","start":4,"end":9,"label":"ID","rule":"our-ref","text":"ZZ 12"}],"note":""}]}
END
"$blot" suggest verdicts.json >proposals.patch || fail 'suggest failed'
[ "$("$blot" suggest -o other.patch verdicts.json; stat -c %a other.patch)" = 600 ] || fail 'the patch is not private'
cmp -s proposals.patch other.patch || fail 'two runs differ'
grep -q '^#   record 2, NAME: an ordinary word too' proposals.patch || fail 'an ordinary word was proposed'
grep -q '^#   record 3, NAME by evidence: a name too' proposals.patch || fail 'a name was proposed for leave'
grep -q 'QX-004512\|QX-118213' proposals.patch && fail 'a rule holds the code itself'
[ ! -e rules/surname.txt ] || fail 'suggest applied its patch'

patch -p1 -s --dry-run <proposals.patch || fail 'the patch does not apply'
patch -p1 -s <proposals.patch
[ "$(cat rules/given.txt)" = 'qalamzade
zzyzxqa' ] || fail "given.txt holds: $(cat rules/given.txt)"
grep -qx 'vrulnop' rules/surname.txt || fail 'no surname'
grep -qx 'ladybird ward' rules/leave.txt || fail 'no phrase to leave'
grep -q "^      - 'ZZ 12'\$" rules/own.yaml || fail 'no example for the rule of our own'
[ "$(grep -c 'id: proposed-id-' rules/proposed-id.yaml)" = 1 ] || fail 'not one rule for two codes of one shape'

# The new rule does what its examples say; the old one fails its new example until a person corrects it.
"$blot" rules test rules/proposed-id.yaml || fail 'the proposed rule fails its examples'
"$blot" rules test rules/own.yaml >/dev/null 2>&1 && fail 'the new example does not test the old rule'
"$blot" -i text -r rules/proposed-id.yaml -L given=rules/given.txt -L surname=rules/surname.txt in.txt >mended.jsonl
grep -qi 'zzyzxqa\|vrulnop\|QX-' mended.jsonl && fail "still there: $(cat mended.jsonl)"

# Proposals that stand already are not made again.
"$blot" suggest verdicts.json | grep -q '^+zzyzxqa' && fail 'proposed again'
echo 'proposed, applied, mended'

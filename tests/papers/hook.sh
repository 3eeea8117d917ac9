#!/bin/sh
# The documented git hook, run for real: blot is $1, the source folder $2. Exits with 77 without git.
set -eu

blot=$1
source=$2
command -v git >/dev/null || { echo "skipped: git is not installed"; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/repo"
ln -s "$blot" "$work/bin/blot"
PATH=$work/bin:$PATH
HOME=$work
GIT_CONFIG_NOSYSTEM=1
GIT_AUTHOR_NAME=test GIT_AUTHOR_EMAIL=test@example.invalid
GIT_COMMITTER_NAME=test GIT_COMMITTER_EMAIL=test@example.invalid
export PATH HOME GIT_CONFIG_NOSYSTEM GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

fail() {
    echo "hook.sh: $*" >&2
    exit 1
}

cd "$work/repo"
git init -q .
cp "$source/docs/ci/pre-commit" .git/hooks/pre-commit
chmod +x .git/hooks/pre-commit

commit() { git add -A && git commit -qm "$1" >"$work/out" 2>&1; }

# nobody is named
printf 'id,comment\n1,Nothing of that kind.\n' >a.csv
printf 'int main(void) { return 0; } /* Page and May decide */\n' >a.c
printf '\000\001\002binary 07700 900123' >a.bin
commit clean || { cat "$work/out"; fail "a clean commit was refused"; }

# a person in records
printf 'id,comment\n1,Mrs Adebayo rang on 07700 900123.\n' >"b 1.csv"
if commit person; then fail "records that name a person were let in"; fi
grep -q 'b 1.csv:2:' "$work/out" || { cat "$work/out"; fail "the place is not told"; }
if grep -q 'Adebayo\|900123' "$work/out"; then fail "the value is told"; fi

# known and meant
blot --check --format jsonl "b 1.csv" >.blot-baseline.jsonl 2>/dev/null && fail "no findings"
commit baseline || { cat "$work/out"; fail "findings of the baseline were refused"; }

# one more in the same file
printf '2,Ring Mr Okafor on 07700 900124.\n' >>"b 1.csv"
if commit more; then fail "a finding beyond the baseline was let in"; fi
git reset -q --hard

# a telephone number in source code; what is staged counts, not what lies there
printf 'static const char phone[] = "07700 900123";\n' >b.c
git add b.c
echo '/* nothing */' >b.c
if git commit -qm source >"$work/out" 2>&1; then fail "source that holds a number was let in"; fi
grep -q 'b.c:1:' "$work/out" || { cat "$work/out"; fail "the place in source is not told"; }
commit source || { cat "$work/out"; fail "source without a number was refused"; }
echo "hook.sh: all as documented"

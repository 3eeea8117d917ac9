#!/bin/sh
# The recipe for R: reading through pipe() and jsonlite, and what happens when blot fails.
#
#     r.sh SOURCE-FOLDER BLOT
set -eu

source=$1
PATH=$(dirname "$2"):$PATH
export PATH
{ command -v Rscript && Rscript -e 'library(jsonlite)'; } >/dev/null 2>&1 ||
    { echo "skipped: R or its package jsonlite is not installed (r-base-core r-cran-jsonlite)"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp "$source/fixtures/case-descriptions/input.csv" export.csv
cp "$source/fixtures/case-descriptions/expected.jsonl" want.jsonl
sed '$d' export.csv >cut.csv
printf '"no end of the quote' >>cut.csv
cat >test.R <<END
source("$source/tests/ecosystem/recipe.R")
records <- redacted("blot -t description export.csv")
stopifnot(identical(records, stream_in(file("want.jsonl"), verbose = FALSE)))
failed <- tryCatch({ redacted("blot -t description cut.csv 2>/dev/null"); FALSE }, error = function(e) TRUE)
stopifnot(failed)
redact_frame(data.frame(n = 1:2, note = c("Mrs Khan rang.", "All went well.")), "clean.jsonl", "-t note")
clean <- stream_in(file("clean.jsonl"), verbose = FALSE)
stopifnot(identical(clean\$note, c("Mrs [NAME_1] rang.", "All went well.")), identical(clean\$n, 1:2))
failed <- tryCatch({ redact_frame(data.frame(a = "x"), "none.jsonl", "-t note 2>/dev/null"); FALSE },
                   error = function(e) TRUE)
stopifnot(failed, !file.exists("none.jsonl"))
END
Rscript --vanilla test.R
echo "R reads what blot writes, and stops when blot fails"

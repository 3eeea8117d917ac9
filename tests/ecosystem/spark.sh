#!/bin/bash
# The job of examples/redact_spark.py on a cluster of two worker processes on this machine: 200,000
# records that equal the single run line for line; jobs that must fail.
#
#     spark.sh SOURCE-FOLDER BLOT ENVIRONMENT-FOLDER
#
# Exits with 77, and says so in a line, where Java or PySpark (from PyPI) is not to be had.
set -euo pipefail

source=$1
blot=$2
environment=$3
records=${RECORDS:-200000}

skip() {
    echo "skipped: $*"
    exit 77
}

fail() {
    echo "spark.sh: $*" >&2
    exit 1
}

command -v java >/dev/null || skip "java is not installed (openjdk-17-jre-headless)"
command -v python3 >/dev/null || skip "python3 is not installed"
if [ ! -e "$environment/ready" ]; then
    rm -rf "$environment"
    python3 -m venv "$environment" >/dev/null 2>&1 || skip "python3 has no venv (python3-venv)"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check 'pyspark>=4,<5' \
        >"$environment/pip.log" 2>&1 || skip "pyspark cannot be installed: $(tail -n 1 "$environment/pip.log")"
    touch "$environment/ready"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
SPARK_HOME=$("$environment/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=localhost
export PYSPARK_PYTHON=$environment/bin/python PYSPARK_DRIVER_PYTHON=$environment/bin/python
mkdir conf workers
export SPARK_CONF_DIR=$work/conf SPARK_WORKER_DIR=$work/workers SPARK_LOCAL_DIRS=$work
cp "$blot" blot

# Runs the job on two workers of one core each; a task that fails is not tried again.
job() {
    "$SPARK_HOME/bin/spark-submit" --master 'local-cluster[2,1,1024]' --driver-memory 1g \
        --conf spark.executor.memory=768m --conf spark.task.maxFailures=1 --conf spark.ui.enabled=false \
        --conf spark.driver.host=localhost --conf spark.driver.bindAddress=127.0.0.1 \
        --conf spark.scheduler.minRegisteredResourcesRatio=1.0 --conf spark.eventLog.enabled=true \
        --conf spark.eventLog.compress=false --conf spark.eventLog.rolling.enabled=false \
        --conf "spark.eventLog.dir=file://$work/events" "$source/examples/redact_spark.py" "$@"
}

# A job that must fail, and leave nothing under the name of the output.
must_fail() {
    local said=$1
    shift
    if job "$@" >log 2>&1; then
        fail "the job did not fail: $*"
    fi
    grep -q "$said" log || { tail -n 40 log >&2; fail "the job failed, but not by: $said"; }
    [ ! -e "$work/out" ] || fail "there is an output although the job failed"
    rm -rf "$work/out.incomplete"
}

mkdir in events
python3 "$source/tests/ecosystem/records.py" "$records" >all.jsonl
split -n l/3 --additional-suffix=.jsonl all.jsonl in/records-
"$blot" -i jsonl -t note --spans all.jsonl >want.jsonl
start=$(date +%s)
job --blot "$work/blot" --partitions 8 "$work/in" "$work/out" -- -t note --spans >log 2>&1 ||
    { tail -n 60 log >&2; fail "the job failed"; }
grep -q "redact_spark: $records records" log || fail "the job does not say how many records there were"
cat out/part-* >got.jsonl
cmp want.jsonl got.jsonl || fail "many workers differ from one run"
parts=$(find out -name 'part-*' | wc -l)
executors=$(cat events/* | grep '"Event":"SparkListenerTaskEnd"' | grep -o '"Executor ID":"[0-9]*"' | sort -u | wc -l)
[ "$executors" = 2 ] || fail "$executors workers did the work, not 2"
echo "$records records, $parts parts, $executors workers, $(($(date +%s) - start)) seconds with Spark's start: the same lines"
rm -rf out

# One record of one part is no JSON: that worker's blot stops, and with it the job.
head -n 900 all.jsonl >some.jsonl
{ cat some.jsonl; echo '{"id":1,"note":"cut off'; } >bad.jsonl
must_fail 'exited with error code 2' --blot "$work/blot" "$work/bad.jsonl" "$work/out" -- -t note
# A worker's blot is killed.
mkdir killed
# shellcheck disable=SC2016
printf '#!/bin/sh\nif grep -q "\\"id\\": 850,"; then kill -9 $$; fi\n' >killed/blot
chmod +x killed/blot
must_fail 'exited with error code 137' --blot "$work/killed/blot" "$work/some.jsonl" "$work/out"
# A worker's blot loses a record and says nothing.
mkdir loses
printf '#!/bin/sh\n"%s" "$@" | sed 1d\n' "$blot" >loses/blot
chmod +x loses/blot
must_fail '900 records went in and 898 came out' --blot "$work/loses/blot" --partitions 2 "$work/some.jsonl" "$work/out"
# Text that must be withheld, and bytes that are no text.
{ cat some.jsonl; echo '{"id":1,"note":"Моя мама живёт в Лондоне"}'; } >foreign.jsonl
must_fail 'exited with error code 3' --blot "$work/blot" "$work/foreign.jsonl" "$work/out"
job --blot "$work/blot" --withheld keep "$work/foreign.jsonl" "$work/out" >log 2>&1 || fail "--withheld keep fails"
[ "$(cat out/part-* | grep -c WITHHELD)" = 1 ] || fail "a withheld text is missing"
rm -rf out
{ cat some.jsonl; printf '{"id":1,"note":"caf\351"}\n'; } >latin.jsonl
must_fail 'exited with error code 2' --blot "$work/blot" "$work/latin.jsonl" "$work/out"
echo "six jobs that must fail did"

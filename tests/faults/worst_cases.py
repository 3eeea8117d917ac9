"""Records that are as bad as text can be: the time grows as their length does, or they are withheld soon.

tests/bench/limits.py shows the same up to 16 MiB.
"""
import os
import sys

from faults import *

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "bench"))
from worst_records import WORST

SMALL = 1 << 20
LARGE = 4 << 20
RATIO = 8      # of the times of LARGE and SMALL: linear is 4, the square 16
SECONDS = 5    # of the processor, for a record that is withheld
RUNS = 3


def seconds_used():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(text):
    """Processor time, and whether the record was withheld."""
    write("record.csv", 'note\n"' + text.replace('"', '""') + '"\n')
    before = seconds_used()
    run = blot("--max-record", "64M", "--uncovered", "pass", "record.csv")
    took = seconds_used() - before
    check(run.status in (0, 2), f"status {run.status}: {run.text}")
    if run.status == 2:
        check("than its size allows" in run.text, run.text)
        check(len(run.out) == 0, "a record went out that was not scanned to the end")
    return took, run.status == 2


def check_case(name, make):
    """Others may be at work on the machine too: what seems too slow is measured again."""
    small = large = None
    for _ in range(RUNS):
        took = measure(make(SMALL))[0]
        small = max(took, small or 0)
        took, withheld = measure(make(LARGE))
        large = min(took, large or took)
        if INSTRUMENTED or large < (SECONDS if withheld else RATIO * small):
            return
    raise Failed(f"{name}: {small:.2f} s, then {large:.2f} s{', withheld' if withheld else ''}")


def test_time_is_linear():
    for name, make in WORST.items():
        if SANITIZED and name != "names":  # slow and large; one shows that it runs
            continue
        check_case(name, make)


def test_a_wide_table_is_read_soon():
    """Headers that others may explain: each was held against each of a header's parts."""
    columns = 600 if INSTRUMENTED else 3000
    for ending in "first", "dd":
        header = ",".join(f"q{i} {ending}" for i in range(columns))
        write("wide.csv", header + "\n" + ",".join("x" * columns) + "\n")
        before = seconds_used()
        run = blot("wide.csv")
        took = seconds_used() - before
        check(run.status == 0, f"status {run.status}: {run.text}")
        check(INSTRUMENTED or took < SECONDS, f"{columns} columns q0 {ending} ...: {took:.1f} s")


def test_a_record_of_many_tables_is_read_soon():
    """Each head was held against every list of the record behind it."""
    tables = 200 if INSTRUMENTED else 40000
    table = '{"columns":["surname","age"],"rows":[["Bird",3]]}'
    write("tables.jsonl", '{"t":[' + ",".join([table] * tables) + "]}\n")
    before = seconds_used()
    run = blot("--max-record", "64M", "tables.jsonl")
    took = seconds_used() - before
    check(run.status == 0 and b"Bird" not in run.out, f"status {run.status}: {run.text}")
    check(INSTRUMENTED or took < SECONDS, f"{tables} tables in a record: {took:.1f} s")


main(globals())

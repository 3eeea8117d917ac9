"""3. Each allocation, thread, open and mmap fails once: status 2 or the same output, no signal, no
leak, no half record."""
from faults import *

INPUT = ('{"note":"seen"}\n{"note":"' + NAME + ' (14)","tel":"07700 900123"}\n'
         '{"a":{"b":["' + NAME + '",1.50,null]},"c":"\\u00e9 LU3 2RR"}\n')
CSV = f'id,note\n1,"{NAME} said ""no"" (14)"\n2,seen\n'


def fail_each(name, call, args, how, every=1, last=0, file=None):
    """Runs blot as often as it makes the call, each time with another one failing; of many calls
    one in `every`, and the `last` ones all."""
    base = blot(*args, env={"FAULT_COUNTS": "counts"})
    check(base.status == 0, f"{name}: {base.text}")
    good = read(file) if file else base.out
    before = counts()
    total = before[call]
    tried = [n for n in range(1, total + 1) if n % every == 0 or n > total - last]
    unharmed = 0
    for n in tried:
        if file and os.path.exists(file):
            os.unlink(file)
        run = blot(*args, fault=f"{call}:{n}:{how}", env={"FAULT_COUNTS": "counts"})
        at = f"{name}: {call} {n} of {total}"
        if run.status == 0:
            unharmed += 1
            check((read(file) if file else run.out) == good, f"{at}: other output")
        else:
            check(run.status == 2, f"{at}: status {run.status} {run.text}")
            check(run.text.startswith("blot: ") and run.text.count("\n") == 1, f"{at}: {run.text!r}")
            check(whole_lines(run.out, good), f"{at}: half a record went out")
        if file:
            left = [f for f in os.listdir(".") if f.startswith(".") or (run.status and f == file)]
            check(not left, f"{at}: left {left}")
        check(counts()["left"] <= before["left"], f"{at}: {counts()['left']} allocations are left")
    print(f"        {name}: {len(tried)} of {total} failed, {unharmed} of them did no harm")


def memory():
    if SANITIZED:
        raise Skip("the sanitiser has malloc to itself")


def test_every_allocation_of_a_short_run():
    memory()
    write("input.jsonl", INPUT)
    every = 1 if os.environ.get("BLOT_FAULTS_ALL") else 3
    fail_each("json", "malloc", ["input.jsonl", "--spans=source", *QUICK], "enomem", every, 120)


def test_allocations_of_a_csv_to_a_file():
    memory()
    write("input.csv", CSV)
    args = ["input.csv", "-o", "out.jsonl.gz", *QUICK]
    every = 1 if os.environ.get("BLOT_FAULTS_ALL") else 16
    fail_each("csv", "malloc", args, "enomem", every, 100, "out.jsonl.gz")


def test_allocations_of_a_quarantine():
    memory()
    write("input.csv", CSV + "3\n")
    may_hold("aside")
    args = ["input.csv", "--on-error", "quarantine", "--quarantine", "aside", *QUICK]
    base = blot(*args, env={"FAULT_COUNTS": "counts"}).expect(3)
    total = counts()["malloc"]
    for n in range(total - 60, total + 1):
        run = blot(*args, fault=f"malloc:{n}:enomem")
        check(run.status in (2, 3), f"malloc {n}: status {run.status}")
        check(whole_lines(run.out, base.out), f"malloc {n}: half a record went out")


def test_allocations_with_the_built_in_rules():
    memory()
    write("input.jsonl", INPUT)
    every = 61 if os.environ.get("BLOT_FAULTS_ALL") else 2503
    fail_each("built-in rules", "malloc", ["input.jsonl"], "enomem", every, 60)


def test_allocations_of_workers():
    memory()
    write("input.jsonl", INPUT * 60)
    good = blot("input.jsonl", "-j", "3", *QUICK, env={"FAULT_COUNTS": "counts"}).expect(0).out
    total = counts()["malloc"]
    for n in range(total - 150, total, 2):
        run = blot("input.jsonl", "-j", "3", *QUICK, fault=f"malloc:{n}:enomem")
        check((run.status == 0 and run.out == good) or
              (run.status == 2 and whole_lines(run.out, good)), f"malloc {n}: {run.status}")


def test_every_open():
    write("input.jsonl", INPUT)
    for how in ("emfile", "eacces"):
        fail_each("open", "open", ["input.jsonl", "-o", "out.jsonl", *QUICK], how, file="out.jsonl")


def test_every_mmap():
    write("input.jsonl", INPUT)
    fail_each("mmap", "mmap", ["input.jsonl"], "enomem")


def test_every_thread():
    write("input.jsonl", INPUT * 100)
    fail_each("thread", "thread", ["input.jsonl", "-j", "4", *QUICK], "eagain")


main(globals())

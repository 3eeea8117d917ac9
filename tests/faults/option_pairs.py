"""8 and 13. Every two options together: what identifies is in nothing that blot puts out, neither records nor
findings nor messages, report, audit, temporary files."""
import itertools
import json
import os

from faults import *

NOTES = [
    "Mrs Sarah Khan rang from 07700 900123; NHS 943 476 5919. Lives at LU3 2RR.",
    "SARAH KHAN was seen. Spoke to sarah khan's GP, postcode LU3 2RR, nhs no: 9434765919",
    "Khan, Sarah (44) of LU3 2RR; S Khan said ring 07700 900123 - Rowan Court was full",
    "The ward was quiet and nothing happened. Rota changed twice.",
    "[NAME_1] and Sarah Khan talked about 943 476 5919 at length, both at LU3 2RR.",
]
BROKEN = b"9,B,Sarah Khan,2023-04-01,Sarah Khan \x92 of LU3 2RR on 07700 900123\n"

# Arguments, and the labels that they leave alone.
OPTIONS = [
    (("--strict",), ()), (("--only", "NAME"), ("other",)), (("--only", "NAME,PLACE,ID,CONTACT"), ()),
    (("--also", "GROUP"), ()), (("--disable", "name-title-plain"), ()), (("--disable", "place-postcode"), ("other",)),
    (("--leave", "leave.txt"), ()), (("--public", "public.txt"), ()), (("--deny", "NAME=deny.txt"), ()),
    (("-L", "given=deny.txt"), ()), (("--spans",), ()), (("--spans=source",), ()), (("--offsets", "byte"), ()),
    (("--case", "case"), ()), (("--person", "id"), ()), (("--drop", "name"), ()), (("--drop", "notes"), ()),
    (("--known", "name"), ()), (("--known-table", "people.csv", "--on", "id"), ()), (("--scan", "name"), ()),
    (("-t", "notes"), ()), (("--pseudonymise", "id", "-k", "key"), ()), (("-a", "pseudonym", "-k", "key"), ()),
    (("-a", "mask"), ()), (("-a", "label"), ()), (("-a", "NAME=label"), ()), (("-a", "PLACE=region"), ()),
    (("-a", "DATE=year"), ()), (("-a", "AGE=band"), ()), (("--profile", "uk-research"), ()), (("--roles",), ()),
    (("--uncovered", "strict"), ()), (("--uncovered", "pass"), ()), (("-j", "3"), ()), (("--line-buffered",), ()),
    (("--report", "report.json"), ()), (("--audit", "audit.jsonl"), ()), (("--min-count", "1"), ()),
    (("--quasi", "when"), ()), (("-o", "clean.jsonl"), ()), (("-o", "clean.jsonl.gz"), ()), (("--progress",), ()),
    (("--on-error", "quarantine", "--quarantine", "aside"), ()), (("--check",), ()), (("--check", "-q"), ()),
    (("--check", "--format", "jsonl"), ()), (("--check", "--format", "sarif"), ()),
    (("--check", "--format", "github"), ()), (("--check", "--decisive"), ()), (("--color", "always"), ()),
    (("--sandbox", "off"), ()), (("--reference-date", "when"), ()), (("--invalid", "replace"), ()),
    (("--skip-rows", "0"), ()), (("--match-limit", "40000"), ()), (("--strict-columns",), ()),
]


def inputs():
    rows = [f'{i},{"AB"[i > 2]},Sarah Khan,2023-04-0{i + 1},"{note}"\n' for i, note in enumerate(NOTES)]
    write("leave.txt", "Rowan Court\nKhan Academy\n")
    write("public.txt", "Rowan Atkinson\n")
    write("deny.txt", "Rowan\n")
    write("people.csv", "id,first name,surname,postcode\n1,Sarah,Khan,LU3 2RR\n")
    write("cases.csv", "id,case,name,when,notes\n" + "".join(rows))
    write("faulty.csv", ("id,case,name,when,notes\n" + "".join(rows)).encode() + BROKEN)
    blot("key", "new", "key").expect(0)
    may_hold("key")
    may_hold("aside")


def run_two(first, second):
    """The run's status."""
    args = [*first[0], *second[0]]
    faulty = "quarantine" in args or "replace" in args
    run = blot(*args, "faulty.csv" if faulty else "cases.csv", leaks=True)
    check(run.status in (0, 1, 2, 3), f"{args}: status {run.status}")
    alone = {"other"} & ({*first[1]} | {*second[1]})
    for canary in CANARIES[:2] if alone else CANARIES:
        check(canary not in run.out, f"{canary.decode()!r} got out in the output of {args}")
        check(canary not in run.err, f"{canary.decode()!r} got out in a message of {args}")
        for name in ("report.json", "audit.jsonl", "clean.jsonl"):
            if os.path.exists(name):
                check(canary not in read(name), f"{canary.decode()!r} got out in {name} of {args}")
    for name in ("report.json", "audit.jsonl", "clean.jsonl", "clean.jsonl.gz", "aside"):
        if os.path.exists(name):
            os.remove(name)
    return run.status


def test_two_options_together():
    inputs()
    pairs = list(itertools.combinations(OPTIONS, 2))[::len(OPTIONS) // fewer(14)]
    done = sum(run_two(a, b) in (0, 1, 3) for a, b in pairs)
    check(done > 0.7 * len(pairs), f"only {done} of {len(pairs)} pairs ran")


def test_commands_that_show_no_text():
    """Of the commands for a custodian, those whose output holds no text."""
    inputs()
    run = blot("--spans=source", "-t", "notes", "cases.csv").expect(0)
    write("run.jsonl", run.out)
    for command in (("residue", "run.jsonl"), ("compare", "run.jsonl", "run.jsonl"), ("bound", "run.jsonl"),
                    ("policy", "init", "cases.csv"), ("-i", "jsonl", "run.jsonl")):
        run = blot(*command)
        check(run.status in (0, 1, 2), f"{command}: status {run.status}")
    for line in blot("-t", "notes", "cases.csv").lines():
        json.loads(line)


main(globals())

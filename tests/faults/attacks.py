"""8. Identifiers as scanning, spelling, software and hurry disguise them: of those in attacks.txt next
to none gets through, nor of those in attack_files.txt, which stand in the cells, keys and headers of
files. Prints which do."""
import json
import os
import re

from faults import *

MOST = 44  # of all in attacks.txt
MOST_FILES = 13  # of those in attack_files.txt
SHARE = 0.35  # of a family


def unescaped(part):
    part = part.replace("\\\\", "\1")
    part = re.sub(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})", lambda m: chr(int(m[1] or m[2], 16)), part)
    return part.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r").replace("\1", "\\")


def attacks(name):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), encoding="utf-8", newline="\n") as f:
        for line in f:
            if not line.startswith("# ") and line.strip():
                yield [unescaped(p) for p in line.rstrip("\n").split("\t")]


def count_through(through, families, most):
    all_through = [t for l in through.values() for t in l]
    print("\n".join(all_through))
    n = sum(families.values())
    print(f"{len(all_through)} of {n} get through")
    check(len(all_through) <= most, f"{len(all_through)} of {n} get through")
    for family, l in through.items():
        check(len(l) <= max(1, SHARE * families[family]), f"of {family} {len(l)} of {families[family]}")


def test_attacks():
    cases = [(family, text, secrets) for family, text, *secrets in attacks("attacks.txt")]
    check(len(cases) > 2300 and all(s in t for _, t, secrets in cases for s in secrets), "attacks.txt is not as it was")
    data = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for _, text, _ in cases)
    run = blot("-i", "jsonl", "--uncovered", "pass", data=data).expect(0)
    families, through = {}, {}
    for (family, text, secrets), line in zip(cases, run.lines(), strict=True):
        value = json.loads(line)["text"]
        families[family] = families.get(family, 0) + 1
        if any(s in value for s in secrets):
            through.setdefault(family, []).append(f"{family}: {text!r} -> {value!r}")
    count_through(through, families, MOST)


def test_attacks_in_files():
    """What is refused got nowhere."""
    families, through = {}, {}
    for family, args, text, *secrets in attacks("attack_files.txt"):
        run = blot("--uncovered", "pass", *args.split(" "), data=text + "\n")
        check(run.status in (0, 2), f"{args} {text!r}: status {run.status}: {run.text}")
        out = run.out.decode()
        shown = out + "".join(json.dumps(json.loads(line), ensure_ascii=False) for line in out.splitlines())
        families[family] = families.get(family, 0) + 1
        if any(s in shown for s in secrets):
            through.setdefault(family, []).append(f"{family}: {args} {text!r} -> {out!r}")
    check(sum(families.values()) > 800, "attack_files.txt is not as it was")
    count_through(through, families, MOST_FILES)


main(globals())

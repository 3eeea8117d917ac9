"""8. Identifiers as scanning, spelling, software and hurry disguise them: of those in attacks.txt next
to none gets through. Prints which do."""
import json
import os

from faults import *

MOST = 10  # of all
SHARE = 0.35  # of a family


def attacks():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "attacks.txt"), encoding="utf-8") as f:
        for line in f:
            if not line.startswith("# ") and line.strip():
                parts = [p.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\")
                         for p in line.rstrip("\n").split("\t")]
                yield parts[0], parts[1], parts[2:]


def test_attacks():
    cases = list(attacks())
    check(len(cases) > 300 and all(s in t for _, t, secrets in cases for s in secrets), "attacks.txt is not as it was")
    data = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for _, text, _ in cases)
    run = blot("-i", "jsonl", "--uncovered", "pass", data=data).expect(0)
    families, through = {}, {}
    for (family, text, secrets), line in zip(cases, run.lines(), strict=True):
        value = json.loads(line)["text"]
        families[family] = families.get(family, 0) + 1
        if any(s in value for s in secrets):
            through.setdefault(family, []).append(f"{family}: {text!r} -> {value!r}")
    all_through = [t for l in through.values() for t in l]
    print("\n".join(all_through))
    check(len(all_through) <= MOST, f"{len(all_through)} of {len(cases)} get through")
    for family, l in through.items():
        check(len(l) <= max(1, SHARE * families[family]), f"of {family} {len(l)} of {families[family]}")


main(globals())

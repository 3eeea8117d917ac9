"""14. Records of JSON lines have nothing to do with each other: seven shards, each filtered, are the
whole, filtered."""
import json
import random

from faults import *


def records(n):
    rng = random.Random(14)
    names = ["Sarah Khan", "Tomasz Nowak", "Mrs Lewis", "Aisha", "Mr O'Neil", "Siobhan Byrne", "Zoë"]
    places = ["Luton", "Leeds", "LU3 2RR", "14 Mill Lane"]
    for i in range(n):
        text = " ".join(f"{rng.choice(names)} ({rng.randint(1, 90)}) told {rng.choice(names)} in "
                        f"{rng.choice(places)} on 07700 900{rng.randint(100, 999)}."
                        for _ in range(rng.randint(0, 4)))
        yield json.dumps({"id": i, "note": text, "nested": {"more": [text[:40], 1.5]}},
                         ensure_ascii=rng.random() < 0.5) + "\n"


def test_seven_shards():
    size = fewer(50)
    lines = list(records(7 * size))
    for args in [("-i", "jsonl", "--spans=source"), ("-i", "jsonl", "-j", "3")]:
        whole = blot(*args, data="".join(lines)).expect(0).out
        check(whole.count(b"\n") == 7 * size, "records are missing")
        parts = [blot(*args, data="".join(lines[k * size:(k + 1) * size])).expect(0).out for k in range(7)]
        check(b"".join(parts) == whole, f"{args}: the shards differ from the whole")
        dealt = [blot(*args, data="".join(lines[k::7])).expect(0).out.splitlines() for k in range(7)]
        check([dealt[i % 7][i // 7] for i in range(7 * size)] == whole.splitlines(), f"{args}: dealt out")


main(globals())

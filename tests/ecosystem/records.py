"""Prints N records of invented text as JSON lines: records.py N [SEED]."""
import json
import random
import sys

PEOPLE = ["Sarah Khan", "Tomasz Nowak", "Mrs Lewis", "Aisha", "Mr O'Neil", "Siobhan Byrne", "Zoë Müller", "Dr Mensah",
          "Nguyen Thi Lan", "PC Adeyemi", "Harpreet Kaur", "Moira"]
PLACES = ["Luton", "Leeds", "LU3 2RR", "14 Mill Lane", "St Mary's Primary School", "Cardiff", "Wolverhampton"]
SAYINGS = ["{a} ({n}) told {b} that the flat in {p} is damp.", "Seen with {a} at {p}, no concerns.",
           "{a}'s mum rang on 07700 900{k}; {b} will call back.", "Thank you, everyone was kind and patient.",
           "The wait was too long and nobody said why.", "{a}, aged {n}, moved to {p} on 3 May 20{d}.",
           "Letter from {b}, ref CS-{k}. Next visit: Tuesday."]


def note(rng):
    return " ".join(rng.choice(SAYINGS).format(a=rng.choice(PEOPLE), b=rng.choice(PEOPLE), p=rng.choice(PLACES),
                                               n=rng.randint(1, 90), k=rng.randint(100, 999), d=rng.randint(10, 24))
                    for _ in range(rng.randint(0, 3)))


def main():
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 7)
    for i in range(int(sys.argv[1])):
        sys.stdout.write(json.dumps({"id": i, "note": note(rng), "score": 1.50}, ensure_ascii=rng.random() < 0.5) + "\n")


main()

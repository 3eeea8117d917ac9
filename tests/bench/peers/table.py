"""Scores the spans that each tool finds: table.py BLOT ADAPTERS ENVIRONMENTS GOLD...

An identifier is caught when every letter and digit of it is redacted, under whatever label. A redacted
stretch is right when it touches a mark. Over-redaction is the share of letters and digits outside all marks
that were redacted. These are blot score's definitions, and blot's own line must agree with it.
Only records whose number is divisible by four, which are for measuring, are looked at; none is printed.
"""
import collections
import datetime
import json
import os
import re
import resource
import subprocess
import sys

LABELS = ["NAME", "PLACE", "AGE", "DATE", "ID", "CONTACT"]
MARK = re.compile(r"\[\[([A-Z]+):((?:(?!\]\]).)*)\]\]", re.S)


def gold(paths):
    """(plain text, [(start, end, label)]) of each record for measuring."""
    for path in paths:
        with open(path, encoding="utf-8") as f:
            parts = re.split(r"^#ID (\S+)[^\n]*\n", f.read(), flags=re.M)
        for n, body in enumerate(parts[2::2], 1):
            if n % 4:
                continue
            text, marks, at = "", [], 0
            body = body.strip("\n")
            for m in MARK.finditer(body):
                text += body[at:m.start()]
                marks.append((len(text), len(text) + len(m[2]), m[1]))
                text += m[2]
                at = m.end()
            yield text + body[at:], marks


def solid(text, start, end):
    return [i for i in range(start, end) if text[i].isalnum()]


class Score:
    def __init__(self):
        self.total, self.caught = collections.Counter(), collections.Counter()
        self.spans = self.right = self.outside = self.over = 0

    def add(self, text, marks, spans):
        gone = {i for start, end, *_ in spans for i in range(start, end)}
        inside = {i for start, end, _ in marks for i in range(start, end)}
        for start, end, label in marks:
            if label in LABELS:
                self.total[label] += 1
                self.caught[label] += all(i in gone for i in solid(text, start, end))
        neutral = {i for start, end, label in marks if label not in LABELS for i in range(start, end)}
        for start, end, *_ in spans:
            touched = set(solid(text, start, end))
            if touched & (inside - neutral):
                self.right += 1
                self.spans += 1
            elif not touched & neutral:
                self.spans += 1
        for i in solid(text, 0, len(text)):
            if i not in inside:
                self.outside += 1
                self.over += i in gone

    def row(self):
        share = [f"{self.caught[x] / self.total[x]:.3f}" if self.total[x] else "" for x in LABELS]
        return share + [f"{self.right / self.spans:.3f}" if self.spans else "", f"{self.over / self.outside:.3f}"]


def timed(blot, lines):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run([blot, "-i", "jsonl", "--spans=source"], input=lines, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return out, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run_blot(blot, texts):
    """Processor time, as of the others, whose start and first use do not count: of 41 times the text less once."""
    lines = "".join(json.dumps({"text": t}) + "\n" for t in texts)
    out, once = timed(blot, lines)
    seconds = (timed(blot, lines * 41)[1] - once) / 40
    if out.returncode not in (0, 3):
        sys.exit(out.stderr)
    spans = [[(s["source_start"], s["source_end"]) for s in json.loads(line)["redactions"]]
             for line in out.stdout.splitlines()]
    version = subprocess.run([blot, "--version"], capture_output=True, text=True).stdout.split()[1]
    return spans, {"version": version, "seconds": seconds, "off": ""}


def run_adapter(command, texts):
    """An adapter takes a JSON array of texts and gives {"spans": [[[start, end]…]…], "version", "seconds", "off"}."""
    out = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True)
    if out.returncode:
        return None, out.stderr.strip().splitlines()[-1:]
    answer = json.loads(out.stdout.splitlines()[-1])
    return answer["spans"], answer


def main():
    blot, adapters, environments = sys.argv[1:4]
    records = list(gold(sys.argv[4:]))
    texts = [text for text, _ in records]
    letters = sum(len(t.encode()) for t in texts)
    print(f"{datetime.date.today()}: {len(records)} records for measuring, {letters} bytes\n")
    print("| | " + " | ".join(LABELS) + " | precision | over-redaction | kB a second of processor | off |")
    print("|---" * (len(LABELS) + 5) + "|")
    tools = [("blot", None)]
    tools += [(n, [f"{environments}/{n}/bin/python", f"{adapters}/{n}_spans.py"]) for n in ("presidio", "scrubadub")]
    tools += [(n, ["node", f"{adapters}/{n.replace('-', '_')}_spans.js", f"{environments}/{n}"])
              for n in ("compromise", "redact-pii")]
    for name, command in tools:
        if command and not os.path.exists(f"{environments}/{name}/ready"):
            print(f"| {name} | not installed |")
            continue
        spans, answer = run_blot(blot, texts) if command is None else run_adapter(command, texts)
        if spans is None:
            print(f"| {name} | failed: {answer} |")
            continue
        score = Score()
        for (text, marks), found in zip(records, spans, strict=True):
            score.add(text, marks, found)
        row = score.row() + [f"{letters / 1000 / answer['seconds']:.0f}", answer["off"]]
        print(f"| {name} {answer['version']} | " + " | ".join(row) + " |", flush=True)


main()

#!/usr/bin/env python3
"""blot explain in its three forms.

    explain.py BLOT
"""

import json
import os
import re
import subprocess
import sys
import tempfile

TEXT = ("\U0001f600 Mrs Hope said hope was lost. Zofia Nowak rang about Down's syndrome, NHS 943 476 5919; "
        "</script> a Polish man of 34.")


def run(*command, text=TEXT):
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def near(field, word):
    found = [n for n in field["near"] if field["text"][n["start"]:n["end"]] == word]
    assert found, f"{word} is no near miss: {field['near']}"
    return found[0]


def check_json(blot):
    record = json.loads(run(blot, "explain", "-i", "text", "--format", "json"))
    field = record["fields"][0]
    assert (record["record"], record["row"], field["field"], field["text"]) == (1, 1, "text", TEXT)
    spans = {TEXT[s["start"]:s["end"]]: s for s in field["spans"]}
    assert spans["Hope"]["label"] == "NAME" and spans["Hope"]["rule"].startswith("name-title"), spans
    assert "surname" in spans["Hope"]["lists"] and spans["Hope"]["about"]
    assert spans["943 476 5919"]["label"] == "ID" and spans["34"]["label"] == "AGE"
    words = spans["Zofia Nowak"]["words"]
    assert [w["word"] for w in words] == ["Zofia", "Nowak"]
    assert all(w["over"] > 0 and w["terms"] and w["label"] == "NAME" for w in words)
    sizes = [abs(t["weight"]) for t in words[0]["terms"]]
    assert sizes == sorted(sizes, reverse=True)
    hope = near(field, "hope")
    assert "short of what it takes" in hope["reason"] and hope["words"][0]["over"] < 0
    kept = near(field, "Down's syndrome")
    assert kept["rule"].startswith("leave-") and kept["reason"]
    assert "nobody asked for it" in near(field, "Polish")["reason"]
    # what is reported as found is what the filter takes
    out = json.loads(run(blot, "-i", "text", "--spans=source"))
    assert [(r["source_start"], r["source_end"], r["rule"]) for r in out["redactions"]] == \
        [(s["start"], s["end"], s["rule"]) for s in field["spans"]]


def check_strict(blot):
    """A near miss that promises --strict is taken by it."""
    text = open(os.path.join(os.path.dirname(__file__), "../../fixtures/strict/input.txt"), encoding="utf-8").read()
    text += "He wants a Bounty and to ring her.\n"
    promised = 0
    strict = [json.loads(line) for line in run(blot, "-i", "text", "--strict", "--spans=source", text=text).splitlines()]
    for line in run(blot, "explain", "-i", "text", "--format", "json", text=text).splitlines():
        record = json.loads(line)
        for field in record["fields"]:
            for n in field["near"]:
                if "--strict takes it" in n["reason"]:
                    promised += 1
                    assert any(r["source_start"] <= n["start"] and n["end"] <= r["source_end"]
                               for r in strict[record["record"] - 1]["redactions"]), n
    assert promised > 0


def check_text(blot):
    plain = run(blot, "explain", "-i", "text")
    assert "Mrs [[NAME:Hope]] said hope" in plain and "\x1b" not in plain
    assert re.search(r"near miss hope  \(NAME: its evidence is \d+ short", plain)
    assert "in the lists: " in plain
    coloured = run(blot, "explain", "-i", "text", "--color", "always")
    assert "Mrs \x1b[1;7;34mHope\x1b[0;34m NAME\x1b[0m said" in coloured
    assert "\x1b" not in run(blot, "explain", "-i", "text", "--color", "never")


def check_html(blot):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        run(blot, "explain", "-i", "text", "--format", "html", "-o", path)
        assert os.stat(path).st_mode & 0o777 == 0o600
        with open(path, encoding="utf-8") as f:
            page = f.read()
    data = re.search(r'<script type="application/jsonl" id="data">\n(.*?)</script>', page, re.S).group(1)
    assert json.loads(data)["fields"][0]["text"] == TEXT
    assert "default-src 'none'" in page and not re.search(r'(src|href)="', page)


if __name__ == "__main__":
    program = os.path.abspath(sys.argv[1])
    check_json(program)
    check_strict(program)
    check_text(program)
    check_html(program)
    print("explained as text, JSON and a page")

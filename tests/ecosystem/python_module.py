"""The Python module against the fixtures of the program, and what only it has."""
import csv
import io
import json
import os
import pathlib
import pickle
import re
import shutil
import sys
import tempfile
import threading
import unittest

import blot

FIXTURES = pathlib.Path(os.environ["BLOT_SOURCE"]) / "fixtures"
AT_LEAST = 45  # fixtures that must be comparable, or the comparison is worth nothing

# Options that say how a file is read, with or without a value, and what the module has instead.
READING = {"-i": True, "-e": True, "-d": True, "--skip-rows": True, "--short-rows": True, "--no-header": False}
# What has no counterpart: columns by number, files beside the records, a policy that says the delimiter.
NOT_HERE = {"#2", "--quarantine", "policy.yaml", "--check", "--audit", "--report"}


def split(args):
    """Options of the module, options of reading, inputs."""
    options, reading, inputs = [], {}, []
    args = iter(args)
    for arg in args:
        if arg in READING:
            reading[arg] = next(args) if READING[arg] else True
        elif arg.startswith("-"):
            options.append(arg)
            if "=" not in arg and arg not in ("--strict", "--roles", "--spans", "--no-default-rules"):
                options.append(next(args))
        else:
            inputs.append(arg)
    return options, reading, inputs


def rows(path, reading):
    encoding = {"utf-16": "utf-16", "windows-1252": "cp1252", "windows-1258": "cp1258"}
    text = path.read_bytes().decode(encoding.get(reading.get("-e"), "utf-8-sig"))
    kind = reading.get("-i") or {".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".txt": "text"}[path.suffix]
    if kind == "jsonl":
        return kind, [line for line in text.split("\n") if line.strip()]
    if kind == "text":
        return kind, text.splitlines()
    if kind == "tsv":
        tsv = {"\\t": "\t", "\\n": "\n"}
        lines = [[re.sub(r"\\[tn]", lambda m: tsv[m[0]], cell) for cell in line.split("\t")]
                 for line in text.splitlines()]
    else:
        lines = list(csv.reader(io.StringIO(text), delimiter=reading.get("-d", ",")))
    lines = lines[int(reading.get("--skip-rows", 0)):]
    header = lines[0] if lines else []
    return kind, [json.dumps(dict(zip(header, row + [""] * (len(header) - len(row)))), ensure_ascii=False)
                  for row in lines[1:]]


def run(folder):
    """What the module makes of a fixture, as parsed lines."""
    args = (folder / "args").read_text().splitlines()
    options, reading, inputs = split(args)
    inputs = inputs or [p.name for p in folder.glob("input.*")]
    redactor, out = blot.Redactor(*options), []
    spans = any(o.startswith("--spans") for o in options)
    for name in inputs:
        kind, records = rows(folder / name, reading)
        for n, record in enumerate(records, 1):
            if kind == "text" and not spans:
                line = {"id": f"line-{n}", "text": redactor.redact(record)}
            elif kind == "text":
                line = {"id": f"line-{n}", **redactor.redact_record({"text": record})}
            else:
                line = json.loads(redactor.redact_json(record))
            out.append(line)
    return out


class Fixtures(unittest.TestCase):
    def test_same_as_the_program(self):
        compared, here = 0, os.getcwd()
        for folder in sorted(FIXTURES.iterdir()):
            if not (folder / "args").exists() or (folder / "expected.rc").exists() and \
                    (folder / "expected.rc").read_text().strip() != "3":
                continue
            args = (folder / "args").read_text().splitlines()
            is_command = args and not args[0].startswith("-") and not (folder / args[0]).exists()
            if is_command or NOT_HERE & set(args):
                continue
            with self.subTest(fixture=folder.name), tempfile.TemporaryDirectory() as copy:
                shutil.copytree(folder, copy, dirs_exist_ok=True)
                if os.path.exists(os.path.join(copy, "key")):
                    os.chmod(os.path.join(copy, "key"), 0o600)  # or it is refused
                os.chdir(copy)
                try:
                    got = run(folder)
                finally:
                    os.chdir(here)
                want = [json.loads(line) for line in (folder / "expected.jsonl").read_text().splitlines()]
                self.assertEqual(got, want)
                compared += 1
        print(f"{compared} fixtures compared", file=sys.stderr)
        self.assertGreaterEqual(compared, AT_LEAST)

    def test_bytes_of_a_record(self):
        folder = FIXTURES / "nested-json"
        lines = [x for x in (folder / "input.jsonl").read_text().splitlines() if x.strip()]
        redactor = blot.Redactor()
        self.assertEqual([redactor.redact_json(x) for x in lines],
                         (folder / "expected.jsonl").read_text().splitlines())


class Module(unittest.TestCase):
    def test_text(self):
        self.assertEqual(blot.Redactor().redact("Mrs Sarah Khan (14) rang from Luton."),
                         "Mrs [NAME_1] ([AGE_1]) rang from [PLACE_1].")

    def test_options(self):
        text = "Mrs Sarah Khan (14) rang."
        self.assertEqual(blot.Redactor(only=["NAME"], action="label").redact(text), "Mrs [NAME] (14) rang.")
        self.assertEqual(blot.Redactor(action={"AGE": "band"}, strict=False).redact(text),
                         "Mrs [NAME_1] ([AGE_14-15]) rang.")
        self.assertEqual(blot.Redactor("--only", "AGE").redact(text), "Mrs Sarah Khan ([AGE_1]) rang.")

    def test_spans_in_characters(self):
        source = "Zoë – née Müller – told Mrs Sarah Khan."
        result = blot.Redactor().find(source)
        self.assertFalse(result.withheld)
        self.assertGreaterEqual(len(result.spans), 2)
        at = came = 0
        for span in result.spans:
            self.assertEqual(result.text[at:span.start], source[came:span.source_start])
            self.assertEqual(result.text[span.start:span.end][:5], "[NAME")
            self.assertEqual(span.label, "NAME")
            at, came = span.end, span.source_end
        self.assertEqual(result.text[at:], source[came:])
        self.assertIn("Sarah Khan", [source[s.source_start:s.source_end] for s in result.spans])

    def test_withheld(self):
        result = blot.Redactor().find("Моя мама живёт в Лондоне")
        self.assertEqual((result.text, result.withheld), ("[WITHHELD]", True))

    def test_iterables(self):
        out = blot.Redactor().redact_all(x for x in ["Mrs Khan rang.", None, ""])
        self.assertEqual(next(out), "Mrs [NAME_1] rang.")
        self.assertEqual(list(out), [None, ""])

    def test_records(self):
        redactor = blot.Redactor(text="note", drop="key")
        self.assertEqual(list(redactor.redact_records([{"key": 1, "n": 1.5, "note": "Mrs Khan rang."}])),
                         [{"n": 1.5, "note": "Mrs [NAME_1] rang."}])
        records = blot.Redactor(text="nowhere").redact_records([{"note": "x"}])
        self.assertEqual(next(records), {"note": "x"})
        with self.assertRaisesRegex(blot.Error, "no record had such a field"):
            next(records)

    def test_errors_hold_no_text(self):
        redactor = blot.Redactor()
        for call, value in ((redactor.redact, "Sarah\0"), (redactor.redact, "Sarah\ud800"),
                            (redactor.redact_json, '{"a":"Sarah"'),
                            (redactor.redact_record, {"a": "Sarah", "b": float("nan")})):
            with self.assertRaises(blot.Error) as caught:
                call(value)
            self.assertNotIn("Sarah", str(caught.exception))
            self.assertIsNone(caught.exception.__context__)
        with self.assertRaisesRegex(blot.Error, "--only"):
            blot.Redactor(only="PERSON")
        with self.assertRaisesRegex(blot.Error, "--output"):
            blot.Redactor(output="x")
        with self.assertRaises(TypeError):
            redactor.redact(None)
        self.assertEqual(redactor.redact("Mrs Khan"), "Mrs [NAME_1]")

    def test_pickle(self):
        self.assertEqual(pickle.loads(pickle.dumps(blot.Redactor(action="mask"))).redact("Mrs Khan rang."),
                         "Mrs █████ rang.")

    def test_threads(self):
        redactor, wrong = blot.Redactor(), []

        def work(k):
            for i in range(40):
                if redactor.redact(f"Mrs Khan rang {k} times in Luton.") != \
                        f"Mrs [NAME_1] rang {k} times in [PLACE_1].":
                    wrong.append((k, i))

        threads = [threading.Thread(target=work, args=(k,)) for k in range(2, 6)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        self.assertEqual(wrong, [])

    def test_version(self):
        text = (FIXTURES.parent / "CMakeLists.txt").read_text()
        self.assertIn(f"project(blot VERSION {blot.__version__} ", text)

    def test_pandas_column(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("pandas is not installed")
        column = pandas.Series(["Mrs Khan rang.", None, "All went well."], index=[3, 5, 9])
        out = blot.Redactor().redact_column(column)
        self.assertEqual(list(out.index), [3, 5, 9])
        self.assertEqual([out[3], out[9]], ["Mrs [NAME_1] rang.", "All went well."])
        self.assertTrue(pandas.isna(out[5]))
        with self.assertRaises(TypeError):
            blot.Redactor().redact_column(pandas.Series([1, 2]))


if __name__ == "__main__":
    unittest.main()

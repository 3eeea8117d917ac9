"""Reads blot's output with what researchers and CI read it with, and has its documents validated.

    readers.py BLOT SOURCE-FOLDER

pandas, DuckDB and PyArrow must find every value that was not redacted unchanged, and one type a
column; jsonschema, frictionless, check-jsonschema, junitparser and tap.py must accept the documents,
and refuse them when something is changed; pre-commit runs the documented configuration.
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import duckdb
import pandas
import pyarrow
import pyarrow.json
from frictionless import Package, system
from jsonschema import Draft202012Validator
from junitparser import JUnitXml
from tap.parser import Parser

import yaml

BLOT = os.path.abspath(sys.argv[1])
SOURCE = Path(sys.argv[2]).resolve()
BIG = 9007199254740993  # 2^53 + 1: a double cannot hold it


def blot(*arguments, status=0, folder="."):
    done = subprocess.run([BLOT, *arguments], cwd=folder, capture_output=True, check=False)
    if done.returncode != status:
        raise AssertionError(f"blot {arguments}: {done.returncode}, {done.stderr.decode()}")
    return done.stdout


class Readers(unittest.TestCase):
    """Values and types."""

    ROWS = 3000  # more than a reader looks at to guess types

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.temporary.name)
        cls.rows = []
        for i in range(cls.ROWS):
            late = i >= cls.ROWS // 2  # nulls first
            cls.rows.append({
                "code": "0123",
                "late": "0007" if late else None,
                "late_number": 12.5 if late else None,
                "big": BIG + i,
                "share": 0.1,
                "yes": i % 2 == 0,
                "empty": "",
                "spaces": "  two  ",
                "accents": "caf\u00e9 \u2603 \U0001F600",
                "nested": {"code": "0456", "deep": {"n": i, "list": [1, 2, 3]}, "text": "None."},
                "list": [{"code": "0789"}, {"code": "08"}],
                "comment": f"Mrs Adebayo, aged {i % 60 + 20}, rang." if late else "Nothing.",
            })
        source = cls.folder / "in.jsonl"
        source.write_text("".join(json.dumps(r) + "\n" for r in cls.rows), encoding="utf-8")
        cls.out = cls.folder / "out.jsonl"
        blot("-o", str(cls.out), "--pass-unscanned", "big", str(source))

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def check(self, read):
        """read[column] is a list of Python values."""
        for column in self.rows[0]:
            if column == "comment":
                continue
            self.assertEqual(read[column], [r[column] for r in self.rows], column)
        self.assertEqual(read["comment"][0], "Nothing.")
        self.assertEqual(read["comment"][-1], "Mrs [NAME_1], aged [AGE_1], rang.")

    def test_json(self):
        lines = [json.loads(x) for x in self.out.read_text(encoding="utf-8").splitlines()]
        self.check({c: [x[c] for x in lines] for c in lines[0]})
        self.assertEqual([list(x) for x in lines], [list(r) for r in self.rows])

    def test_pandas(self):
        frame = pandas.read_json(self.out, lines=True, dtype=False)
        read = {}
        for column in frame.columns:
            values = frame[column].tolist()
            read[column] = [None if not isinstance(v, (dict, list)) and pandas.isna(v) else v
                            for v in values]
        self.check(read)
        for column in ("code", "empty", "spaces", "accents", "comment"):
            self.assertEqual({type(v) for v in read[column]}, {str}, column)
        self.assertEqual(frame["big"].dtype, "int64")

    def test_pyarrow(self):
        # small blocks, so that a column that begins with nulls spans many of them
        table = pyarrow.json.read_json(
            self.out, read_options=pyarrow.json.ReadOptions(block_size=64 * 1024))
        self.check({c: table[c].to_pylist() for c in table.column_names})
        types = {f.name: f.type for f in table.schema}
        self.assertEqual(types["code"], pyarrow.string())
        self.assertEqual(types["late"], pyarrow.string())
        self.assertEqual(types["late_number"], pyarrow.float64())
        self.assertEqual(types["big"], pyarrow.int64())
        self.assertEqual(types["yes"], pyarrow.bool_())
        self.assertTrue(pyarrow.types.is_struct(types["nested"]))

    def test_duckdb(self):
        with duckdb.connect() as database:
            relation = database.read_json(str(self.out), format="newline_delimited")
            rows = relation.fetchall()
            read = {c: [r[i] for r in rows] for i, c in enumerate(relation.columns)}
            types = dict(zip(relation.columns, (str(t) for t in relation.types)))
        self.check(read)
        self.assertEqual(types["code"], "VARCHAR")
        self.assertEqual(types["late"], "VARCHAR")
        self.assertIn(types["big"], ("BIGINT", "UBIGINT"))
        self.assertEqual(types["late_number"], "DOUBLE")
        self.assertEqual(types["yes"], "BOOLEAN")

    def test_csv_stays_text(self):
        (self.folder / "in.csv").write_text(
            "code,n,when,none\n0123,1,,\n0124,2,,\n" + "0007,3,,x\n" * 500, encoding="utf-8")
        out = self.folder / "csv.jsonl"
        blot("-o", str(out), str(self.folder / "in.csv"))
        frame = pandas.read_json(out, lines=True, dtype=False)
        self.assertEqual(frame["code"].tolist()[:3], ["0123", "0124", "0007"])
        self.assertEqual({type(v) for c in frame.columns for v in frame[c]}, {str})
        table = pyarrow.json.read_json(out)
        self.assertEqual({f.type for f in table.schema}, {pyarrow.string()})


class Documents(unittest.TestCase):
    """The release's, the run's and the checks' documents."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.temporary.name)
        os.chdir(cls.folder)
        rows = []
        for i in range(400):
            row = {"id": f"{i:04}", "role": f"role-{i % 3}", "n": i, "x": i / 4,
                   "note": {"by": "somebody", "text": "Mrs Adebayo rang the LADO in Bolsover."},
                   "tags": ["a"] * (i % 3), "flag": None if i < 200 else True,
                   "=odd": "-1"}
            if i % 7 == 0:
                row["sometimes"] = "Ring 07700 900123."
            rows.append(row)
        Path("in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        Path("in.csv").write_text(
            "id,role,comment\n" + "".join(f'{i:04},role-{i % 3},"Mrs Adebayo, {i % 50 + 20}"\n'
                                          for i in range(400)), encoding="utf-8")
        Path("policy.yaml").write_text("text: [comment]\ndrop: [id]\n", encoding="utf-8")
        Path("json-policy.yaml").write_text(
            "text: [/note/text]\npass-unscanned: [tags]\n", encoding="utf-8")
        blot("release", "csv-release", "--policy", "policy.yaml", "--quasi", "role", "in.csv")
        blot("release", "json-release", "--policy", "json-policy.yaml", "in.jsonl")

    @classmethod
    def tearDownClass(cls):
        os.chdir("/")
        cls.temporary.cleanup()

    def validator(self, path):
        schema = json.loads(Path(path).read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        return Draft202012Validator(schema)

    def test_schema_of_the_data(self):
        for release in ("csv-release", "json-release"):
            validator = self.validator(f"{release}/schema.json")
            lines = Path(f"{release}/data.jsonl").read_text(encoding="utf-8").splitlines()
            self.assertEqual(len(lines), 400)
            for line in lines:
                validator.validate(json.loads(line))
            wrong = json.loads(lines[0])
            wrong["one more"] = 1
            self.assertFalse(validator.is_valid(wrong))
            wrong = json.loads(lines[0])
            wrong["role"] = 7
            self.assertFalse(validator.is_valid(wrong))
            del wrong["role"]
            self.assertFalse(validator.is_valid(wrong))

    def test_data_package(self):
        for release in ("csv-release", "json-release"):
            with system.use_context(trusted=True):
                done = Package(f"{release}/datapackage.json").validate()
                self.assertTrue(done.valid, done.to_summary())
                self.assertEqual(done.stats["rows"] if "rows" in done.stats
                                 else done.tasks[0].stats["rows"], 400)

    def test_changed_data_are_refused(self):
        blot("release", "changed", "--policy", "policy.yaml", "in.csv")
        data = Path("changed/data.jsonl")
        data.write_bytes(data.read_bytes().replace(b"role-1", b"role-9", 1))
        with system.use_context(trusted=True):
            done = Package("changed/datapackage.json").validate()
        self.assertIn("hash-count", [e.type for t in done.tasks for e in t.errors])
        done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd="changed", check=False,
                              capture_output=True)
        self.assertNotEqual(done.returncode, 0)

    def test_data_dictionary(self):
        frame = pandas.read_csv("json-release/data-dictionary.csv", keep_default_na=False)
        kinds = dict(zip(frame["field"], frame["type"]))
        self.assertEqual(kinds["n"], "integer")
        self.assertEqual(kinds["x"], "number")
        self.assertEqual(kinds["flag"], "boolean or null")
        self.assertEqual(kinds["/note/text"], "string")
        self.assertEqual(kinds["'=odd"], "string")
        always = dict(zip(frame["field"], frame["always_present"]))
        self.assertEqual((always["n"], always["sometimes"]), ("yes", "no"))
        frame = pandas.read_csv("csv-release/data-dictionary.csv", keep_default_na=False)
        self.assertEqual(dict(zip(frame["field"], frame["treatment"]))["id"], "dropped")

    def test_report(self):
        validator = self.validator(SOURCE / "docs/report.schema.json")
        for number, source in enumerate(("in.csv", "in.jsonl")):
            blot("--report", f"report-{number}.json", "--quasi", "role", "-o", "out.jsonl", source)
            validator.validate(json.loads(Path(f"report-{number}.json").read_text()))
        blot("--report", "report-2.json", "--quasi", "role", "-o", "out.jsonl", "in.csv")
        merged = json.loads(blot("report", "merge", "report-0.json", "report-2.json"))
        validator.validate(merged)
        self.assertEqual(merged["records_in"], 800)
        validator.validate(json.loads(Path("json-release/manifest.json").read_text()))
        del merged["rules"]
        self.assertFalse(validator.is_valid(merged))

    def test_audit(self):
        validator = self.validator(SOURCE / "docs/audit.schema.json")
        blot("--audit", "audit.jsonl", "--quasi", "role", "-o", "out.jsonl", "in.jsonl")
        lines = [json.loads(x) for x in Path("audit.jsonl").read_text().splitlines()]
        for line in lines:
            validator.validate(line)
        self.assertEqual(lines[0]["schema"], "blot-audit-1")
        self.assertEqual(lines[-1]["summary"]["records_in"], 400)
        self.assertEqual(len(lines), 402)
        self.assertFalse(validator.is_valid({"record": 1, "input": 1, "row": 1, "spans": [],
                                             "text": "x"}))

    def test_sarif(self):
        done = json.loads(blot("--check", "--format", "sarif", "in.jsonl", status=1))
        self.assertEqual(done["version"], "2.1.0")
        (run,) = done["runs"]
        rules = {r["id"] for r in run["tool"]["driver"]["rules"]}
        self.assertGreater(len(run["results"]), 400)
        lines = Path("in.jsonl").read_text(encoding="utf-8").splitlines()
        for result in run["results"]:
            self.assertIn(result["ruleId"], rules)
            self.assertTrue(result["message"]["text"])
            place = result["locations"][0]["physicalLocation"]
            self.assertEqual(place["artifactLocation"]["uri"], "in.jsonl")
            region = place["region"]
            self.assertEqual(region["startLine"], region["endLine"])
            found = lines[region["startLine"] - 1][region["startColumn"] - 1:
                                                   region["endColumn"] - 1]
            self.assertIn(found, ("Adebayo", "Bolsover", "07700 900123"))
            self.assertNotIn(found, json.dumps(result))

    def test_results(self):
        fixtures = SOURCE / "fixtures"
        cases = [str(fixtures / x) for x in ("actions", "empty-csv", "check-human")]
        for case in cases:
            subprocess.run(["cp", "-r", case, "."], check=True)
        with open("actions/expected.jsonl", "a", encoding="utf-8") as file:
            file.write("one more <line> & \"that\"\n")
        names = [Path(x).name for x in cases]
        junit = JUnitXml.fromstring(blot("verify", "--format", "junit", *names, status=1))
        self.assertEqual((junit.tests, junit.failures, junit.errors), (3, 1, 0))
        Path("results.tap").write_bytes(blot("verify", "--format", "tap", *names, status=1))
        tests = [x for x in Parser().parse_file("results.tap") if x.category == "test"]
        self.assertEqual([x.ok for x in tests], [False, True, True])


class Integration(unittest.TestCase):
    """What docs/ci shows, run for real."""

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name) / "repository"
        self.folder.mkdir()
        programs = Path(self.temporary.name) / "bin"
        programs.mkdir()
        (programs / "blot").symlink_to(BLOT)
        self.environment = {
            "PATH": f"{programs}:{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
            "HOME": self.temporary.name, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
            "PRE_COMMIT_HOME": f"{self.temporary.name}/pre-commit"}
        self.run_in("git init -q .")
        self.write("a.csv", "id,comment\n1,Nothing of that kind.\n")
        self.write("a.c", "int main(void) { return 0; }\n")
        self.write("fixtures/one/args", "input.txt\n")
        self.write("fixtures/one/input.txt", "Nothing of that kind.\n")
        self.write("fixtures/one/expected.jsonl",
                   '{"id":"line-1","text":"Nothing of that kind."}\n')

    def tearDown(self):
        self.temporary.cleanup()

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run_in(self, command, status=0):
        done = subprocess.run(["bash", "-e", "-c", command], cwd=self.folder, check=False,
                              env=self.environment, capture_output=True, text=True)
        self.assertEqual(done.returncode != 0, status != 0,
                         f"{command}: {done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def test_pre_commit(self):
        self.write(".pre-commit-config.yaml",
                   (SOURCE / "docs/ci/pre-commit-config.yaml").read_text(encoding="utf-8"))
        self.run_in("git add -A && pre-commit run --all-files")
        self.write("b.csv", "id,comment\n1,Mrs Adebayo rang on 07700 900123.\n")
        said = self.run_in("git add -A && pre-commit run --all-files", status=1)
        self.assertIn("b.csv:2:", said)
        self.assertNotIn("Adebayo", said)
        self.run_in("git rm -qf b.csv")
        self.write("b.py", 'PHONE = "07700 900123"\n')
        self.assertIn("b.py:1:", self.run_in("git add -A && pre-commit run --all-files", status=1))

    def workflow(self):
        path = SOURCE / "docs/ci/github-workflow.yml"
        subprocess.run([str(Path(sys.executable).parent / "check-jsonschema"),
                        "--builtin-schema", "vendor.github-workflows", str(path)],
                       check=True, capture_output=True)
        steps = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]["blot"]["steps"]
        return {s["name"]: s["run"] for s in steps if "run" in s}

    def test_github_workflow(self):
        steps = self.workflow()
        self.run_in("git add -A")
        for name, command in steps.items():
            self.run_in(command)
        json.loads((self.folder / "blot.sarif").read_text(encoding="utf-8"))
        JUnitXml.fromfile(str(self.folder / "junit.xml"))
        self.write("b.csv", "id,comment\n1,Mrs Adebayo rang on 07700 900123.\n")
        self.write("b.py", 'PHONE = "07700 900123"\n')
        self.write("fixtures/one/expected.jsonl", "{}\n")
        self.run_in("git add -A")
        said = self.run_in(steps["Records name nobody"], status=1)
        self.assertIn("::error file=b.csv,line=2,", said)
        self.run_in(steps["Source names nobody"], status=1)
        self.assertIn("b.py", (self.folder / "blot.sarif").read_text(encoding="utf-8"))
        self.run_in(steps["Fixtures come out as expected"], status=1)
        self.run_in("blot --check --format jsonl b.csv > .blot-baseline.jsonl || true")
        self.run_in(steps["Records name nobody"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=2)

"""Prints how many lines of src were run, by folder, and of error paths by themselves.

Reads what gcov says of a build made with --coverage. A file compiled into several programs counts
once: a line was run when any of them ran it. A line is on an error path when it names a failure:
it sets or explains an error, gives back a status that is one, or gives memory as out.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ERROR = re.compile(
    r"\berr_(set|hint|file|field|rule)\(|\bST_(MEMORY|IO|DATA|LIMIT|RULE|USAGE|UNAVAILABLE|INTERNAL)\b"
    r"|\breturn (fail|no_memory|out_of_memory|reader_memory|unknown|cannot)\w*\(|\breturn (st|false|NULL|-1);"
    r"|\bcmd_fail\("
)


def gcov_lines(build):
    """{source: {line: times run}} of all object files under build."""
    lines = collections.defaultdict(lambda: collections.defaultdict(int))
    notes = sorted(build.rglob("*.gcno"))
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(notes), 50):
            batch = [str(n.resolve()) for n in notes[start : start + 50]]
            made = subprocess.run(
                ["gcov", "--json-format", "--stdout", *batch], cwd=folder, capture_output=True, check=True
            )
            for report in made.stdout.splitlines():
                if report.strip():
                    take(json.loads(report), lines)
    return lines


def take(report, lines):
    for file in report["files"]:
        for line in file["lines"]:
            lines[(report["current_working_directory"], file["file"])][line["line_number"]] += line["count"]


def in_src(root, key):
    path = pathlib.PurePosixPath(key[1])
    text = str(path)
    if text.startswith("./"):
        text = text[2:]
    if path.is_absolute():
        try:
            text = str(path.relative_to(root))
        except ValueError:
            return None
    return text if text.startswith("src/") and not text.startswith("src/tools/") else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--min", type=float, default=0)
    parser.add_argument("--missing", action="store_true", help="list the lines that were not run")
    parser.add_argument("build", type=pathlib.Path)
    args = parser.parse_args()
    root = pathlib.Path.cwd()
    by_file = collections.defaultdict(lambda: collections.defaultdict(int))
    for key, counts in gcov_lines(args.build).items():
        name = in_src(root, key)
        for number, count in counts.items() if name else ():
            by_file[name][number] += count
    total = collections.defaultdict(lambda: [0, 0, 0, 0])
    for name, counts in sorted(by_file.items()):
        source = (root / name).read_text(encoding="utf-8").split("\n")
        for number, count in counts.items():
            error = bool(ERROR.search(source[number - 1]))
            for row in (total[str(pathlib.PurePosixPath(name).parent)], total["src in all"]):
                row[2 * error] += 1
                row[2 * error + 1] += count > 0
            if args.missing and not count:
                print(f"{name}:{number}: {'error: ' if error else ''}{source[number - 1].strip()}")
    print(f"{'folder':<14}{'lines':>8}{'run':>8}{'share':>8}{'error lines':>14}{'run':>8}{'share':>8}")
    for name, (plain, plain_run, error, error_run) in total.items():
        if name != "src in all":
            show(name, plain + error, plain_run + error_run, error, error_run)
    plain, plain_run, error, error_run = total["src in all"]
    show("src in all", plain + error, plain_run + error_run, error, error_run)
    show("without errors", plain, plain_run, 0, 0)
    share = (plain_run + error_run) / (plain + error)
    if share < args.min:
        print(f"less than {args.min:.0%} of the lines were run", file=sys.stderr)
    return share < args.min


def show(name, lines, run, error, error_run):
    print(
        f"{name:<14}{lines:>8}{run:>8}{run / max(lines, 1):>8.1%}{error:>14}{error_run:>8}"
        f"{error_run / max(error, 1):>8.1%}"
    )


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Runs what the documents show: commands of README.md, patterns/README.md and the manual page, and loads the rules in them.

    examples.py BLOT DOCUMENT...

A document is a Markdown file, or a manual page in mdoc. In Markdown, an indented block is a script: lines that begin with "$ "
are commands whose output follows them; without such lines all lines are commands. It runs in bash, with pipefail, in a
folder with the files of tests/docs/files. A fenced block of YAML is a file of rules. In mdoc, .Dl lines, and literal displays
in which a line begins with "$ ", are treated as indented blocks are. Fenced Python, R and SQL runs where pandas, jsonlite or duckdb is there. What is left out is named.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

FILES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "files")

# Words in a block for which it is left out, and why. Everything else is run.
LEFT_OUT = [
    (r"apt-get|sudo|\./run |cmake |ctest|dpkg|debootstrap|^packaging/|^cc ", "it installs or builds"),
    (r"pre-commit|docker|spark-submit", "it needs another program"),
    (r"^wsl ", "it is for Windows"),
]


def markdown_blocks(text):
    """(kind, line, text) of each indented block outside lists, and of each fenced one."""
    lines, blocks, at = text.split("\n"), [], 0
    while at < len(lines):
        fence = re.match(r"```(\w*)$", lines[at])
        start = at
        if fence:
            at += 1
            while lines[at] != "```":
                at += 1
            blocks.append((fence.group(1) or "text", start + 2, "\n".join(lines[start + 1:at])))
        elif lines[at].startswith("    ") and (start == 0 or lines[start - 1] == ""):
            while at < len(lines) and (lines[at].startswith("    ") or (lines[at] == "" and at + 1 < len(lines) and lines[at + 1].startswith("    "))):
                at += 1
            blocks.append(("shell", start + 1, "\n".join(x[4:] for x in lines[start:at])))
        at += 1
    return blocks


def roff_text(s):
    """An escaped line of roff as it is shown."""
    for escape, shown in ((r"\(dq", '"'), (r"\(aq", "'"), (r"\(ga", "`"), (r"\-", "-"), (r"\&", ""), (r"\e", "\\")):
        s = s.replace(escape, shown)
    return s


def mdoc_blocks(text):
    lines, blocks, display = text.split("\n"), [], None
    for number, line in enumerate(lines, 1):
        if line.startswith(".Bd -literal"):
            display = (number + 1, [])
        elif line == ".Ed":
            if display and any(x.startswith("$ ") for x in display[1]):
                blocks.append(("shell", display[0], "\n".join(display[1])))
            display = None
        elif display:
            display[1].append(roff_text(line))
        elif line.startswith(".Dl "):
            blocks.append(("shell", number, roff_text(line[4:])))
    return blocks


def commands_of(block):
    """[(command, expected output or None)]; a command goes on while its line ends in a backslash."""
    result, lines, at = [], block.split("\n"), 0
    session = any(x.startswith("$ ") for x in lines)
    while at < len(lines):
        line = lines[at]
        at += 1
        if session and not line.startswith("$ "):
            result[-1] = (result[-1][0], (result[-1][1] or "") + line + "\n")
            continue
        command = line[2:] if session else line
        while command.endswith("\\") and at < len(lines):
            command += "\n" + lines[at]
            at += 1
        result.append((command, None))
    return [(c, o) for c, o in result if c.strip()]


class Runner:
    def __init__(self, blot):
        self.blot, self.failures, self.ran, self.rules = blot, 0, 0, 0

    def fail(self, where, what):
        self.failures += 1
        print(f"{where}: {what}")

    def environment(self, folder):
        return {"PATH": os.path.dirname(self.blot) + ":" + os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8", "TERM": "dumb"}

    def bash(self, script, folder):
        return subprocess.run(["bash", "-c", script], cwd=folder, env=self.environment(folder), capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, check=False)

    def shell(self, where, block, folder):
        for pattern, why in LEFT_OUT:
            if re.search(pattern, block, re.M):
                print(f"left out: {where}: {why}")
                return
        commands = commands_of(block)
        self.ran += len(commands)
        if "--check" in block:  # finds what it is shown, and says so with status 1
            for command, _ in commands:
                done = self.bash("set -o pipefail\n" + command, folder)
                if done.returncode not in (0, 1):
                    self.fail(where, f"`{command}`: status {done.returncode}: {done.stderr}")
            return
        if any(o is not None for _, o in commands):
            for command, output in commands:
                done = self.bash("set -o pipefail\n" + command, folder)
                if done.returncode != 0 or (output is not None and done.stdout != output):
                    self.fail(where, f"`{command}` gives {done.stdout!r} {done.stderr!r}, status {done.returncode}")
            return
        done = self.bash("set -e -o pipefail\n" + "\n".join(c for c, _ in commands), folder)
        if done.returncode != 0:
            self.fail(where, f"status {done.returncode}: {done.stderr}{done.stdout}\n{block}")

    def yaml(self, where, block, folder):
        path = os.path.join(folder, "block.yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(block + "\n")
        if re.match(r"label:|rules:", block):
            self.rules += 1
            done = self.bash("blot rules test block.yaml", folder)
            if done.returncode != 0:
                self.fail(where, done.stderr + done.stdout)

    def program(self, where, kind, block, folder):
        """A block of another language, where what it takes is there."""
        needs = "import pandas, blot" if "import blot" in block else "import pandas"
        commands = {"python": (["python3", "-c", needs], ["python3", "-c", block]),
                    "r": (["Rscript", "-e", "library(jsonlite)"], ["Rscript", "-e", block]),
                    "sql": (["duckdb", "-version"], ["duckdb", "-c", block])}
        probe, command = commands[kind]
        try:
            there = subprocess.run(probe, capture_output=True, check=False).returncode == 0
        except FileNotFoundError:
            there = False
        if not there:
            print(f"left out: {where}: no {kind} with what it takes is there")
            return
        self.ran += 1
        found = {**os.environ, "PATH": self.environment(folder)["PATH"]}
        done = subprocess.run(command, cwd=folder, env=found, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            self.fail(where, done.stderr + done.stdout)

    def document(self, path):
        with open(path, encoding="utf-8") as f:
            text = f.read()
        blocks = markdown_blocks(text) if path.endswith(".md") else mdoc_blocks(text)
        if not any(kind == "shell" for kind, _, _ in blocks):
            self.fail(path, "no example was found")
        with tempfile.TemporaryDirectory(prefix="blot-docs-") as folder:
            shutil.copytree(FILES, folder, dirs_exist_ok=True)
            self.bash("gzip -k survey.jsonl && mkdir -p fixtures/one && cp export.csv fixtures/one/input.csv && "
                      "echo input.csv > fixtures/one/args && blot verify --update fixtures; cp export.csv fixtures/ && "
                      "mkdir src && echo '/* Sarah Khan wrote this. */' > src/one.c", folder)
            for kind, line, block in blocks:
                where = f"{os.path.basename(path)}:{line}"
                if kind == "shell":
                    self.shell(where, block, folder)
                elif kind == "yaml":
                    self.yaml(where, block, folder)
                elif kind in ("python", "r", "sql"):
                    self.program(where, kind, block, folder)


def main():
    runner = Runner(os.path.abspath(sys.argv[1]))
    for path in sys.argv[2:]:
        runner.document(path)
    print(f"{runner.ran} commands run, {runner.rules} files of rules loaded, {runner.failures} failures")
    return 1 if runner.failures else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Loads blot's completions into the shells themselves and presses Tab.

    completion.py BLOT

Bash, zsh and fish are tried in a pseudo-terminal each; one that is not there is skipped with a line.
"""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

# What is typed before the Tab, what must be offered or filled in, and what must not.
CASES = [
    ("blot --unc", ["--uncovered"], []),
    ("blot --uncovered wi", ["withhold"], []),
    ("blot --input=js", ["jsonl"], []),
    ("blot -i ts", ["tsv"], []),
    ("blot sug", ["suggest"], []),
    ("blot review --sani", ["--sanitised-only"], []),
    ("blot score --acc", [], ["--accept-leaks"]),
    ("blot verify --acc", ["--accept-leaks"], []),
    ("blot bound --conf", ["--confidence"], []),
    ("blot explain --format ht", ["html"], []),
    ("blot --only CON", ["CONTACT"], []),
    ("blot -o only-fi", ["only-file.csv"], []),
]

SETUP = {
    "bash": ["bash --norc --noprofile -i", "bind 'set bell-style none'; bind 'set enable-bracketed-paste off'; PS1='> '",
             "source <(blot --completion bash)"],
    "zsh": ["zsh -f -i", "unsetopt beep; PS1='> '; autoload -U compinit; compinit -u -D; zstyle ':completion:*' menu no",
            "source <(blot --completion zsh)"],
}

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>()][0-9A-B]?|\x1b\][^\x07]*\x07|[\r\x07\x08\x0f]")


class Terminal:
    def __init__(self, command, folder, path):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            env = {"PATH": path, "HOME": folder, "TERM": "xterm", "LC_ALL": "C.UTF-8"}
            os.execvpe("sh", ["sh", "-c", f"stty cols 200 rows 50; exec {command}"], env)

    def read(self, until=None, seconds=15.0, quiet=0.4):
        """What comes until it matches, or until nothing has come for a while."""
        text, end = "", time.time() + seconds
        while time.time() < end:
            if not select.select([self.fd], [], [], quiet)[0]:
                if until is None:
                    break
                continue
            try:
                text += os.read(self.fd, 65536).decode("utf-8", "replace")
            except OSError:
                break
            if until and re.search(until, ESCAPES.sub("", text)):
                break
        return ESCAPES.sub("", text)

    def send(self, text):
        os.write(self.fd, text.encode())

    def close(self):
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def ask_terminal(shell, folder, path):
    command, *setup = SETUP[shell]
    t = Terminal(command, folder, path)
    for i, line in enumerate(setup):
        t.send(f"{line}; echo read''y{i}\n")
        said = t.read(f"ready{i}")
        if f"ready{i}" not in said or "error" in said.lower() or "command not found" in said:
            raise SystemExit(f"completion.py: {shell} does not take the script: {said}")
    for typed, wanted, unwanted in CASES:
        t.send(typed)
        t.read(re.escape(typed[-6:]), 5)
        t.send("\t")
        # a shell shows only what it adds, so what was typed stands before it
        got = typed + t.read(re.escape(wanted[0][len(typed.split()[-1].split("=")[-1]):]) if wanted else None, 10)
        t.send("\x15")  # takes the line back; an interrupt would throw away what is typed next
        t.read(quiet=0.3)
        yield typed, got, wanted, unwanted
    t.close()


def ask_fish(folder, path):
    for typed, wanted, unwanted in CASES:
        script = f"blot --completion fish | source; complete -C '{typed}'"
        done = subprocess.run(["fish", "--no-config", "-c", script], cwd=folder, text=True, capture_output=True,
                              env={"PATH": path, "HOME": folder, "TERM": "xterm", "LC_ALL": "C.UTF-8"}, check=False)
        if done.returncode != 0 or done.stderr:
            raise SystemExit(f"completion.py: fish: {done.stderr}")
        yield typed, done.stdout, wanted, unwanted


def main():
    blot = os.path.abspath(sys.argv[1])
    failures = 0
    with tempfile.TemporaryDirectory(prefix="blot-completion-") as folder:
        os.mkdir(os.path.join(folder, "bin"))
        os.symlink(blot, os.path.join(folder, "bin", "blot"))
        open(os.path.join(folder, "only-file.csv"), "w", encoding="utf-8").close()
        path = os.path.join(folder, "bin") + ":/usr/bin:/bin"
        for shell in ("bash", "zsh", "fish"):
            if not shutil.which(shell):
                print(f"skipped: {shell} is not there")
                continue
            answers = ask_fish(folder, path) if shell == "fish" else ask_terminal(shell, folder, path)
            for typed, got, wanted, unwanted in answers:
                for word in wanted:
                    if word not in got:
                        failures += 1
                        print(f"{shell}: {typed}<Tab> does not offer {word}: {got!r}")
                for word in unwanted:
                    if word in got:
                        failures += 1
                        print(f"{shell}: {typed}<Tab> offers {word}")
            print(f"{shell}: {len(CASES)} completions tried")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

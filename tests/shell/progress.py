#!/usr/bin/env python3
"""Progress stands on a terminal's standard error and nowhere else.

    progress.py BLOT
"""

import os
import pty
import re
import subprocess
import sys
import threading
import time

RECORD = b"Sarah Khan (14) stays in Luton.\n"


def run(blot, *options, terminal=False, slow=True, env=None):
    """Feeds blot for 1.6 seconds; gives what came out on standard output and standard error."""
    leader, follower = pty.openpty() if terminal else (None, None)
    started = subprocess.Popen([blot, "-i", "text", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=follower if terminal else subprocess.PIPE,
                               env={"PATH": "/usr/bin:/bin", "TERM": "xterm", **(env or {})})
    said = []

    def listen():
        while True:
            try:
                piece = os.read(leader, 4096) if terminal else started.stderr.read1(4096)
            except OSError:
                return
            if not piece:
                return
            said.append(piece)

    listener = threading.Thread(target=listen)
    if terminal:
        os.close(follower)
    listener.start()
    for _ in range(8 if slow else 1):
        started.stdin.write(RECORD)
        started.stdin.flush()
        time.sleep(0.2 if slow else 0)
    started.stdin.close()
    out = started.stdout.read()
    assert started.wait() == 0, said
    listener.join()
    if terminal:
        os.close(leader)
    return out, b"".join(said).decode()


def check(ok, what):
    if not ok:
        print(f"progress.py: {what}")
        sys.exit(1)


def main():
    blot = os.path.abspath(sys.argv[1])
    line = r"\d+ B, \d records, \d+ B/s"
    quiet, err = run(blot)
    check(err == "", f"progress where there is no terminal: {err!r}")
    out, err = run(blot, "--progress")
    check(out == quiet, "the output is another with --progress")
    check(re.fullmatch(rf"(blot: {line}\n)+", err), f"--progress: {err!r}")
    out, err = run(blot, terminal=True)
    check(out == quiet, "the output is another on a terminal")
    check(re.search(rf"\r\x1b\[K\x1b\[2mblot: {line}\x1b\[0m", err), f"on a terminal: {err!r}")
    check(err.endswith("\r\x1b[K"), f"the line is left standing: {err!r}")
    check("\n" not in err, f"lines on a terminal: {err!r}")
    _, err = run(blot, terminal=True, env={"NO_COLOR": "1"})
    check(re.search(rf"\r\x1b\[Kblot: {line}", err) and "\x1b[2m" not in err, f"NO_COLOR: {err!r}")
    start = time.monotonic()
    _, err = run(blot, terminal=True, slow=False)
    check(err == "" or time.monotonic() - start > 1.0, f"a short run: {err!r}")
    print("progress where it belongs")


if __name__ == "__main__":
    main()

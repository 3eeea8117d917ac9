"""What the tests of faults share.

Each file beside this one is a test of its own: its functions test_* run in turn, each in an empty
folder that is removed after it. CTest says where blot and the shim are (BLOT, SHIM), and what is in
the build besides (SANITIZED, INSTRUMENTED). A test that cannot run here says why and is skipped.

Everything that blot puts out is looked through for CANARIES, which stand in the inputs: on standard
output, standard error, and in every file it leaves. Inputs are made with write(), what may hold
them besides is named with may_hold().
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

BLOT = os.environ["BLOT"]
SHIM = os.environ.get("SHIM", "")
SANITIZED = os.environ.get("SANITIZED") == "1"
INSTRUMENTED = os.environ.get("INSTRUMENTED", "0") == "1" or SANITIZED  # or coverage is counted

# Few rules, of which a run starts at once: for tests that need many runs.
QUICK = ("--no-default-rules", "-r", os.path.join(os.path.dirname(os.path.abspath(__file__)), "rules.yaml"))

NAME = "Sarah Khan"
CANARIES = [b"Sarah", b"Khan", b"943 476 5919", b"9434765919", b"07700 900123", b"LU3 2RR"]

SKIPPED = 77  # CTest: SKIP_RETURN_CODE

_inputs = set()


class Failed(Exception):
    pass


class Skip(Exception):
    pass


def check(holds, what):
    if not holds:
        raise Failed(what)


class Run:
    """What one run brought."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err
        self.text = err.decode("utf-8", "replace")

    def lines(self):
        return self.out.splitlines(keepends=True)

    def expect(self, status, *words):
        """The status is that, and the message holds all of these words."""
        shown = self.text.strip()[-400:]
        check(self.status == status, f"status {self.status}, not {status}: {shown}")
        for word in words:
            check(word in self.text, f"the message does not say {word!r}: {shown}")
        return self


def environment(env, fault):
    e = dict(os.environ)
    e.pop("LD_PRELOAD", None)
    if fault or any(k.startswith("FAULT") for k in env or {}):
        e["LD_PRELOAD"] = SHIM
        # The sanitisers want to be loaded first; the shim leaves malloc to them.
        e["ASAN_OPTIONS"] = "verify_asan_link_order=0:" + e.get("ASAN_OPTIONS", "")
    if fault:
        e["FAULT"] = fault
    e.update(env or {})
    return e


def no_canary(data, where):
    for canary in CANARIES:
        check(canary not in data, f"{canary.decode()!r} got out in {where}")


def blot(*args, data=b"", fault=None, env=None, limits=(), stdout=subprocess.PIPE, leaks=False,
         seconds=120):
    """Runs blot. fault: a plan for the shim; limits: (resource, value)."""
    if isinstance(data, str):
        data = data.encode()

    def before():
        for what, value in limits:
            resource.setrlimit(what, (value, value))

    p = subprocess.run([BLOT, *args], input=data, stdout=stdout, stderr=subprocess.PIPE,
                       env=environment(env, fault), preexec_fn=before, timeout=seconds)
    run = Run(p.returncode, p.stdout or b"", p.stderr)
    if not leaks:
        no_canary(run.out, f"the output of {args}")
        no_canary(run.err, f"a message of {args}")
    return run


def write(name, data):
    """An input, which may hold anything."""
    with open(name, "wb") as f:
        f.write(data.encode() if isinstance(data, str) else data)
    may_hold(name)
    return name


def may_hold(name):
    _inputs.add(os.path.realpath(name))


def read(name):
    with open(name, "rb") as f:
        return f.read()


def fewer(n):
    """So many, or a fifth of them where each run takes ten times as long."""
    return max(n // 5, 1) if SANITIZED else n


def counts(name="counts"):
    """What the shim counted."""
    return {k: int(v) for k, v in (line.split() for line in read(name).decode().splitlines())}


def whole_lines(out, good):
    """True when out is some of the first lines of good, none of them cut."""
    return good.startswith(out) and (not out or out.endswith(b"\n"))


def _look_through(folder):
    for where, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(where, name)
            if os.path.realpath(path) not in _inputs and os.path.isfile(path):
                no_canary(read(path), f"the file {name}")


def _one(name, test):
    home, folder = os.getcwd(), tempfile.mkdtemp(prefix="blot-fault-")
    _inputs.clear()
    os.chdir(folder)
    started = time.monotonic()
    try:
        test()
        _look_through(folder)
        print(f"ok      {name}  ({time.monotonic() - started:.1f} s)", flush=True)
        return 0
    except Skip as why:
        print(f"skipped {name}: {why}", flush=True)
        return SKIPPED
    except (Failed, subprocess.TimeoutExpired, UnicodeDecodeError, OSError, ValueError) as why:
        print(f"FAILED  {name}: {type(why).__name__}: {why}", flush=True)
        return 1
    finally:
        os.chdir(home)
        shutil.rmtree(folder)


def main(module):
    """Runs the functions test_* of a module."""
    os.umask(0o022)
    tests = [(n, f) for n, f in module.items() if n.startswith("test_") and callable(f)]
    results = [_one(n, f) for n, f in tests if len(sys.argv) < 2 or sys.argv[1] in n]
    if 1 in results:
        sys.exit(1)
    sys.exit(SKIPPED if results and all(r == SKIPPED for r in results) else 0)

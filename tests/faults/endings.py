"""9. However the run ends, nothing half made and no core stays behind."""
import signal
import threading

from faults import *


def start(*args, **how):
    how.setdefault("stdout", subprocess.PIPE)
    return subprocess.Popen([BLOT, *args], stdin=subprocess.PIPE, stderr=subprocess.PIPE, **how)


def feed(p, records=3000):
    """Gives records until blot has certainly read some, and keeps the input open."""
    p.stdin.write(f"told {NAME} (14)\n".encode() * records)
    p.stdin.flush()


def wait_for(holds, what):
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise Failed(what)


def temporary():
    return [f for f in os.listdir(".") if f.startswith(".")]


def test_reader_goes_away():
    script = f"'{BLOT}' | head -1"
    text = f"told {NAME} (14)\n" * 100000
    for jobs in ("", "-j 3"):
        p = subprocess.run(["bash", "-c", f"set -o pipefail; '{BLOT}' {jobs} {' '.join(QUICK)} | head -1"],
                           input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        check(p.returncode in (141, 2), f"{script}: status {p.returncode}")
        check(p.stderr == b"", f"not quiet: {p.stderr}")
        check(p.stdout.count(b"\n") == 1, "head had no line")


def test_standard_output_closed():
    p = subprocess.run(f"echo 'told {NAME}' | '{BLOT}' >&-", shell=True, capture_output=True)
    check(p.returncode == 2, f"status {p.returncode}")
    no_canary(p.stderr, "the message")
    p = subprocess.run(f"'{BLOT}' <&-", shell=True, capture_output=True)
    check(p.returncode == 2 and p.stdout == b"", "standard input closed is not an empty input")
    p = subprocess.run(f"echo 'told {NAME}' | '{BLOT}' -o out.jsonl >&- 2>&-", shell=True)
    check(p.returncode == 0, f"status {p.returncode} though nothing was to be said")


def test_signals_leave_no_file():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGSEGV,
                   signal.SIGABRT):
        if SANITIZED and number in (signal.SIGSEGV, signal.SIGABRT):
            continue  # the sanitiser's own
        p = start("-i", "text", *QUICK, "-o", "out.jsonl", "--on-error", "quarantine", "--quarantine",
                  "aside")
        feed(p)
        wait_for(lambda: len(temporary()) == 2, "the temporary files do not come")
        p.send_signal(number)
        _, err = p.communicate()
        check(p.returncode == -number, f"{number}: status {p.returncode}")
        check(os.listdir(".") == [], f"{number}: left {os.listdir('.')}")
        no_canary(err, "a message")


def test_ignored_signals_stay_ignored():
    p = start(*QUICK, "-i", "text", "-o", "out.jsonl",
              preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    feed(p)
    wait_for(temporary, "the temporary file does not come")
    p.send_signal(signal.SIGHUP)
    p.communicate()
    check(p.returncode == 0 and os.path.exists("out.jsonl"), f"status {p.returncode}")


def test_no_core():
    """With core dumps on: in this folder, or by a program that collects them."""
    if SANITIZED:
        raise Skip("the sanitiser handles the signal")
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    p = start("-i", "text", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (hard, hard)))
    feed(p)
    wait_for(lambda: read(f"/proc/{p.pid}/limits").split(b"Max core file size")[1].split()[0] == b"0",
             "core files are not off")
    p.send_signal(signal.SIGSEGV)
    p.communicate()
    check(p.returncode == -signal.SIGSEGV, f"status {p.returncode}")
    check(os.listdir(".") == [], f"left {os.listdir('.')}")
    blot(data="x\n", env={"FAULT_ATTACK": "attack"})
    check("core refused" in read("attack").decode(), "a program that collects cores would get one")


main(globals())

"""12. No socket, no program, no file that was not asked for; and the sandbox that sees to it."""
import re

from faults import *

TRIED = ["read-file", "write-file", "read-process", "socket", "unix-socket", "ptrace", "process", "program"]


def traced(*args, status=0):
    """The system calls of a run, one a line."""
    if INSTRUMENTED:
        raise Skip("sanitisers and coverage make calls of their own")
    if not shutil.which("strace"):
        raise Skip("strace is not installed")
    p = subprocess.run(["strace", "-f", "-qq", "-o", "trace", BLOT, *args], input=b"", capture_output=True)
    if not os.path.exists("trace") or b"ptrace" in p.stderr:
        raise Skip("strace may not trace here")
    check(p.returncode == status, f"status {p.returncode}: {p.stderr[-300:]}")
    may_hold("trace")
    # the number of the thread, where strace prints one, is left out
    return [re.sub(r"^\d+ +", "", line) for line in read("trace").decode("utf-8", "replace").splitlines()]


LIBRARY = re.compile(r'"(/etc/ld\.so\.(cache|preload)|(/usr|/usr/local)?/lib[^"]*\.so[^"]*|[^"]*/gconv/[^"]*)"')


def files_of(calls):
    """What was opened, libraries apart."""
    opened = [c for c in calls if re.match(r"(open|openat|openat2|creat)\(", c) and "O_PATH" not in c]
    return [re.search(r'"([^"]*)"', c).group(1) for c in opened if not LIBRARY.search(c) and " = -1" not in c]


def check_calls(calls, allowed):
    for call in calls:
        name = call.split("(")[0]
        check(name not in ("socket", "socketpair", "connect", "bind", "sendto", "sendmsg", "fork", "vfork",
                           "ptrace", "io_uring_setup"), f"a call: {call}")
        check(name != "clone" or "CLONE_THREAD" in call, f"a process: {call}")
    programs = [c for c in calls if c.startswith("execve")]
    check(len(programs) == 1, f"programs: {programs}")
    for name in files_of(calls):
        check(any(re.fullmatch(p, name) for p in allowed), f"opened {name}")


def test_no_call_that_was_not_asked_for():
    write("input.csv", f'id,note\n1,"told {NAME}"\n2\n' + "3,so\n" * 200)
    check_calls(traced("input.csv", status=2), [r"input\.csv"])
    check_calls(traced("input.csv", "-j", "3", "--on-error", "quarantine", "--quarantine", "aside",
                       "-o", "out.jsonl", status=3),
                [r"input\.csv", r".*/?\.out\.jsonl\.\w{6}", r".*/?\.aside\.\w{6}"])
    may_hold("aside")
    write("sjis.txt", "told so\n")
    check_calls(traced("-e", "shift-jis", "sjis.txt"), [r"sjis\.txt", r".*/gconv-modules.*"])
    check_calls(traced("explain", "-i", "text", "sjis.txt"), [r"sjis\.txt"])
    check_calls(traced("--version"), [])
    check_calls(traced("rules", "list"), [])


def test_the_sandbox_is_there_before_the_first_record():
    write("input.txt", f"told {NAME}\n")
    in_force()
    calls = traced("--sandbox", "require", "input.txt")
    first = next(i for i, c in enumerate(calls) if c.startswith("read(") and "told" in c)
    before = "\n".join(calls[:first])
    check("landlock_restrict_self" in before and "PR_SET_SECCOMP" in before, "not before it")


def in_force():
    """True; or the test is skipped, for the reason that blot gives."""
    if INSTRUMENTED:
        raise Skip("sanitisers and coverage need what the sandbox takes")
    run = blot("--sandbox", "require", data="x\n")
    if run.status == 2:
        check("--sandbox require: " in run.text and "--sandbox auto" in run.text, run.text)
        raise Skip(run.text.strip())
    return run.expect(0)


def tried(*args, **env):
    env["FAULT_ATTACK"] = "attack"
    run = blot(*args, data=f"told {NAME} (14)\n" * 9000, env=env).expect(0)
    check(len(run.lines()) == 9000, "records are missing")
    return dict(line.split() for line in read("attack").decode().splitlines())


def test_nothing_gets_out():
    in_force()
    for args in [("--sandbox", "require"), (), ("--sandbox", "require", "-j", "3")]:
        got = tried(*QUICK, *args)
        check(all(got[t] == "refused" for t in TRIED), f"{args}: {got}")
    got = tried(*QUICK, "--sandbox", "off")
    check(all(got[t] == "done" for t in TRIED if t != "socket"), f"off, but {got}")


def test_outputs_and_inputs_still_work():
    in_force()
    os.makedirs("deep/er")
    write("input.txt", f"told {NAME}\n")
    os.symlink("../input.txt", "deep/link.txt")
    os.symlink("er/real.jsonl", "deep/out.jsonl")
    good = blot("input.txt", "input.txt").expect(0).out
    args = ["--sandbox", "require", "deep/link.txt", "./input.txt"]
    check(blot(*args).expect(0).out == good, "other output")
    for out in ["deep/out.jsonl", "out.jsonl", os.path.abspath("deep/er/abs.jsonl")]:
        for _ in range(2):  # the second replaces the first
            blot(*args, "-o", out).expect(0)
            check(read(out) == good, f"{out} differs")
    piped = subprocess.run(["bash", "-c", f"'{BLOT}' --sandbox require -i text <(cat input.txt) /dev/stdin <input.txt"],
                           capture_output=True)
    check(piped.stdout == good, f"by way of /dev/fd: {piped.stderr}")
    blot("--sandbox", "require", "no-such.txt").expect(2, "No such file")
    blot("--sandbox", "require", "deep").expect(2, "is a folder")
    left = [f for _, _, files in os.walk(".") for f in files if f.startswith(".")]
    check(not left, f"left {left}")


def test_a_system_without():
    if INSTRUMENTED:
        raise Skip("sanitisers and coverage turn the sandbox off")
    for what, word in [("landlock", "Landlock"), ("seccomp", "seccomp")]:
        env = {"FAULT_LACKS": what}
        run = blot("--sandbox", "require", data=f"told {NAME}\n", env=env)
        run.expect(2, "--sandbox require", word, "--sandbox auto takes what there is")
        check(run.out == b"", "a record was read")
        blot(data=f"told {NAME}\n", env=env).expect(0)
        blot("--sandbox", "off", data=f"told {NAME}\n", env=env).expect(0)


main(globals())

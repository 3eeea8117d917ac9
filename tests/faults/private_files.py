"""10. Files that blot makes are their owner's alone, and what it held is overwritten."""
import stat

from faults import *


def mode(name):
    return stat.S_IMODE(os.stat(name).st_mode)


def test_files_are_made_0600():
    os.umask(0)
    write("input.csv", f'id,note\n1,"told {NAME}"\n2\n')
    args = ["input.csv", "--on-error", "quarantine", "--quarantine", "aside", "-o"]
    for name in ("out.jsonl", "out.jsonl.gz"):
        blot(*args, name).expect(3)
        check(mode(name) == 0o600, f"{name}: mode {mode(name):o}")
        check(mode("aside") == 0o600, f"quarantine: mode {mode('aside'):o}")
    os.chmod("out.jsonl", 0o666)
    blot(*args, "out.jsonl").expect(3)
    check(mode("out.jsonl") == 0o600, "a file that was there before keeps its mode")


def test_files_are_never_others_while_they_are_written():
    os.umask(0)
    p = subprocess.Popen([BLOT, "-i", "text", *QUICK, "-o", "out.jsonl"], stdin=subprocess.PIPE,
                         stderr=subprocess.PIPE)
    p.stdin.write(f"told {NAME}\n".encode() * 5000)
    p.stdin.flush()
    for _ in range(600):
        names = [f for f in os.listdir(".") if f.startswith(".")]
        if names:
            break
        time.sleep(0.02)
    check(names and mode(names[0]) == 0o600, "the temporary file")
    p.communicate()


def seen(text, *args, data, status=0):
    """How often text stands in blot's memory when it ends."""
    env = {"FAULT_SCAN": text[::-1], "FAULT_COUNTS": "counts"}
    blot("--sandbox", "off", *args, data=data, env=env).expect(status)
    return counts()["seen"]


def test_memory_is_overwritten():
    if SANITIZED:
        raise Skip("the sanitiser keeps what is freed")
    text = f"told {NAME} (14) of LU3 2RR on 07700 900123 so\n"
    write("here-it-is.txt", text)
    check(seen("here-it-is", "here-it-is.txt", data="") > 0, "the scan finds nothing at all")
    long = ("so it went on and on, " * 20 + text) * 400
    for form, data in [("text", text), ("text", long), ("csv", f'note\n"{text[:-1]} ""x"""\n' * 1),
                       ("csv", 'a,note\n' + f'1,"{text[:-1]} ""x"" {"on " * 30000}"\n' * 3),
                       ("jsonl", '{"note":"\\u0041 ' + text[:-1] + '"}\n' + '{"b":["' + long[:-1].replace("\n", " ") + '"]}\n')]:
        for args in [(), ("-j", "2"), ("--spans=source",), ("-o", "out.jsonl.gz")]:
            for canary in (NAME, "07700 900123"):
                n = seen(canary, "-i", form, *args, data=data)
                check(n == 0, f"{form} {args}: {canary} {n} times in memory at the end")


def test_memory_is_overwritten_after_a_fault():
    if SANITIZED:
        raise Skip("the sanitiser keeps what is freed")
    text = f"told {NAME} (14)\n"
    for data in [text.encode() * 3 + b"\xff" + text.encode(), text.encode() * 1000 + b"\xff"]:
        n = seen(NAME, "-i", "text", data=data, status=2)
        check(n == 0, f"{n} times in memory at the end")
    write("aside", "")
    n = seen(NAME, "-i", "csv", "--on-error", "quarantine", "--quarantine", "aside", status=3,
             data=b"a,b\n" + f'1,"{NAME}"\n3\n'.encode() * 100 + f"1,\xff {NAME}\n".encode("latin-1"))
    check(n == 0, f"quarantine: {n} times in memory at the end")


def test_the_key_is_overwritten_and_private():
    if SANITIZED:
        raise Skip("the sanitiser keeps what is freed")
    key = "correct-horse-battery-staple-0123456789"
    write("key", key)
    os.chmod("key", 0o600)
    data = f"id,note\n1,told {NAME} so\n"
    for jobs in ("1", "2"):
        for text in (key[:20], NAME):
            n = seen(text, "-i", "csv", "-k", "key", "--project", "p", "--person", "id", "-a",
                     "NAME=pseudonym", "-j", jobs,
                     data=data)
            check(n == 0, f"-j {jobs}: {n} times in memory at the end")
    for mode_of_key in (0o640, 0o604, 0o660):
        os.chmod("key", mode_of_key)
        run = blot("-i", "csv", "-k", "key", "--project", "p", "--pseudonymise", "id", data=data).expect(2, "key", "chmod")
        check(run.out == b"", "a record went out")


def test_a_key_where_modes_are_only_shown():
    write("key", "correct-horse-battery-staple-0123456789")
    os.chmod("key", 0o600)
    ask = ["-i", "csv", "-k", "key", "--project", "p", "--pseudonymise", "id"]
    data = f"id,note\n1,told {NAME} so\n"
    run = blot(*ask, data=data, env={"FAULT_LACKS": "modes"}).expect(2, "key", "keeps no modes", "own disk")
    check(run.out == b"", "a record went out")
    blot("key", "new", "new", env={"FAULT_LACKS": "modes"}).expect(2, "keeps no modes")
    check(not os.path.exists("new"), "half a key was left")
    blot(*ask, data=data, env={"FAULT_LACKS": "kind"}).expect(0)
    check(mode("key") == 0o600, f"the key's mode is now {mode('key'):o}")
    os.chmod("key", 0o644)
    blot(*ask, data=data, env={"FAULT_LACKS": "kind"}).expect(2, "key", "0644", "own disk")


def test_no_temporary_file_elsewhere():
    write("input.txt", f"told {NAME}\n")
    os.mkdir("tmp")
    blot("input.txt", env={"TMPDIR": os.path.abspath("tmp")}).expect(0)
    check(os.listdir("tmp") == [], "a temporary file was left")


main(globals())

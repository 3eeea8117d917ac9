"""Runs under valgrind are clean: no read of what was not written, no leak."""
from faults import *


def clean(*args, data=b"", status=0):
    if SANITIZED:
        raise Skip("a sanitiser and valgrind exclude each other")
    if not shutil.which("valgrind"):
        raise Skip("valgrind is not installed")
    p = subprocess.run(["valgrind", "-q", "--error-exitcode=99", "--leak-check=full", "--show-leak-kinds=all",
                        "--errors-for-leak-kinds=all", BLOT, *args], input=data, capture_output=True)
    said = p.stderr.decode("utf-8", "replace")
    check(p.returncode == status and "==" not in said, f"{args}: status {p.returncode}: {said[:1500]}")


CSV = f'id,first name,note\n1,Sarah,"told {NAME} ""x"" (14)"\n2,Bob,LU3 2RR\n'.encode()
JSONL = ('{"a":"told ' + NAME + ' \\u00e9","n":[1.50,{"b":"LU3 2RR"}]}\n').encode() * 3


def test_csv():
    write("input.csv", CSV)
    clean("input.csv", "-j", "2", "-o", "out.jsonl.gz", "--spans=source")
    check(os.path.getsize("out.jsonl.gz") > 0, "nothing was written")


def test_json_lines():
    clean("-i", "jsonl", "--drop", "/n/1", "-a", "label", *QUICK, data=JSONL)


def test_quarantine():
    write("aside", b"")
    bad = CSV + b"3\n" + b"4,\xff,x\n5,\0,y\n"
    clean("-i", "csv", *QUICK, "--on-error", "quarantine", "--quarantine", "aside", data=bad, status=3)


def test_faults():
    clean("-i", "csv", *QUICK, data=CSV + b'3,x,"y\n', status=2)
    clean("-i", "jsonl", *QUICK, data=JSONL + b'{"a":1,"a":"x"}\n', status=2)


main(globals())

"""2. A read error is not the end of the file, and what is cut off is no record."""
from faults import *


def test_read_error():
    text = f"told {NAME} (14) so\n" * 30000  # more than two reads
    write("input.txt", text)
    good = blot("input.txt", *QUICK).expect(0).out
    for at in (1, 2, 3):
        run = blot("input.txt", *QUICK, fault=f"read:{at}:eio").expect(2, "input.txt", "cannot read")
        check(whole_lines(run.out, good) and run.out != good, "not the records before the error")
        run = blot("-j", "3", "input.txt", *QUICK, fault=f"read:{at}:eio").expect(2, "input.txt")
        check(whole_lines(run.out, good) and run.out != good, "-j 3: not the records before it")
        check(blot("input.txt", *QUICK, fault=f"read:{at}:eintr").expect(0).out == good, "EINTR")
        check(blot("input.txt", *QUICK, fault=f"read:{at}:short").expect(0).out == good, "a short read")


def test_read_error_leaves_no_file():
    write("input.txt", f"{NAME} (14)\n" * 40000)
    blot("input.txt", "-o", "out.jsonl", fault="read:2:eio").expect(2)
    check(os.listdir(".") == ["input.txt"], f"left {os.listdir('.')}")


def test_folder():
    os.mkdir("folder.csv")
    blot("folder.csv").expect(2, "folder")
    p = subprocess.run(f"'{BLOT}' <.", shell=True, capture_output=True)
    check(p.returncode == 2 and p.stdout == b"" and b"folder" in p.stderr, "a folder on standard input")


def test_cut_off_json():
    first = '{"note":"seen"}\n'
    second = '{"note":"' + NAME + ' \\u00e9 (14)","n":[1,2,{"a":true}]}'
    for cut in range(1, len(second), 4 if SANITIZED else 1):
        run = blot("-i", "jsonl", *QUICK, data=first + second[:cut]).expect(2, "record 2", "row 2")
        check(run.lines() == [first.encode()], f"cut at {cut}: {len(run.lines())} records")


def test_cut_off_csv():
    rows = f'id,note\n1,seen\n2,"{NAME}, 14"'
    for cut in range(len(rows) - 12, len(rows)):
        run = blot("-i", "csv", *QUICK, data=rows[:cut]).expect(2, "record 2", "row 3")
        check(run.lines() == [b'{"id":"1","note":"seen"}\n'], f"cut at {cut}")
    run = blot("-i", "csv", data="id,note\n1,seen\n2").expect(2, "record 2")
    check(len(run.lines()) == 1, "half a row went out")


def test_cut_off_characters():
    for encoding in ("utf-8", "utf-16le"):
        data = f"seen\n{NAME} of Orléans, é".encode(encoding)[:-1]
        run = blot("-e", encoding, data=data).expect(2, "record 2")
        check(run.lines() == [b'{"id":"line-1","text":"seen"}\n'], f"{encoding}: {run.out}")
    half = "seen\n😀".encode("utf-16le")[:-2]
    check(len(blot("-e", "utf-16le", data=half).expect(2, "record 2").lines()) == 1, "half a pair")


main(globals())

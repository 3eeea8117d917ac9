"""6. A broken row never swallows others; limits say which option raises them."""
from faults import *


def rows(n):
    return ["id,note\n"] + [f'{i},"told {NAME} ({i % 90 + 10})"\n' for i in range(1, n + 1)]


def test_one_stray_quote_in_a_thousand_rows():
    for row in (1, 500, 1000):
        for broken in [f'{row},told "{NAME}\n', f'{row},"told {NAME}\n', f'{row},"told" {NAME}\n']:
            table = rows(1000)
            table[row] = broken
            run = blot("-i", "csv", *QUICK, data="".join(table)).expect(2)
            check(f"record {row}, row {row + 1}" in run.text, f"row {row}: {run.text}")
            check(len(run.lines()) == row - 1, f"row {row}: {len(run.lines())} records")


def test_rows_of_another_length():
    for extra in ["", ",3", ",,"]:
        table = rows(1000)
        table[700] = f"700{extra}\n" if not extra else f"700,{NAME}{extra}\n"
        run = blot("-i", "csv", *QUICK, data="".join(table)).expect(2, "record 700", "row 701")
        check(len(run.lines()) == 699, f"{len(run.lines())} records")


def test_limits_name_their_option():
    long = f"id,note\n1,seen\n2,told {NAME} so {'so ' * 1000}\n"
    run = blot("-i", "csv", "--max-record", "2K", data=long).expect(2, "record 2", "--max-record")
    check(len(run.lines()) == 1, "the long record went out")
    blot("-i", "csv", "--max-record", "4K", "--uncovered", "pass", data=long).expect(0)
    run = blot("-i", "csv", "--max-record", "2K", data='a\n"' + "x\n" * 2000).expect(2, "--max-record")
    check("quote" in run.text, "the quote that was left open is not named")


def line_of_300_mb():
    with open("input.txt", "wb") as f:
        f.write(NAME.encode())
        for _ in range(300):
            f.write(b"word " * 209715)
    may_hold("input.txt")


def test_a_line_of_300_mb_in_300_mb():
    if SANITIZED:
        raise Skip("a sanitiser needs more address space than that")
    line_of_300_mb()
    space = [(resource.RLIMIT_AS, 300 << 20)]
    run = blot("input.txt", "-o", "out.jsonl", limits=space).expect(2, "record 1", "--max-record")
    check(run.out == b"" and os.listdir(".") == ["input.txt"], "something was written")
    run = blot("input.txt", "-o", "out.jsonl", "--max-record", "1G", limits=space)
    run.expect(2, "out of memory")
    check(run.out == b"" and os.listdir(".") == ["input.txt"], "something was written")


main(globals())

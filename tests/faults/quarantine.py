"""13. Records that cannot be processed go aside as they came; records in are always records out and
records in quarantine."""
import random

from faults import *

ASIDE = ("--on-error", "quarantine", "--quarantine", "aside")


def explosive():
    write("rule.yaml", """label: NAME
rules:
  - id: explodes
    about: a pattern that explodes
    kind: decisive
    at: [word]
    pattern: |
      (?<NAME> (?: \\w+ )+ [ ] \\w+ [ ] \\w+ [ ] (?: b | ! ) )
    match:
      - '[[aaa aaa aaa b]]'
    skip:
      - 'none'
""")
    return ("-r", "rule.yaml")


def check_run(run, records, faulty):
    """Counts, and each number and reason once on standard error, in order."""
    may_hold("aside")
    out = len(run.lines())
    check(out == len(records) - len(faulty), f"{out} of {len(records)} records with {len(faulty)} faulty")
    check(f"{len(records)} records read, {out} written, {len(faulty)} put into quarantine" in run.text,
          run.text[-200:])
    named = [int(line.split("record ")[1].split(",")[0].split(":")[0])
             for line in run.text.splitlines() if "put into quarantine" in line and "record " in line
             and "records read" not in line]
    check(named == [n for n in sorted(faulty)], f"named {named}, not {sorted(faulty)}")


def test_every_kind_of_fault():
    write("aside", "")
    for form, head, good, bad in [
            ("csv", b"id,note\n", b'1,"told ""him"",\nso"\n',
             [b"2\n", b"3,a,b\n", b"4,Ren\xe9 " + NAME.encode() + b"\n", b'5,"a\0b ' + NAME.encode() + b'"\n',
              b"\n", b'6,"\xff\n' + NAME.encode() + b'",7\n']),
            ("tsv", b"id\tnote\n", b"1\ttold so\n", [b"2\n", b"3\ta\tb\n", b"4\t\xe9" + NAME.encode() + b"\n", b"\n"]),
            ("jsonl", b"", b'{"a":"told so","n":1.50}\n',
             [b"nothing\n", b'{"a":"' + NAME.encode() + b'",}\n', b'{"a":1,"a":"' + NAME.encode() + b'"}\n',
              b'{"a":"\\u0000"}\n', b'{"a":"\xe9"}\n', b"[1]\n", b'{"a":"' + NAME.encode() + b'"\n', b'{"a":01}\n']),
            ("text", b"", b"told so\n", [b"\xff" + NAME.encode() + b"\n", b"a\0b\n", b"\xed\xa0\x80\n"])]:
        rng = random.Random(form)
        records = [good] * fewer(150) + bad * fewer(10)
        rng.shuffle(records)
        records.append(good)
        faulty = {i + 1 for i, r in enumerate(records) if r != good}
        runs = []
        for args in [(), ("-j", "3"), ("--line-buffered",)]:
            run = blot("-i", form, *QUICK, *ASIDE, *args, data=head + b"".join(records)).expect(3)
            check_run(run, records, faulty)
            check(read("aside") == b"".join(r for r in records if r != good), f"{form}: not as it came")
            runs.append((run.out, run.err))
        check(runs[0] == runs[1] == runs[2], f"{form}: -j or --line-buffered changes something")
        for piece in ("7",) if SANITIZED else ("1", "7", "4096"):
            run = blot("-i", form, *QUICK, *ASIDE, data=head + b"".join(records), env={"FAULT_PIECE": piece})
            check((run.out, run.err) == runs[0], f"{form}: pieces of {piece} change something")


def test_encodings():
    for encoding in ("utf-16le", "utf-16be"):
        lines = [line.encode(encoding) for line in ["so\n", f"\u0a0d\u0d0a {NAME}\n", "fi\u014ae\n", "last"]]
        half = "\ud800".encode(encoding, "surrogatepass")
        lines[1] = half + lines[1]
        lines[3] = lines[3] + half
        run = blot("-e", encoding, *QUICK, *ASIDE, data=b"".join(lines)).expect(3)
        check_run(run, lines, {2, 4})
        check(read("aside") == lines[1] + lines[3] + "\n".encode(encoding), f"{encoding}: not as it came")
    lines = [b"so \x93\x94\n", b"told \x81 " + NAME.encode() + b"\n", b"caf\xe9\n"]
    run = blot("-e", "windows-1252", *QUICK, *ASIDE, data=b"".join(lines)).expect(3)
    check_run(run, lines, {2})
    check(read("aside") == lines[1], "windows-1252: not as it came")
    blot("-e", "shift-jis", *ASIDE, data="x\n").expect(2, "iconv -f shift-jis")


def test_limits_put_a_record_aside():
    rule = explosive()
    records = [f"line {i}: {NAME} was told so\n" for i in range(300)]
    records[200] = "a" * 50_000 + f" and told {NAME}\n"
    for jobs in ("1", "4"):
        run = blot(*rule, *ASIDE, "-j", jobs, data="".join(records)).expect(3, "rule explodes")
        check_run(run, records, {201})
        check(read("aside").decode() == records[200], "not as it came")


def test_what_redaction_makes_of_keys():
    line = '{"a":1,"told 07700 900123":1,"told 07700 900124":2}\n'
    run = blot("-i", "jsonl", "-a", "label", *ASIDE, data='{"a":1}\n' + line + '{"a":2}\n').expect(3)
    check_run(run, ["", line, ""], {2})
    check(read("aside").decode() == line, "not as it came")
    run = blot("-i", "jsonl", "--spans", *ASIDE, data='{"a":1}\n{"redactions":"' + NAME + '"}\n').expect(3)
    check_run(run, ["", ""], {2})


def test_what_always_stops():
    for data, args in [('a,b\n1,"told\n2,x\n', ()), ('a,b\n1,to"ld\n2,x\n', ()),
                       ("a,b\n1," + "x" * 5000 + "\n2,x\n", ("--max-record", "1K")),
                       ("a,a\n1,2\n", ()), (b"a,\xff\n1,2\n", ()), ("", ("nosuch.csv",))]:
        blot("-i", "csv", *ASIDE, *args, data=data).expect(2)
        may_hold("aside")
    write("input.csv", f'a,b\n1\n2,"{NAME}\n')
    blot("input.csv", *ASIDE, "-o", "out.jsonl").expect(2)
    check(not os.path.exists("out.jsonl"), "an output that is not whole")


def test_after_a_stop_nothing_is_missing():
    """With standard output, where the records before the fault are out, so are those in quarantine."""
    write("input.csv", f'a,b\n1,so\n{NAME}\n2,so\n3,"{NAME}\n')
    run = blot("input.csv", *ASIDE).expect(2, "row 5")
    may_hold("aside")
    check(len(run.lines()) == 2 and read("aside").decode() == f"{NAME}\n", "a record is in neither")


def test_quarantine_that_cannot_be_written():
    write("input.csv", "a,b\n" + f"{'1' * 400}\n" * 1500 + "2,so\n")
    plan = "write:1:enospc"
    run = blot("input.csv", *QUICK, "--sandbox", "off", *ASIDE, "-o", "out.jsonl", fault=plan)
    check(run.status == 2 and "No space left" in run.text, f"{run.status} {run.text[-200:]}")
    check(os.listdir(".") == ["input.csv"], f"left {os.listdir('.')}")
    p = subprocess.run(f"'{BLOT}' input.csv {' '.join(QUICK)} {' '.join(ASIDE)} 2>/dev/full", shell=True,
                       capture_output=True)
    check(p.returncode == 2, "reasons that nobody sees")


def test_files_that_are_the_same():
    write("input.csv", f"a,b\n1,{NAME}\n2\n")
    for args, word in [(("-o", "aside"), "at once"), (("-o", "./aside"), "at once"),
                       (("--quarantine", "input.csv"), "at once"), (("--quarantine", "/dev/stdout"), "at once")]:
        blot("input.csv", *ASIDE, *args).expect(2, word)
        check(read("input.csv").decode() == f"a,b\n1,{NAME}\n2\n", "the input is gone")
    for args in [("--on-error", "quarantine"), ("--quarantine", "aside"),
                 ("--on-error", "quarantine", "--quarantine", "-"), ("--on-error", "go-on")]:
        blot(*args, data="x\n").expect(2)


def test_several_inputs_count_on():
    write("1.csv", "a,b\n1\n2,so\n")
    write("2.csv", "a,b\n3,so\n4\n")
    run = blot("1.csv", "2.csv", *QUICK, *ASIDE).expect(3, "1.csv: record 1, row 2", "2.csv: record 4, row 3")
    check_run(run, ["", "", "", ""], {1, 4})
    check(read("aside") == b"1\n4\n", "not as it came")


main(globals())

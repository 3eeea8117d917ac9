"""11. Nothing that steers a terminal reaches it raw: not from names of files, keys, headers, options,
nor from text."""
import json
import pty

from faults import *

ESC = "\x1b]0;stolen\x07\x1b[2J"
C1 = "\u009bm\u0085"
NASTY = ESC + C1 + "\x7f\x08\r"
SHOWN = set(range(0x20, 0x7F)) | {0x0A}


def no_control(data, where):
    text = data.decode("utf-8")  # fails when it is not
    bad = {f"U+{ord(c):04X}" for c in text
           if (ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0 or "\u202a" <= c <= "\u202e"}
    check(not bad, f"{where}: {', '.join(sorted(bad))} raw: {data[:200]!r}")


def quiet(run, where):
    no_control(run.err, f"standard error, {where}")
    no_control(run.out, f"standard output, {where}")
    return run


def test_names_of_files():
    name = "in" + NASTY.replace("/", "") + "\u202e.csv"
    quiet(blot(name), "a file that is not there").expect(2)
    write(name, "a,b\n1,2\n1\n")
    quiet(blot(name), "a file with a fault").expect(2)
    quiet(blot(name, "-o", "no" + NASTY + "/x"), "an output").expect(2)
    quiet(blot("-r", name, data="x\n"), "rules").expect(2)
    quiet(blot("-L", "given=" + name, data="x\n"), "a word list")
    quiet(blot("--leave", name + "x", data="x\n"), "phrases").expect(2)
    quiet(blot("--weights", name, data="x\n"), "weights").expect(2)
    quiet(blot("verify", name), "verify").expect(2)
    quiet(blot("score", name), "score").expect(2)
    os.mkdir("d" + ESC)
    quiet(blot("d" + ESC), "a folder").expect(2)


def test_values_of_options():
    for option in ["--input", "-e", "--invalid", "-d", "--max-record", "-a", "--only", "--disable",
                   "--jobs", "--uncovered", "--match-limit", "-t", "--drop", "--known", "--spans=" + ESC,
                   "--on-error", "--quarantine", "--sandbox", "--also", "--deny", "-L", "--offsets"]:
        args = [option] if "=" in option else [option, NASTY]
        quiet(blot(*args, data="id,note\n1,2\n"), option)
    quiet(blot("--" + NASTY, data="x\n"), "an option").expect(2)
    quiet(blot("-\x1b", data="x\n"), "a letter").expect(2)
    quiet(blot(ESC, data="x\n"), "an argument").expect(2)


def test_headers_and_keys():
    quiet(blot("-i", "csv", data=f'"{NASTY}",b\n1,2\n'), "a header")
    quiet(blot("-i", "csv", data=f'"{NASTY}",b\n1\n').expect(2), "a header and a fault")
    quiet(blot("-i", "csv", data=f'"{NASTY}","{NASTY}"\n1,2\n').expect(2), "a header twice")
    key = json.dumps("k" + NASTY)
    quiet(blot("-i", "jsonl", data="{" + key + ":1," + key + ":2}\n").expect(2), "a key twice")
    quiet(blot("-i", "jsonl", data="{" + key + ":1e}\n").expect(2), "a key and a fault")


def test_messages_name_no_column_of_a_file_without_header():
    data = f"{NAME},told so\nBob,x\n"
    for args in [("-t", "nosuch"), ("-t", "#9"), ("--drop", "#1", "--pass-unscanned", "#1"),
                 ("-t", "#1", "--drop", "#1")]:
        blot("-i", "csv", *args, data=data).expect(2)


def test_text():
    for form, data in [("text", f"told {NAME} {NASTY}\n"), ("csv", f'a\n"told {NAME} {NASTY}"\n'),
                       ("tsv", f"a\ttold\n{NAME}\t{NASTY}\n"),
                       ("jsonl", json.dumps({"a": f"told {NAME} {NASTY}", NASTY: 1}) + "\n"),
                       ("jsonl", '{"' + C1 + '\x7f":"told ' + NAME + " " + C1 + '","b":"' + C1 + '\x7f"}\n')]:
        for args in [(), ("--spans",), ("--uncovered", "pass")]:
            run = quiet(blot("-i", form, *args, data=data), f"{form} {args}")
            check(all(json.loads(line) for line in run.lines()), f"{form}: no JSON")
    line = '{"k' + C1 + '":"x' + C1 + '\x7f","n":[1.50,"' + C1 + '"]}'
    run = blot("-i", "jsonl", "--uncovered", "pass", "--only", "ID", data=line + "\n")
    check(json.loads(run.out) == json.loads(line), f"the value is another one: {run.out}")


def test_explain_and_score():
    data = f"Mrs Jones told {NAME} {NASTY} (14)\n"
    no_control(blot("explain", data=data, leaks=True).out, "explain")
    write("gold.txt", f"Mrs [[NAME:Jones]] told [[NAME:Bob]] {ESC} (14)\n")
    run = blot("score", "--misses", "5", "--fps", "5", "gold.txt", leaks=True)
    no_control(run.out + run.err, "score")


def test_on_a_terminal():
    """What is said only there: how columns are treated, what is read."""
    name = "in" + NASTY.replace("/", "") + ".csv"
    write(name, f'"{NASTY}",b,note\n1,2,x\n')
    ours, its = pty.openpty()
    p = subprocess.run([BLOT, name], stdout=subprocess.PIPE, stderr=its)
    os.close(its)
    said = b""
    try:
        while chunk := os.read(ours, 65536):
            said += chunk
    except OSError:
        pass  # the other side is closed
    os.close(ours)
    check(p.returncode == 0 and b"3 columns" in said, f"status {p.returncode}: {said!r}")
    no_control(said.replace(b"\r\n", b"\n"), "the terminal")


main(globals())

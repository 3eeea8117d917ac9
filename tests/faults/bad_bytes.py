"""5. What cannot be decoded is never beside a name that gets out, and nothing is cut off."""
import json

from faults import *

BAD = {"a continuation": b"\x80", "overlong": b"\xc0\xaf", "overlong NUL": b"\xc0\x80",
       "a surrogate": b"\xed\xa0\x80", "beyond Unicode": b"\xf4\x90\x80\x80", "Latin-1": b"\xe9",
       "0xFF": b"\xff", "cut": b"\xe2\x82", "NUL": b"\0"}


def test_bad_byte_beside_a_name():
    for name, bad in list(BAD.items())[::3 if SANITIZED else 1]:
        for text in [b"%b" + NAME.encode(), NAME.encode() + b"%b", b"Sarah%b Khan", b"Sar%bah Khan"]:
            for form in ["text", "csv", "jsonl"]:
                line = text.replace(b"%b", bad)
                data = {"text": b"seen\n" + line + b"\n", "csv": b"a,b\nseen,1\n" + line + b",2\n",
                        "jsonl": b'{"a":"seen"}\n{"a":"' + line + b'"}\n'}[form]
                run = blot("-i", form, *QUICK, data=data)
                check(run.status == 2 and "record 2" in run.text, f"{name}, {form}: {run.text}")
                check(len(run.lines()) == 1, f"{name}, {form}: {len(run.lines())} records")


def test_replaced_bytes():
    for name, bad in BAD.items():
        run = blot("--invalid", "replace", data=b"told " + bad + b" " + NAME.encode() + b" (14)\nend\n")
        run.expect(0)
        check(len(run.lines()) == 2, f"{name}: cut off")
        text = json.loads(run.lines()[0])["text"]
        check("\ufffd" in text and "[NAME_1]" in text, f"{name}: {text!r}")


def test_nul_cuts_nothing():
    for form, data in [("text", b"seen\nfine\0 " + NAME.encode() + b"\n"),
                       ("csv", b"a\nseen\n\"fine\0 " + NAME.encode() + b"\"\n"),
                       ("tsv", b"a\nseen\nfine\0 " + NAME.encode() + b"\n"),
                       ("jsonl", b'{"a":"seen"}\n{"a":"fine\\u0000 ' + NAME.encode() + b'"}\n'),
                       ("jsonl", b'{"a":"seen"}\n{"fine\\u0000b":"' + NAME.encode() + b'"}\n')]:
        run = blot("-i", form, data=data).expect(2, "record 2", "NUL")
        check(len(run.lines()) == 1, f"{form}: {run.out}")


def test_lone_surrogates():
    for text in ["\\ud83d", "\\ude00 x", "\\ude00\\ud83d"]:
        blot("-i", "jsonl", data='{"a":"' + text + NAME + '"}\n').expect(2, "record 1")
    data = "seen\n".encode("utf-16le") + b"\x3d\xd8" + f" {NAME}\n".encode("utf-16le")
    run = blot("-e", "utf-16le", data=data).expect(2, "record 2", "half a character")
    check(len(run.lines()) == 1, "a half pair went out")


def test_utf_16():
    text = f"told {NAME} (14)\n"
    good = blot(data=text).expect(0).out
    for encoding, name in [("utf-16le", "utf-16le"), ("utf-16be", "utf-16be"), ("utf-16", "utf-16")]:
        check(blot("-e", name, data=text.encode(encoding)).expect(0).out == good, f"{name} differs")
    blot("-e", "utf-16", data=text.encode("utf-16le")).expect(2, "byte order mark", "utf-16le")
    blot(data=text.encode("utf-16le")).expect(2, "NUL", "utf-16le")
    blot(data=text.encode("utf-16")).expect(2, "UTF-16")


main(globals())

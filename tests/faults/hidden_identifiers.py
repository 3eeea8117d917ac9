"""8. Identifiers are found wherever in a record they stand, however they are disguised, and across
every boundary of a read."""
import json

from faults import *

NHS = "943 476 5919"
PHONE = "07700 900123"


def test_places_in_json():
    places = ['{"told %s so":1}', '{"a":{"b":{"c":"told %s so"}}}', '{"a":["x",["told %s so"]]}',
              '{"a":"%s"}', '{"a":{"%s":{"b":[true,"%s"]}}}']
    for identifier in (NHS, PHONE, "sarah.khan@example.org"):
        data = "".join(line.replace("%s", identifier) + "\n" for line in places)
        run = blot("-i", "jsonl", data=data).expect(0)
        check(identifier.encode() not in run.out, f"{identifier} got out")
        check(len([json.loads(line) for line in run.lines()]) == len(places), "a record is missing")


def test_names_as_keys():
    data = '{"Sarah Khan":1,"a":{"Khan, Sarah":{"b":2}},"Grace Period":3,"Mark Scheme":4}\n'
    run = blot("-i", "jsonl", data=data).expect(0)
    check(list(json.loads(run.out)) == ["[NAME_1]", "a", "Grace Period", "Mark Scheme"], f"{run.out}")
    run = blot("-i", "jsonl", "-a", "mask", data='{"Sarah Khan":1,"Imran Khan":2}\n')
    run.expect(2, "two keys")


def test_names_in_tags():
    data = "id,entered,note\n1,<b>Sarah Khan</b>,so\n2,Sarah&nbsp;Khan,so\n"
    blot("-i", "csv", "-t", "note", data=data).expect(0)  # no canary gets out


def test_numbers():
    run = blot("-i", "jsonl", data='{"nhs":9434765919,"other":[1.50,9434765919]}\n').expect(0)
    check(run.out == b'{"nhs":"[ID_1]","other":[1.50,"[ID_1]"]}\n', f"{run.out}")


def test_json_escapes():
    for told in [NAME, PHONE, NHS]:
        for escaped in ["".join(f"\\u{ord(c):04x}" for c in told),
                        "".join(f"\\u{ord(c):04X}" if i % 2 else c for i, c in enumerate(told))]:
            run = blot("-i", "jsonl", data='{"a":"Mrs Jones told ' + escaped + ' (14) so"}\n').expect(0)
            value = json.loads(run.out)["a"]
            no_canary(value.encode(), f"{escaped}: {value}")
            check("[" in value, value)
    line = '{"' + "".join(f"\\u{ord(c):04x}" for c in NHS) + '":1}\n'
    run = blot("-i", "jsonl", data=line).expect(0)
    no_canary(list(json.loads(run.out))[0].encode(), "a key")


DISGUISES = {
    "no-break spaces": lambda s: s.replace(" ", "\u00a0"),
    "narrow spaces": lambda s: s.replace(" ", "\u202f"),
    "full-width digits": lambda s: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in s),
    "soft hyphens": lambda s: s[0] + "".join("\u00ad" + c for c in s[1:]),
    "zero-width spaces": lambda s: s[0] + "".join("\u200b" + c for c in s[1:]),
    "zero-width joiners": lambda s: s[0] + "".join("\u200d" + c for c in s[1:]),
    "a byte order mark": lambda s: s[:2] + "\ufeff" + s[2:],
    "combining graphemes": lambda s: s[:2] + "\u034f" + s[2:],
    "word joiners": lambda s: s[:2] + "\u2060" + s[2:],
    "as it is": lambda s: s,
}


def plain(text):
    """As a reader sees it."""
    shown = "".join(chr(ord(c) - 0xFEE0) if "\uff10" <= c <= "\uff19" else c for c in text
                    if c not in "\u00ad\u200b\u200d\ufeff\u034f\u2060")
    return shown.replace("\u00a0", " ").replace("\u202f", " ")


def test_disguises():
    cases = [(n, f, told) for n, f in DISGUISES.items() for told in (NAME, PHONE, NHS, "LU3 2RR")]
    run = blot(data="".join(f"Mrs Jones told {f(told)} so\n" for _, f, told in cases)).expect(0)
    for (name, _, told), line in zip(cases, run.lines(), strict=True):
        value = json.loads(line)["text"]
        no_canary(plain(value).encode(), f"{told} with {name}: {value!r}")


def test_combining_marks():
    for name in ["Zoe\u0308 Smith", "Rene\u0301e Jones"]:
        value = json.loads(blot(data=f"Mrs Jones told {name} (14) so\n").expect(0).out)["text"]
        check("Smith" not in value and "Jones (" not in value and "\u0308" not in value, value)


def test_every_boundary_of_a_read():
    """A file of records that put an identifier across each offset around 4, 8 and 64 KiB, read in
    pieces of 4 KiB and of other sizes: the same comes out as from one piece."""
    planted = f"told {NAME} ({'14'}) on {PHONE} so\n"
    for boundary in (4096,) if SANITIZED else (4096, 8192, 65536):
        for form in ("text", "csv", "jsonl"):
            ends = {"text": ("", "\n"), "csv": ('"', '"\n'), "jsonl": ('{"note":"', '"}\n')}[form]
            data = "note\n" if form == "csv" else ""
            for offset in range(-45, 4, 1 if form == "text" else 7):
                at = (len(data) // boundary + 1) * boundary + offset
                space = at - len(data) - len(ends[0])
                if space < 0:
                    space += boundary
                data += ends[0] + ("so it went on. " * (space // 15 + 1))[:space] + planted[:-1] + ends[1]
            write("input", data)
            whole = blot("-i", form, *QUICK, "--uncovered", "pass", "input", leaks=True).expect(0).out
            check(NAME.encode() not in whole, f"{form}: a name got out")
            for piece in (4096, 4095, 4097):
                run = blot("-i", form, *QUICK, "--uncovered", "pass", "input", leaks=True,
                           env={"FAULT_PIECE": str(piece)}).expect(0)
                check(run.out == whole, f"{form}, {boundary}: pieces of {piece} change the output")


def test_a_byte_at_a_time():
    data = f'id,note\r\n1,"told {NAME} ""(14)"" é😀"\r\n2,LU3 2RR\r\n'
    for encoding in ("utf-8", "utf-16le", "utf-16be"):
        raw = data.encode(encoding)
        args = ("-i", "csv", "-e", encoding)
        whole = blot(*args, data=raw).expect(0).out
        for piece in (1, 3) if SANITIZED else (1, 2, 3, 5):
            run = blot(*args, data=raw, env={"FAULT_PIECE": str(piece)})
            check(run.expect(0).out == whole, f"{encoding}: pieces of {piece}")


main(globals())

"""15. What looks like blot's own output in the input confuses nothing, and a second pass changes
nothing."""
import json

from faults import *


def redact(*args, data, **how):
    run = blot(*args, data=data, **how).expect(0)
    return [json.loads(line) for line in run.lines()]


def test_forged_placeholders():
    text = f"[NAME_1] told {NAME} and Mr Lewis (14), [AGE_1] or [NAME_3], of [PLACE_1] so"
    value = redact(data=text + "\n")[0]["text"]
    check(value.startswith("[NAME_1] told "), f"the forged one is gone: {value}")
    check(value.count("[NAME_1]") == 1 and value.count("[NAME_3]") == 1, f"a number twice: {value}")
    check("Lewis" not in value and value.count("[AGE_1]") == 1, value)


def test_names_inside_what_looks_like_placeholders():
    for forged in [f"[NAME_{NAME}]", f"[{NAME}]", f"[NAME_1 {NAME}]", f"[[NAME:{NAME}]]", f"[NAME_1{NAME}]",
                   f"[WITHHELD {NAME}]", f"[PLACE_{NAME}]", f"[AGE_{NAME}]", f"[NAME_k7f3qa{NAME}]",
                   f"[CONTACT_07700 900123]", f"[ID_943 476 5919]", f"[DATE_943 476 5919]",
                   f"█████{NAME}", f"[NAME_1]{NAME}[NAME_2]", f"[NAME_\u00ad1] {NAME}"]:
        value = redact(data=f"Mrs Jones told {forged} (14) so\n")[0]["text"]
        check("told" in value, value)  # that no canary got out is looked at with every run


def test_spans_in_the_input():
    spans = '[{"field":"note","label":"NAME","rule":"x","start":0,"end":3}]'
    line = '{"redactions":' + spans + ',"note":"told ' + NAME + ' (14) so"}\n'
    value = redact("-i", "jsonl", data=line)[0]
    check(json.dumps(value["redactions"], separators=(",", ":")) == spans.replace(" ", ""), f"{value}")
    check(NAME not in value["note"], f"{value}")
    for args in [("--spans",), ("--spans=source",)]:
        run = blot("-i", "jsonl", *args, data=line).expect(2, "redactions")
        check(run.out == b"", "a record with two of them")
        blot("-i", "csv", *args, data=f"redactions,note\n1,{NAME}\n").expect(2, "redactions")
    # deeper down it is a key like others
    line = '{"a":{"redactions":["told ' + NAME + ' (14) so"]}}\n'
    value = redact("-i", "jsonl", "--spans", data=line)[0]
    check(list(value) == ["a", "redactions"], f"{value}")
    escaped = '{"\\u0072edactions":1,"note":"told ' + NAME + ' so"}\n'
    blot("-i", "jsonl", "--spans", data=escaped).expect(2, "redactions")


def test_keys_like_our_own():
    keys = ["id", "text", "record", "field", "label", "rule", "start", "end", "NAME", "[NAME_1]", "__proto__",
            "toString", "", "WITHHELD", "line-1", "known"]
    line = json.dumps({k: f"Mrs Jones told {NAME} (14) so" for k in keys}) + "\n"
    value = redact("-i", "jsonl", data=line)[0]
    check(list(value) == keys, f"other keys: {list(value)}")
    check(len(set(value.values())) == 1, f"{value}")
    spans = redact("-i", "jsonl", "--spans", data=line)[0]["redactions"]
    check({s["field"] for s in spans} <= set(keys) | {"/" + k for k in keys}, f"{spans}")
    for s in spans:
        check(set(s) == {"field", "label", "rule", "start", "end"}, f"{s}")


def test_placeholders_as_keys():
    """A key that was replaced says nothing of its value that it did not say before."""
    for key, value in [(NAME, 1), ("07700 900123", "yes"), ("943 476 5919", {"x": 5}), ("LU3 2RR", [4])]:
        once = blot("-i", "jsonl", data=json.dumps({key: value}) + "\n").expect(0).out
        check(list(json.loads(once).values()) == [value] and b"[" in once, f"{once}")
        check(blot("-i", "jsonl", data=once).expect(0).out == once, f"{key}: a second pass changes {once}")


def test_spans_say_where():
    """By the spans, and nothing else, the text around is the source's."""
    text = f"é😀 Mrs Jones told {NAME} (14) of LU3 2RR on 07700 900123 so."
    for unit, size in [("codepoint", len), ("byte", lambda s: len(s.encode())),
                       ("utf16", lambda s: len(s.encode("utf-16le")) // 2)]:
        value = redact("--spans=source", "--offsets", unit, data=text + "\n")[0]
        cut = {"codepoint": lambda s, a, b: s[a:b],
               "byte": lambda s, a, b: s.encode()[a:b].decode(),
               "utf16": lambda s, a, b: s.encode("utf-16le")[2 * a:2 * b].decode("utf-16le")}[unit]
        at = source_at = 0
        for s in value["redactions"]:
            check(cut(value["text"], at, s["start"]) == cut(text, source_at, s["source_start"]), f"{s}")
            at, source_at = s["end"], s["source_end"]
        check(cut(value["text"], at, size(value["text"])) == cut(text, source_at, size(text)), "the end")


def test_a_second_pass_changes_nothing():
    lines = [f"Mrs Jones told {NAME} (14) of LU3 2RR on 07700 900123 so, 943 476 5919.",
             "[NAME_1] met Bob Nowak and [NAME_2], born 12/03/2009, at 14 Mill Lane, Luton.",
             "█████ and [WITHHELD] and [NAME] [AGE_10-13] told Aisha (9) so.", "", "nothing here",
             "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt"]
    first = blot("--uncovered", "withhold", data="\n".join(lines) + "\n")
    check(first.status in (0, 3), f"status {first.status}")
    for action in ("number", "label", "mask"):
        once = blot("-i", "text", "-a", action, data="\n".join(lines) + "\n").out
        twice = blot("-i", "jsonl", "-a", action, data=once).out
        check(once == twice, f"{action}: {[(a, b) for a, b in zip(once.splitlines(), twice.splitlines()) if a != b]}")


main(globals())

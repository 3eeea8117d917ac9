"""7. What JSON holds comes out byte for byte, or is refused."""
from faults import *

NUMBERS = ["12345678901234567890", "9007199254740993", "1.0", "0.1000", "1e400", "-0", "-0.0", "1E+2",
           "0.30000000000000004", "1e-400", "123456789012345678901234567890.12345678901234567890"]
REFUSED = ["01", "+1", ".5", "1.", "1e", "0x10", "NaN", "Infinity", "-", "1 2", "'a'", "tru", "nulls",
           "[1,]", "{\"a\":1,}", "[1 2]", "\"\\x41\"", "\"a\tb\"", "undefined", "/*c*/1"]


def test_values_byte_for_byte():
    for number in NUMBERS:
        for line in ['{"note":"%s","n":%s}' % (NAME, number), '{"n":[%s,{"m":%s}]}' % (number, number),
                     '{ "n" : %s , "note":"x" }' % number]:
            run = blot("-i", "jsonl", "--only", "NAME", *QUICK, data=line + "\n").expect(0)
            check(run.out.decode() == line.replace(NAME, "[NAME_1]") + "\n", f"{line}: {run.out}")


def test_strings_that_are_left_keep_their_escapes():
    line = r'{"a":"\u00e9\/\ud83d\ude00 é","b":true,"c":null,"d":[],"e":{},"f":" "}' + "\n"
    check(blot("-i", "jsonl", *QUICK, data=line).expect(0).out.decode() == line, "changed")


def test_refused():
    for value in REFUSED:
        data = '{"a":"seen"}\n{"note":"' + NAME + '","n":' + value + "}\n"
        run = blot("-i", "jsonl", *QUICK, data=data).expect(2, "record 2", "row 2")
        check(len(run.lines()) == 1, f"{value}: {run.out}")


def test_duplicate_keys_and_trailing_text():
    for line in ['{"a":"' + NAME + '","a":"x"}', '{"a":1,"\\u0061":"' + NAME + '"}',
                 '{"o":{"k":1,"k":"' + NAME + '"}}', '{"a":1} "' + NAME + '"', '{"a":1}}',
                 '{"a":1}{"b":"' + NAME + '"}', '["' + NAME + '"]', '"' + NAME + '"', "1"]:
        run = blot("-i", "jsonl", *QUICK, data='{"a":"seen"}\n' + line + "\n").expect(2, "record 2")
        check(len(run.lines()) == 1, f"{line}: {run.out}")


def test_deep_nesting():
    deep = '{"a":' * 100000 + '"' + NAME + '"' + "}" * 100000
    blot("-i", "jsonl", *QUICK, data=deep + "\n").expect(2, "record 1")
    blot("-i", "jsonl", *QUICK, data='{"a":' + "[" * 100000 + "\n").expect(2, "record 1")


main(globals())

"""4. A pattern that explodes on a field of 2 MB: stopped within 5 s, the rule named."""
from faults import *

RULE = """label: NAME
rules:
  - id: {id}
    about: a pattern that explodes
    kind: decisive
    at: [{at}]
    pattern: |
      {pattern}
    match:
      - '[[{good}]]'
    skip:
      - 'none'
"""


# What is wanted at the end lies too far for a look at what comes next, and may be one of two, so
# that no search for a character that must be there ends the try before it begins.
EXPLODES = "(?<NAME> (?: \\w+ )+ [ ] \\w+ [ ] \\w+ [ ] (?: b | ! ) )"


def rule(name, at, pattern, good):
    return write(f"{name}.yaml", RULE.format(id=name, at=at, pattern=pattern, good=good))


def seconds_used():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def within(seconds, *args, data):
    """Of the processor, as others may be at work on the machine too."""
    before = seconds_used()
    run = blot(*args, data=data)
    took = seconds_used() - before
    check(INSTRUMENTED or took < seconds, f"it took {took:.1f} s")
    return run


def test_one_try_explodes():
    rule("explodes", "word", EXPLODES, "aaa aaa aaa b")
    for field in ["a" * 2_000_000, "aaaaaaaaaaaaaaaaaaaaaaaaaaaa " * 70_000]:
        run = within(5, "-r", "explodes.yaml", data=f"{NAME}\n{field} and told {NAME}\n")
        run.expect(2, "record 2", "rule explodes", "too many steps")
        check(len(run.lines()) == 1, "a record went out that was not scanned to the end")


def test_many_tries_are_slow():
    rule("slow", "word", "(?<NAME> (?: a{1,3} ){1,8} b )", "aab")
    run = within(5, "--no-default-rules", "-r", "slow.yaml", "--uncovered", "pass",
                 data=f"seen\n{'aaaaaaaaaaaaaaac ' * 120_000} {NAME}\n")
    run.expect(2, "record 2", "rule slow", "slow tries")
    check(len(run.lines()) == 1, "a record went out that was not scanned to the end")


def test_no_try_is_slow_but_there_are_too_many():
    rules = "label: NAME\nrules:\n" + "".join(
        RULE.format(id=f"r{i}", at="number", pattern=r"(?<NAME> \d \s x )", good="7 x")
        .split("rules:\n")[1] for i in range(200))
    write("many.yaml", rules)
    run = within(5, "-r", "many.yaml", data="seen\n" + "7 " * 1_000_000 + NAME)
    run.expect(2, "record 2", "more tries of rules than its size allows")
    check(len(run.lines()) == 1, "a record went out that was not scanned to the end")


def test_the_built_in_rules_stay_within_the_limits():
    """Text that is nothing but triggers is redacted, and in time."""
    for text in ["1 ", "A ", "a,", "Mr ", "@", "12/"]:
        run = within(20, "--uncovered", "pass", data=text * (300_000 // len(text)))
        check(run.status in (0, 2), f"{text!r}: status {run.status}")


def test_the_limit_is_an_option():
    rule("dear", "word", "(?<NAME> (?: a | aa )+ b )", "aab")
    text = "a" * 14 + "\n"
    blot("--no-default-rules", "-r", "dear.yaml", data=text).expect(0)
    blot("--no-default-rules", "-r", "dear.yaml", "--match-limit", "50", data=text).expect(2)


def test_workers_agree():
    rule("explodes", "word", EXPLODES, "aaa aaa aaa b")
    good = [f"line {i} of {NAME}\n" for i in range(500)]
    good[333] = "a" * 100_000 + " and so on\n"
    one = blot("-r", "explodes.yaml", data="".join(good)).expect(2, "record 334")
    four = blot("-j", "4", "-r", "explodes.yaml", data="".join(good)).expect(2, "record 334")
    check(one.out == four.out and one.err == four.err, "-j 4 differs")
    check(len(one.lines()) == 333, f"{len(one.lines())} records")


main(globals())

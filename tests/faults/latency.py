"""With --line-buffered a record is out before the next is read, whatever the format."""
import select

from faults import *

PATIENCE = 20  # seconds; a reader that waits for more would wait for ever

FORMS = {
    "text": ([], [f"seen by {NAME}", "all quiet", "rang again"]),
    "jsonl": ([], [f'{{"note":"seen by {NAME}"}}', '{"note":"all quiet"}', '{"note":"rang again"}']),
    "csv": (["note,day"], [f'"seen by {NAME}, late",1', '"all\nquiet",2', "rang again,3"]),
    "tsv": (["note\tday"], [f"seen by {NAME}\t1", "all quiet\t2", "rang again\t3"]),
}


def next_line(child):
    ready, _, _ = select.select([child.stdout], [], [], PATIENCE)
    check(ready, "the record is not out")
    return child.stdout.readline().decode()


def talk(*args, form):
    """Gives a record only when the one before has come back."""
    head, records = FORMS[form]
    child = subprocess.Popen([BLOT, "-i", form, "--line-buffered", *args], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
    try:
        child.stdin.write("".join(line + "\n" for line in head).encode())
        for k, record in enumerate(records):
            child.stdin.write(f"{record}\n".encode())
            line = next_line(child)
            check(line.startswith("{") and line.endswith("}\n"), f"{form}: record {k + 1} is not whole")
            check("[NAME_1]" in line or k > 0, f"{form}: the name of record 1 stands")
        child.stdin.close()
        check(child.stdout.read() == b"", f"{form}: something is said twice")
        check(child.wait(PATIENCE) == 0, f"{form}: status {child.returncode}")
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
        child.stderr.close()


def test_each_format():
    for form in FORMS:
        talk(form=form)


def test_with_workers():
    for form in FORMS:
        talk("-j", "2", form=form)


def test_into_a_report():
    talk("--report", "report.json", form="csv")


main(globals())

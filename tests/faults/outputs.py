"""1. What cannot be written is never taken for written."""
from faults import *

TEXT = f"{NAME} (14) of LU3 2RR\n" * 12000  # well over one piece of output


def full():
    if not os.path.exists("/dev/full"):
        raise Skip("there is no /dev/full here")
    return open("/dev/full", "wb")


def test_standard_output_on_a_full_device():
    for args in [(), ("--version",), ("--help",), ("rules", "list"), ("explain",)]:
        with full() as device:
            blot(*args, data=TEXT, stdout=device).expect(2, "standard output", "No space left")


def test_file_on_a_full_device():
    full().close()
    blot("-o", "/dev/full", data=TEXT).expect(2, "/dev/full", "No space left")


def test_one_error_in_mid_stream():
    good = blot(*QUICK, data=TEXT).expect(0).out
    for fault in ["write:2:enospc", "write:2:eio", "write:1:eio"]:
        run = blot(*QUICK, data=TEXT, fault=fault).expect(2, "standard output", "cannot write")
        check(good.startswith(run.out), f"{fault}: the output is not the beginning of the right one")
    for fault in ["write:2:eintr", "write:2:short", "write:1:eagain", "write:1:short,write:2:eintr"]:
        check(blot(*QUICK, data=TEXT, fault=fault).expect(0).out == good, f"{fault} changed the output")


def test_a_file_that_cannot_be_completed_does_not_appear():
    write("input.txt", TEXT)
    for name, write_call in [("out.jsonl", 2), ("out.jsonl.gz", 1)]:
        blot("input.txt", *QUICK, "--sandbox", "off", "-o", name, env={"FAULT_COUNTS": "counts"}).expect(0)
        last = counts()["close"]  # the output is closed at the end
        os.unlink(name)
        os.unlink("counts")
        for fault in [f"write:{write_call}:enospc", f"write:{write_call}:eio", "fsync:1:eio",
                      f"close:{last}:eio", "rename:1:eio"]:
            run = blot("input.txt", *QUICK, "--sandbox", "off", "-o", name, fault=fault)
            check(run.status == 2 and name in run.text, f"{name}, {fault}: {run.status} {run.text}")
            check(os.listdir(".") == ["input.txt"], f"{fault}: left {os.listdir('.')}")


def test_a_file_that_may_not_grow():
    write("input.txt", TEXT)
    for name in ("out.jsonl", "out.jsonl.gz"):
        small = [(resource.RLIMIT_FSIZE, 1000)]
        blot("input.txt", *QUICK, "-o", name, limits=small).expect(2, name, "File too large")
        check(os.listdir(".") == ["input.txt"], f"left {os.listdir('.')}")


def test_a_report_of_a_closed_standard_output():
    run = subprocess.run(f"echo '{NAME}' | '{BLOT}' >&-", shell=True, stderr=subprocess.PIPE)
    check(run.returncode == 2, f"status {run.returncode} with standard output closed")
    no_canary(run.stderr, "the message")


main(globals())

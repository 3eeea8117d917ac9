"""Redacts a folder of JSON lines on an Apache Spark cluster.

    spark-submit redact_spark.py -b /usr/local/bin/blot IN OUT -- -t note --spans

IN: a file or folder of JSON lines, UTF-8, plain or .gz (a .gz is not split: one worker reads all of it).
OUT: a folder that does not exist yet; part-00000 … hold the records in their order. It appears when it
is complete: written beside it, counted (records in = records out), then renamed.
-b: the program, sent to every worker: one static file is best (see the README). Without it workers
take `blot` from their PATH. What stands after -- are blot's options; files that they name must be there
on every worker under that name.

The job fails, and OUT does not appear, when any blot fails, when a count differs, or when bytes are not
UTF-8 (Spark would put U+FFFD in their place). Text in no language that blot covers is withheld; that
fails the job too, unless -w keep is given.

Records are redacted each for itself: --case, whose records belong together, is refused.
"""
import argparse
import shlex
import sys

from pyspark import SparkConf, SparkContext, SparkFiles

# Options that only one blot can follow which sees every record, or that write files of their own.
REFUSED = ("--case", "-o", "--output", "--quarantine", "--report", "--audit", "-i", "--input")


def read_arguments():
    p = argparse.ArgumentParser(usage="redact_spark.py [options] IN OUT -- [blot's options]")
    p.add_argument("input")
    p.add_argument("output")
    p.add_argument("options", nargs="*")
    p.add_argument("-b", "--blot", help="the program to send to the workers")
    p.add_argument("--partitions", type=int, help="at least so many pieces; two or three a core are good")
    p.add_argument("-w", "--withheld", choices=["fail", "keep"], default="fail")
    p.add_argument("--compress", action="store_true", help="write part-00000.gz …")
    a = p.parse_args()
    for option in a.options:
        if option.split("=")[0] in REFUSED:
            p.error(f"{option.split('=')[0]} is for one blot that sees all records")
    return a


def command(sc, a):
    """What rdd.pipe runs, without a shell of its own: one that forgives exit status 3 where asked."""
    program = "blot"
    if a.blot:
        sc.addFile(a.blot)  # lands, executable, where the worker's processes start
        local = sc.master.split("[")[0] == "local"
        program = SparkFiles.get("blot") if local else "./blot"
    run = shlex.join([program, "--input=jsonl", *a.options])
    if a.withheld == "keep":
        run += "; rc=$?; [ $rc = 3 ] && exit 0; exit $rc"
    return shlex.join(["/bin/sh", "-c", run])


def checked(line):
    """Spark has put U+FFFD where bytes are not UTF-8: then what is no JSON, at which blot stops. (An
    exception here would not reach rdd.pipe, whose process would wait for the next record for ever.)"""
    return "a record is not UTF-8, or holds U+FFFD" if "\ufffd" in line else line


def files_of(sc, name):
    """The Hadoop path called name, and the file system that it is on."""
    path = sc._jvm.org.apache.hadoop.fs.Path(name)
    return path, path.getFileSystem(sc._jsc.hadoopConfiguration())


def exists(sc, name):
    path, files = files_of(sc, name)
    return files.exists(path)


def rename(sc, source, target):
    path, files = files_of(sc, source)
    if not files.rename(path, files_of(sc, target)[0]):
        raise RuntimeError(f"{source} cannot be renamed to {target}")


def read(sc, name, partitions):
    """The lines of a file, or of a folder's files in the order of their names."""
    path, files = files_of(sc, name)
    names = sorted(f.getPath().toString() for f in files.listStatus(path)
                   if f.isFile() and f.getPath().getName()[0] not in "._")
    if not names:
        sys.exit(f"redact_spark: {name} holds no file")
    each = -(-(partitions or sc.defaultParallelism) // len(names))
    return sc.union([sc.textFile(one.replace(",", "\\,"), each) for one in names])


def main():
    a = read_arguments()
    sc = SparkContext(conf=SparkConf().setAppName("blot"))
    try:
        for name in (a.output, a.output + ".incomplete"):
            if exists(sc, name):
                sys.exit(f"redact_spark: {name} exists")
        lines = read(sc, a.input, a.partitions).filter(lambda line: line.strip()).map(checked)
        redacted = lines.pipe(command(sc, a), env={"PATH": "/usr/local/bin:/usr/bin:/bin"}, checkCode=True)
        codec = "org.apache.hadoop.io.compress.GzipCodec" if a.compress else None
        redacted.saveAsTextFile(a.output + ".incomplete", codec)
        came, went = lines.count(), sc.textFile(a.output + ".incomplete").count()
        if came != went:
            sys.exit(f"redact_spark: {came} records went in and {went} came out; {a.output} has not been written")
        rename(sc, a.output + ".incomplete", a.output)
        print(f"redact_spark: {came} records")
    finally:
        sc.stop()


if __name__ == "__main__":
    main()

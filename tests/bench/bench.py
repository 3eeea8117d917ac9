#!/usr/bin/env python3
"""Measures blot against a bare pass-through (libcsv or cJSON in, cJSON out) of the same file, by format.

bench.py --blot PATH --passthrough PATH [--mib N] [--again N] [--runs N] [--format F]... [--instructions] [--json FILE]
         [-- OPTION...]      options for blot

--again: so many of a hundred notes were in a record before (make_input.py); 0 by default.

Every command is run once unmeasured, then all of them in turn, --runs times; figures are medians. The ratio is of
processor time, pass-through's over blot's on one core, so that other work on the machine weighs little; records/s,
MB/s and the gain of -j 2 are of the clock and want an idle machine. Instructions are counted by valgrind between two
lengths of input, so that starting is left out. A peak below this program's own cannot be told and is left out.
"""
import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import make_input

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, '..', 'corpus')
SUFFIX = {'csv': '.csv', 'tsv': '.tsv', 'jsonl': '.jsonl', 'text': '.txt'}
WITHHELD = 3  # blot's exit status: finished, something is withheld


def corpus_files():
    names = ['adults', 'children', 'messy', 'survey', 'negative']
    return [os.path.join(CORPUS, 'dev.txt')] + [os.path.join(CORPUS, 'train', n + '.txt') for n in names]


def make(folder, kind, mib, again=0):
    path = os.path.join(folder, f'{mib}{SUFFIX[kind]}')
    with open(path, 'w', encoding='utf-8', newline='') as out:
        make_input.write(out, kind, mib, corpus_files(), again)
    return path


def run_once(command):
    """Wall seconds, processor seconds and peak kibibytes of one run; its output is thrown away."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, text=True)
    message = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, WITHHELD):
        sys.exit(f'{" ".join(command)}: exit status {child.returncode}\n{message}')
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def measure(commands, runs):
    """Medians by name, of commands run in turn."""
    taken = {name: [] for name in commands}
    for i in range(runs + 1):
        for name, command in commands.items():
            result = run_once(command)
            if i > 0:
                taken[name].append(result)
    return {name: [statistics.median(r[k] for r in results) for k in range(3)] for name, results in taken.items()}


def instructions(command):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, 'callgrind')
        done = subprocess.run(['valgrind', '--tool=callgrind', f'--callgrind-out-file={out}', *command],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r'Collected\s*:\s*(\d+)', done.stderr)
    return int(found.group(1)) if found else None


def instructions_a_byte(command_for, folder, kind, again):
    files = [make(folder, kind, mib, again) for mib in (0.5, 1.5)]
    counts = [instructions(command_for(f)) for f in files]
    if None in counts:
        return None
    return (counts[1] - counts[0]) / (os.path.getsize(files[1]) - os.path.getsize(files[0]))


def count_records(path, kind):
    with open(path, encoding='utf-8', newline='') as f:
        if kind == 'csv':
            return sum(1 for _ in make_input.csv.reader(f)) - 1
        return sum(1 for _ in f) - (kind == 'tsv')


def commands_for(args, kind):
    """What is run on a file of that format, by name."""
    found = {}
    if kind in ('csv', 'jsonl'):
        flag = ['-j'] if kind == 'jsonl' else []
        found['pass-through'] = lambda path: [args.passthrough, *flag, path]
    for jobs in 1, 2:
        found[f'blot -j {jobs}'] = lambda path, jobs=jobs: [args.blot, '-j', str(jobs), *args.option, path]
    return found


def peak_mib(kib):
    """A child is charged with what this program held when it was started."""
    floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kib / 1024 if kib > floor * 1.05 else None


def bench_format(args, folder, kind):
    path = make(folder, kind, args.mib, args.again)
    size, records = os.path.getsize(path), count_records(path, kind)
    commands = commands_for(args, kind)
    medians = measure({name: command(path) for name, command in commands.items()}, args.runs)
    rows = []
    for name, (wall, cpu, peak) in medians.items():
        row = {'format': kind, 'command': name, 'bytes': size, 'records': records, 'wall_s': wall, 'cpu_s': cpu,
               'mb_a_second': size / wall / 1e6, 'records_a_second': records / wall, 'peak_mib': peak_mib(peak)}
        if 'pass-through' in medians and name == 'blot -j 1':
            row['ratio'] = medians['pass-through'][1] / cpu
        if name == 'blot -j 2':
            row['gain'] = medians['blot -j 1'][0] / wall
        if args.instructions and name != 'blot -j 2':
            row['instructions_a_byte'] = instructions_a_byte(commands[name], folder, kind, args.again)
        rows.append(row)
    return rows


def shown(value, pattern):
    return '' if value is None else format(value, pattern)


def print_table(rows):
    print(f'{"format":8}{"command":14}{"MB/s":>8}{"records/s":>11}{"ratio":>8}{"gain":>7}{"peak MiB":>10}'
          f'{"instr/byte":>12}')
    for r in rows:
        print(f'{r["format"]:8}{r["command"]:14}{r["mb_a_second"]:8.1f}{r["records_a_second"]:11.0f}'
              f'{shown(r.get("ratio"), ".3f"):>8}{shown(r.get("gain"), ".2f"):>7}{shown(r["peak_mib"], ".1f"):>10}'
              f'{shown(r.get("instructions_a_byte"), ".0f"):>12}')


def save(path, found):
    """Writes what was found as JSON, if a file for it was named."""
    if path:
        with open(path, 'w', encoding='utf-8') as out:
            json.dump(found, out, indent=1)
            out.write('\n')


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--blot', required=True)
    p.add_argument('--passthrough', required=True)
    p.add_argument('--mib', type=float, default=10)
    p.add_argument('--again', type=float, default=0)
    p.add_argument('--runs', type=int, default=5)
    p.add_argument('--format', action='append', choices=list(SUFFIX))
    p.add_argument('--instructions', action='store_true')
    p.add_argument('--json')
    p.add_argument('option', nargs='*')
    args = p.parse_args()
    if args.instructions and not shutil.which('valgrind'):
        print('valgrind is not there: instructions are not counted')
        args.instructions = False
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in args.format or SUFFIX:
            rows += bench_format(args, folder, kind)
    print_table(rows)
    save(args.json, rows)


if __name__ == '__main__':
    main()

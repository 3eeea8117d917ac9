#!/usr/bin/env python3
"""Measures what blot promises beside its throughput: the start, memory at several lengths of input, what a hundred
rules cost that never match, and the worst records.

limits.py --blot PATH [--part start|memory|rules|worst]... [--mib N]... [--json FILE]

start: empty input, medians of 31 runs. memory: the peak at -j 1, 2 and 4; --mib 2048 takes minutes (default 1 and
100; the input comes through a pipe and is nowhere on the disk). rules: instructions a byte with and without
hundred_rules.py, counted by valgrind between two lengths of input. worst: records of 1 to 16 MiB, processor time; in
the last column how the time grows with the length: 2 is linear, 4 the square.
"""
import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import bench
import hundred_rules
from worst_records import WORST

PARTS = ['start', 'memory', 'rules', 'worst']
START_RUNS = 31
BLOCK_MIB = 1  # of what is sent again and again: whole records
SIZES = [1, 2, 4, 8, 16]


def start(args, folder):
    runs = [bench.run_once([args.blot, '-i', 'csv']) for _ in range(START_RUNS)]
    wall, cpu = (statistics.median(r[k] for r in runs) * 1000 for k in (0, 1))
    print(f'start, empty input: {wall:.1f} ms, {cpu:.1f} ms of processor time')
    return {'wall_ms': wall, 'cpu_ms': cpu}


# ---- memory ----

def feed(pipe, head, rows, mib):
    """Sends so much; a reader that has gone has said why."""
    try:
        pipe.write(head)
        for _ in range(mib):
            pipe.write(rows)
        pipe.close()
    except BrokenPipeError:
        pass


def peak_now(pid):
    """Peak KiB so far of a process; None when it has ended. What wait4 tells would count this program's too."""
    try:
        with open(f'/proc/{pid}/status', encoding='ascii') as f:
            return next((int(line.split()[1]) for line in f if line.startswith('VmHWM')), None)
    except OSError:
        return None


def peak_of(command, head, rows, mib):
    """Peak KiB of a command. It only grows, so what was seen last is the peak but for the last moments."""
    peak = 0
    with tempfile.TemporaryFile('w+') as messages:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=messages)
        feeder = threading.Thread(target=feed, args=(child.stdin, head, rows, mib))
        feeder.start()
        while child.poll() is None:
            peak = max(peak, peak_now(child.pid) or 0)
            time.sleep(0.01)
        feeder.join()
        messages.seek(0)
        if child.returncode not in (0, bench.WITHHELD):
            sys.exit(f'{" ".join(command)}: exit status {child.returncode}\n{messages.read()}')
    return peak


def memory(args, folder):
    with open(bench.make(folder, 'csv', BLOCK_MIB), 'rb') as f:
        head, rows = f.readline(), f.read()
    jobs, found = [1, 2, 4], []
    print('peak MiB      ' + ''.join(f'{f"-j {j}":>8}' for j in jobs))
    for mib in args.mib or [1, 100]:
        row = [peak_of([args.blot, '-i', 'csv', '-t', 'note', '-j', str(j)], head, rows, mib) / 1024 for j in jobs]
        print(f'{mib:6} MiB in ' + ''.join(f'{peak:8.1f}' for peak in row), flush=True)
        found.append({'mib': mib, 'peak_mib': dict(zip(jobs, row))})
    return found


# ---- rules ----

def rules(args, folder):
    if not shutil.which('valgrind'):
        print('valgrind is not there: what rules cost is not measured')
        return None
    more = os.path.join(folder, 'rules.yaml')
    with open(more, 'w', encoding='utf-8') as out:
        hundred_rules.write(out)
    found = {}
    for name, options in (('built-in', []), ('and 100 more', ['-r', more])):
        found[name] = bench.instructions_a_byte(lambda path, options=options: [args.blot, *options, '-t', 'note', path],
                                                folder, 'csv')
    a, b = found.values()
    print(f'a hundred rules that never match: {a:.0f} instructions a byte without, {b:.0f} with, {100 * (b / a - 1):+.1f} %')
    return found


# ---- worst records ----

def processor_time(command):
    """Seconds, and whether the record was withheld; anything else but success ends this program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    withheld = done.returncode == 2 and 'than its size allows' in done.stderr
    if done.returncode != 0 and not withheld:
        sys.exit(f'{" ".join(command)}: exit status {done.returncode}\n{done.stderr}')
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, withheld


def worst(args, folder):
    path, found = os.path.join(folder, 'worst.csv'), {}
    print(f'{"one record of":22}' + ''.join(f'{f"{size} MiB":>9}' for size in SIZES) + '   growth (* withheld)')
    for name, make in WORST.items():
        times = []
        for size in SIZES:
            with open(path, 'w', encoding='utf-8') as out:
                out.write('note\n"' + make(size << 20).replace('"', '""') + '"\n')
            times.append(processor_time([args.blot, '--max-record', '64M', '--uncovered', 'pass', path]))
        growth = (times[-1][0] / times[1][0]) ** (1 / (len(SIZES) - 2))
        print(f'{name:22}' + ''.join(f'{seconds:7.2f} s' + '*'[:withheld] for seconds, withheld in times)
              + f'{growth:9.2f}', flush=True)
        found[name] = {'seconds': [t for t, _ in times], 'withheld': [w for _, w in times], 'growth': growth}
    return found


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--blot', required=True)
    p.add_argument('--part', action='append', choices=PARTS)
    p.add_argument('--mib', action='append', type=int)
    p.add_argument('--json')
    args = p.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in args.part or PARTS:
            found[part] = {'start': start, 'memory': memory, 'rules': rules, 'worst': worst}[part](args, folder)
            print()
    bench.save(args.json, found)


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""Makes benchmark input from the corpus, seeded: a third of the notes hold nothing to redact, a quarter are typed in
lower case.

make_input.py csv|tsv|jsonl|text MIB CORPUS... >OUT     about MIB mebibytes
"""
import csv
import json
import random
import re
import sys

COLUMNS = ['case_id', 'opened', 'team', 'note']
TEAMS = ['Duty', 'Assessment', 'Looked after', 'Adults East']
PLAIN_SHARE = 0.35
LOWER_SHARE = 0.25


def read_notes(files):
    """The corpus's texts without their marks: those that hold something to redact, and those that do not."""
    notes, plain = [], []
    for name in files:
        with open(name, encoding='utf-8') as f:
            for record in re.split(r'\n(?=#ID )', f.read()):
                text = record.strip().partition('\n')[2]
                bare = re.sub(r'\[\[[A-Z]+:(.*?)\]\]', r'\1', text, flags=re.S)
                (notes if '[[' in text else plain).append(bare)
    return notes, plain


def rows(mib, files):
    notes, plain = read_notes(files)
    chance = random.Random(7)
    size = n = 0
    while size < mib * 1048576:
        n += 1
        text = chance.choice(plain if chance.random() < PLAIN_SHARE else notes)
        if chance.random() < LOWER_SHARE:
            text = text.lower()
        opened = f'20{chance.randint(10, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}'
        row = [f'{n:07d}', opened, chance.choice(TEAMS), text]
        yield row
        size += sum(map(len, row)) + 20


def tsv_cell(text):
    for char, escape in ('\\', '\\\\'), ('\t', '\\t'), ('\n', '\\n'), ('\r', '\\r'):
        text = text.replace(char, escape)
    return text


def write(out, kind, mib, files):
    """Writes rows to a text stream opened with newline=''."""
    if kind == 'csv':
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(rows(mib, files))
        return
    if kind == 'tsv':
        out.write('\t'.join(COLUMNS) + '\n')
    for row in rows(mib, files):
        if kind == 'tsv':
            line = '\t'.join(map(tsv_cell, row))
        elif kind == 'jsonl':
            line = json.dumps(dict(zip(COLUMNS, row)), ensure_ascii=False)
        else:
            line = ' '.join(row[3].split())
        out.write(line + '\n')


if __name__ == '__main__':
    if len(sys.argv) < 4 or sys.argv[1] not in ('csv', 'tsv', 'jsonl', 'text'):
        sys.exit(__doc__)
    with open(sys.stdout.fileno(), 'w', encoding='utf-8', newline='') as stdout:
        write(stdout, sys.argv[1], float(sys.argv[2]), sys.argv[3:])

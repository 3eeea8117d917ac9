#!/usr/bin/env python3
"""Makes benchmark input from the corpus, seeded: a third of the notes hold nothing to redact, a quarter are typed in
lower case. A note is one text of the corpus, or two or three, and none comes twice -- unless it is asked for: then so
many of a hundred notes were written in a record before, as on the files of siblings, or where people have little to say.

make_input.py csv|tsv|jsonl|text MIB AGAIN CORPUS... >OUT     about MIB mebibytes; AGAIN of a hundred again
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
PARTS = 3  # texts of a note, at most


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


def fresh_note(chance, notes, plain, written):
    """One that is not written yet."""
    while True:
        some = plain if chance.random() < PLAIN_SHARE else notes
        text = '\n'.join(chance.choice(some) for _ in range(chance.randint(1, PARTS)))
        if chance.random() < LOWER_SHARE:
            text = text.lower()
        if text not in written:
            return text


def notes_of(chance, files, again):
    """Notes without end."""
    notes, plain = read_notes(files)
    written, order = set(), []
    while True:
        if order and chance.random() < again / 100:
            yield chance.choice(order)
            continue
        text = fresh_note(chance, notes, plain, written)
        written.add(text)
        order.append(text)
        yield text


def rows(mib, files, again=0):
    chance = random.Random(7)
    size = n = 0
    for text in notes_of(chance, files, again):
        if size >= mib * 1048576:
            return
        n += 1
        opened = f'20{chance.randint(10, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}'
        row = [f'{n:07d}', opened, chance.choice(TEAMS), text]
        yield row
        size += sum(map(len, row)) + 20


def tsv_cell(text):
    for char, escape in ('\\', '\\\\'), ('\t', '\\t'), ('\n', '\\n'), ('\r', '\\r'):
        text = text.replace(char, escape)
    return text


def write(out, kind, mib, files, again=0):
    """Writes rows to a text stream opened with newline=''."""
    if kind == 'csv':
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(rows(mib, files, again))
        return
    if kind == 'tsv':
        out.write('\t'.join(COLUMNS) + '\n')
    for row in rows(mib, files, again):
        if kind == 'tsv':
            line = '\t'.join(map(tsv_cell, row))
        elif kind == 'jsonl':
            line = json.dumps(dict(zip(COLUMNS, row)), ensure_ascii=False)
        else:
            line = ' '.join(row[3].split())
        out.write(line + '\n')


if __name__ == '__main__':
    if len(sys.argv) < 5 or sys.argv[1] not in ('csv', 'tsv', 'jsonl', 'text'):
        sys.exit(__doc__)
    with open(sys.stdout.fileno(), 'w', encoding='utf-8', newline='') as stdout:
        write(stdout, sys.argv[1], float(sys.argv[2]), sys.argv[4:], float(sys.argv[3]))

#!/usr/bin/env python3
"""Makes benchmark input from the corpus: CSV or JSON lines of case notes, seeded, about MIB mebibytes.
make_input.py csv|jsonl MIB CORPUS... >OUT     a third of the notes in lower case, a third without identifiers"""
import csv, json, random, re, sys
kind, mib, files = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
random.seed(7)
notes, plain = [], []
for f in files:
    for r in re.split(r'\n(?=#ID )', open(f, encoding='utf-8').read()):
        head, _, text = r.strip().partition('\n')
        (notes if '[[' in text else plain).append(re.sub(r'\[\[[A-Z]+:(.*?)\]\]', r'\1', text, flags=re.S))
out, size, n = sys.stdout, 0, 0
w = csv.writer(out)
if kind == 'csv':
    w.writerow(['case_id', 'opened', 'team', 'note'])
while size < mib * 1048576:
    n += 1
    text = random.choice(plain if random.random() < 0.35 else notes)
    if random.random() < 0.25:
        text = text.lower()
    row = [f'{n:07d}', f'20{random.randint(10, 25)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}',
           random.choice(['Duty', 'Assessment', 'Looked after', 'Adults East']), text]
    if kind == 'csv':
        w.writerow(row)
    else:
        out.write(json.dumps(dict(zip(['case_id', 'opened', 'team', 'note'], row)), ensure_ascii=False) + '\n')
    size += sum(map(len, row)) + 20

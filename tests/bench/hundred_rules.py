"""A rule file of a hundred rules that a data manager might add and that match nothing in the benchmark's input: five
kinds of trigger, twenty rules of each.

hundred_rules.py >RULES.yaml
"""
import sys

PLACES = ['Alder', 'Birch', 'Cedar', 'Damson', 'Elder', 'Fennel', 'Gorse', 'Hazel', 'Iris', 'Juniper', 'Kale', 'Lilac',
          'Mallow', 'Nettle', 'Olive', 'Privet', 'Quince', 'Rowan', 'Sorrel', 'Teasel']

RULE = """  - id: own-{id}
    about: {about}
    kind: decisive
    at: [{at}]
{near}    pattern: |
      {pattern}
    match:
      - '{match}'
    skip:
      - '{skip}'
"""


def letters(k):
    return 'QXZJ'[k % 4] + chr(ord('A') + k)


def rules():
    """Each a dictionary for RULE."""
    for k, place in enumerate(PLACES):
        two, low = letters(k), place.lower()
        yield {'id': f'reference-{k}', 'about': f'references of the {place} register', 'at': 'upper', 'near': '',
               'pattern': f'\\b (?-i: {two} ) [ /-]? (?<ID> \\d{{5,7}} ) \\b',
               'match': f'see {two} [[{10000 + k}]]', 'skip': f'see {two} 12'}
        yield {'id': f'number-{k}', 'about': f'numbers that the {place} team gives', 'at': 'number', 'near': '',
               'pattern': f'(?<ID> \\d{{4}} - {two} \\d{{2}} ) \\b',
               'match': f'number [[2017-{two}{10 + k}]]', 'skip': '2017-11-22'}
        yield {'id': f'ward-{k}', 'about': f'beds of {place} ward', 'at': f"'={low}'", 'near': '',
               'pattern': f'{low} [ ] (?: ward | unit ) [ ] bed [ ] (?<ID> \\d{{1,2}} ) \\b',
               'match': f'on {place} ward bed [[{k + 1}]]', 'skip': f'on {place} ward'}
        yield {'id': f'worker-{k}', 'about': f'workers by the name that the {place} project gives them', 'at': 'capital',
               'near': f"    next: ['={low}worker']\n",
               'pattern': f'(?<NAME> (?&word) ) [ ] {low}worker \\b',
               'match': f'seen by [[Tam]] {low}worker', 'skip': 'seen by Tam'}
        yield {'id': f'handle-{k}', 'about': f'handles on the {place} forum', 'at': "'=@'", 'near': '',
               'pattern': f'@ (?<CONTACT> {low} _ \\w{{2,20}} )',
               'match': f'is @[[{low}_x{k}y]]', 'skip': f'is @ {low}'}


def write(out):
    out.write('label: ID\nrules:\n')
    for rule in rules():
        out.write(RULE.format(**rule))


if __name__ == '__main__':
    write(sys.stdout)

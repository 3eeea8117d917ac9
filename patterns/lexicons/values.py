"""What is said of a word beside the lists it stands in: the folders `sense` and `capital`."""

import gzip
import json
import re
from collections import Counter, defaultdict

# WordNet's parts of speech, in the order that decides between equally common senses, and the endings that make a base form
# (M. Tengi's Morphy as WordNet's manual morphy(7WN) tells it): ending, what stands there in the base form, inflection.
PLURAL, PAST, GERUND = 1, 2, 3
PARTS = {1: "noun", 2: "verb", 3: "adj", 4: "adv"}
ENDINGS = {
    1: [(e, b, PLURAL) for e, b in (("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"))]
    + [("men", "man", PLURAL), ("ies", "y", PLURAL)],
    2: [("s", "", PLURAL), ("ies", "y", PLURAL), ("es", "e", PLURAL), ("es", "", PLURAL)]
    + [("ed", "e", PAST), ("ed", "", PAST), ("ing", "e", GERUND), ("ing", "", GERUND)],
    3: [("er", "", PLURAL), ("est", "", PLURAL), ("er", "e", PLURAL), ("est", "e", PLURAL)],
    4: [],
}

# Bounds of the steps of a capitalised word's share: natural logarithm of its frequency over that in lower case.
SHARES = (-6, -4, -2.5, -1, 0, 1.5, 3)
ONLY_CAPITALISED, ONLY_LOWER = len(SHARES) + 2, len(SHARES) + 3
CLUSTER_BITS = 6  # of the path through the tree of clusters, from its root: the lowest bits


class Senses:
    """The commonest sense of each word: its lexicographer's file, and how the word is inflected."""

    def __init__(self, folder):
        self.at = folder / "usr/share/wordnet"
        self.count = defaultdict(Counter)  # of (lemma, part): how often senses of each file were met
        for line in self.lines("cntlist.rev"):
            key, _, n = line.split()
            lemma, rest = key.split("%")
            part, number = rest.split(":")[:2]
            self.count[lemma, 3 if part == "5" else int(part)][int(number)] += int(n)
        self.first, self.irregular = {}, defaultdict(list)
        for part, name in PARTS.items():
            file_of = {f[0]: int(f[1]) for f in map(str.split, self.lines(f"data.{name}"))}
            for f in map(str.split, self.lines(f"index.{name}")):
                self.first[f[0], part] = file_of[f[4 + int(f[3]) + 2]]
            for f in map(str.split, self.lines(f"{name}.exc")):
                self.irregular[f[0], part] += f[1:]

    def common(self):
        """No words but the listed ones."""
        return set()

    def lines(self, name):
        with open(self.at / name, encoding="latin-1") as file:
            return [line for line in file if not line.startswith(" ")]

    def bases(self, word, part):
        """(base form, inflection) of a word."""
        if (word, part) in self.first:
            yield word, 0
        for base in self.irregular.get((word, part), []):
            if (base, part) in self.first and base != word:
                yield base, GERUND if word.endswith("ing") else PAST if part == 2 and word[-1] != "s" else PLURAL
        for ending, instead, inflection in ENDINGS[part]:
            if not word.endswith(ending) or len(word) <= len(ending) + 1:
                continue
            base = word[: -len(ending)] + instead
            if (base, part) in self.first:
                yield base, inflection
            elif part == 2 and not instead and len(base) > 2 and base[-1] == base[-2] and (base[:-1], part) in self.first:
                yield base[:-1], inflection

    def of(self, word):
        """(file, inflection), or None."""
        best = None
        for part in PARTS:
            for base, inflection in self.bases(word, part):
                count = self.count.get((base, part))
                number = count.most_common(1)[0][0] if count else self.first[base, part]
                rank = (sum(count.values()) if count else 0, -part, -inflection)
                if best is None or rank > best[0]:
                    best = rank, number, inflection
        return best and best[1:]


# Natural logarithm of the frequency from which on a word that is in no list is told of too.
COMMON = -18.5


class Capitals:
    """Which words a capitalised word is used like, and its share beside the word in lower case."""

    def __init__(self, folder):
        data = folder / "spacy_lookups_data/data"
        self.prob = json.loads(gzip.decompress((data / "en_lexeme_prob.json.gz").read_bytes()))
        self.cluster = json.loads(gzip.decompress((data / "en_lexeme_cluster.json.gz").read_bytes()))

    def common(self):
        """Words common enough to be told of whether another list has them or not."""
        return {word for word, prob in self.prob.items() if prob >= COMMON and re.fullmatch(r"[a-z]{3,}", word)}

    def of(self, word):
        """(cluster, share), or None."""
        lower, capital = self.prob.get(word), self.prob.get(word.capitalize())
        if lower is None and capital is None:
            return None
        if lower is None or capital is None:
            share = ONLY_CAPITALISED if lower is None else ONLY_LOWER
        else:
            share = 1 + sum(capital - lower >= bound for bound in SHARES)
        return self.cluster.get(word.capitalize(), 0) & ((1 << CLUSTER_BITS) - 1), share

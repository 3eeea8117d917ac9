#!/usr/bin/env python3
"""Builds the word lists of blot that come from packages. For maintainers; no build runs it.

    build.py                 fetch the pinned packages, write <class>/words.txt, SOURCES.md, NOTICE
    build.py --cache DIR     the same, but keep what was fetched in DIR and use it again
    build.py --check         verify the format of every list in this folder

Fetching needs Debian 12's apt-get and dpkg-deb, npm and node; PyYAML reads two of the packages.
The versions below are exact and each archive's SHA-256 is checked, so the same script gives the
same bytes. Readers are in sources.py; what is dropped by hand review is in reviewed.tsv.
"""

import argparse
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

sys.dont_write_bytecode = True  # no __pycache__ beside the lists

import sources  # noqa: E402
import values  # noqa: E402
from fold import fold, is_key  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
BUILT = ["ordinary", "given", "surname", "place", "country", "demonym"]
VALUES = {"sense": r"[0-9]{1,2}\.[0-3]", "capital": r"[0-9]{1,2}\.[0-9]{1,2}"}  # no classes: what words have beside
# Whose words get a sense: those that stand around names, not names and places themselves.
SENSED = "ordinary function kin role say facility street thing counted unit".split()

# Languages' small words inside names: they are class `particle`, never a name by themselves.
PARTICLES = set(
    "al el il ul ud ur ad as ash at ar az an ed es e y i de del della dei da das do dos du di la le lo los las "
    "van von vom der den dem ter ten te het bin ibn bint ben bat abd abdel abdul abu umm zu zur af av der den op "
    "mac mc st saint ap ferch ui ni nic ou ould oglu hadj haji hajji syed mr mrs dr jr sr ii iii".split()
) - set("ben abdul syed abu abdel an haji".split())

MULTI_WORD_SOURCES = 2  # a given name of two words stays whole when so many sources have it
CENSUS_TOP = 40_000  # of the ranked surname list; the rest only adds its mark to others' entries
POLISH_TOP = 5_000  # of each ranked Polish surname list
WORLD_POPULATION = 50_000
COMMUNITY_POPULATION = 15_000
TOWN_POPULATION = 5_000  # a British place that is an everyday word must be this large
SHORTENED_POPULATION = 20_000  # British towns whose first part alone is also used
LONGEST_NAME = 22  # longer ones are names run together
COMMONEST = 20  # SCOWL level up to which a word is a name only if reviewed
EVERYDAY = 50  # SCOWL level up to which a word counts as everyday

# Countries that Britain's larger communities come from: their towns count from 15,000 people.
COMMUNITY_COUNTRIES = set(
    "PK BD IN LK NP AF IR IQ SY TR LB JO PS YE SA AE EG SD SS LY DZ TN MA SO ER ET KE UG TZ RW BI CD CG ZW ZM MW ZA "
    "NG GH SL GM SN CI CM LR JM TT BB GY GD LC VC DM AG KN MS BZ CY MT GR IT PT ES FR PL RO BG LT LV EE HU SK CZ "
    "AL XK UA RU MD VN CN HK TW PH MY SG TH MM BR CO MU MV IL DE NL BE US AU NZ CA".split()
) - set("US CN RU BR DE FR IT ES CA AU".split())


def load_reviewed():
    """reviewed.tsv: `class<TAB>drop|keep|add<TAB>words or phrases, separated by commas`."""
    out = defaultdict(set)
    for number, line in enumerate((HERE / "reviewed.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        name, verb, words = line.split("\t")
        if verb not in ("drop", "keep", "add"):
            sys.exit(f"reviewed.tsv:{number}: {verb!r} is not drop, keep or add")
        out[name, verb] |= {fold(w) for w in words.split(",")} - {""}
    return out


class Marks:
    """Entries with the sources they stand in, and those that a British community's list brings."""

    def __init__(self):
        self.of = defaultdict(set)
        self.community = set()

    def add(self, key, mark, community=False):
        self.of[key].add(mark)
        if community:
            self.community.add(key)

    def discard(self, key):
        self.of.pop(key, None)


# ---- classes -------------------------------------------------------------------------------------


def build_ordinary(got, reviewed):
    """word -> lowest SCOWL level; words of the field that SCOWL lacks get the highest."""
    level = {}
    for word, at in got.scowl():
        key = fold(word)
        if key and " " not in key and at < level.get(key, 99):
            level[key] = at
    for key in reviewed["ordinary", "add"]:
        level.setdefault(key, 60)
    return level


def collect_names(rows):
    """Marks of (raw entry, mark, community) rows; phrases that few sources have are split up."""
    whole, phrases = Marks(), Marks()
    for raw, mark, community in rows:
        key = fold(raw)
        if key and not re.search(r"[^a-z ]", key):
            (phrases if " " in key else whole).add(key, mark, community)
    for key, marks in sorted(phrases.of.items()):
        if len(marks) >= MULTI_WORD_SOURCES and key.count(" ") == 1:
            whole.of[key] |= marks
            continue
        for word in key.split():
            if word not in PARTICLES and len(word) > 2:
                for mark in marks:
                    whole.add(word, mark, key in phrases.community)
    return whole


def merge_either(given, surname, either):
    """A list that does not tell the two kinds apart marks the kind it is known as; else surnames."""
    for raw, mark in either:
        key = fold(raw)
        if not key or re.search(r"[^a-z]", key):
            continue
        hit = [m for m in (given, surname) if key in m.of]
        for m in hit or [surname]:
            m.add(key, mark)


def filter_names(names, ordinary, drop, keep, large):
    """Keeps what two sources hold, what a community's list brings, and what a large curated list
    (`large`: its marks) holds alone where that is no ordinary word. Of the commonest words only
    those in `keep` stay."""
    out = {}
    for key, marks in names.of.items():
        common = ordinary.get(key, 99) <= COMMONEST and key not in keep
        if not 2 <= len(key) <= LONGEST_NAME or key in drop or common:
            continue
        words = key.split()
        if " " in key and (any(len(w) < 2 for w in words) or words[0] in ("the", "die")):
            continue
        alone = len(marks) == 1 and key not in names.community
        if alone and (not marks & large or key in ordinary or len(key) < 3):
            continue
        out[key] = marks
    return out


def build_names(got, ordinary, reviewed):
    census = got.census_surnames()
    polish = got.polish_surnames(POLISH_TOP)
    given = collect_names(got.given_names())
    surname = collect_names(list(got.surnames()) + census[:CENSUS_TOP] + polish)
    merge_either(given, surname, got.either_names())
    for raw, mark, _ in census[CENSUS_TOP:]:
        if fold(raw) in surname.of:
            surname.add(fold(raw), mark)
    never = reviewed["function", "drop"]
    out = []
    for name, names, large in (("given", given, set("ert")), ("surname", surname, set("nz"))):
        drop = never | reviewed[name, "drop"]
        out.append(filter_names(names, ordinary, drop, reviewed[name, "keep"], large))
    return out


def strip_type(name):
    """`City of York`, `Punjab Province` -> `York`, `Punjab`; None where nothing is to be taken off."""
    for pattern in (
        r"(?:The )?(?:Royal )?(?:London )?(?:City and County|Metropolitan Borough|Borough|City|County|District|"
        r"Province|Region|State|Governorate|Emirate|Republic|Canton|Gmina|Wilayah?|Oblast|Isle|Voivodeship) of (.+)",
        r"(?:City and County|Co\.?|County|Comhairle|Provincia de|Département de|Powiat) (.+)",
        r"(.+?) (?:Division|Province|District|Region|State|Governorate|County|Oblast|Municipality|City|Council|"
        r"Borough|Prefecture|Department|Voivodeship|Parish|Zone|Territory|Zila|Regional Council)",
    ):
        m = re.fullmatch(pattern, name)
        if m and not name.startswith("Isle of"):
            return m.group(1)
    return None


def place_forms(name, town):
    """The forms a place's name is written in: without brackets, its halves at a slash or comma,
    without its type word; Saint as St; a British town's first part alone (Stoke for Stoke-on-Trent)."""
    name = re.sub(r"\s*\(.*?\)|\s*\[.*?\]", "", name).strip()
    for part in re.split(r"\s*[/,;]\s*", name):
        yield part
        bare = strip_type(part)
        if bare:
            yield bare
        if part.startswith("Saint "):
            yield "St" + part[5:]
        m = re.fullmatch(r"(?:Royal )?(.+?)(?:[- ](?:on|upon|under|in|le|by)[- ].+| Spa)?", part)
        if town and m.group(1) != part:
            yield m.group(1)


def keep_place(key, british, population, ordinary, reviewed):
    if key in reviewed["place", "drop"] or key in reviewed["function", "drop"] or len(key) < 3:
        return False
    if key in reviewed["place", "keep"]:
        return True
    if re.search(r"[^a-z ]", key) or key.count(" ") > 5 or re.search(r"\b(?:and|of|the|de)$", key):
        return False
    level = ordinary.get(key, 99)
    if british:
        return level > EVERYDAY or population >= TOWN_POPULATION
    return level > 60


def build_place(got, ordinary, reviewed):
    marks, british, population = defaultdict(set), set(), Counter()
    for raw, mark, country, people in got.places(WORLD_POPULATION, COMMUNITY_POPULATION, COMMUNITY_COUNTRIES):
        home = country in ("GB", "IE", "IM", "JE", "GG")
        for form in place_forms(raw, home and people >= SHORTENED_POPULATION):
            key = fold(form)
            if not key:
                continue
            marks[key].add(mark)
            if home:
                british.add(key)
                population[key] = max(population[key], people)
    out = {
        key: found
        for key, found in marks.items()
        if (len(key) > 3 or found != {"o"})  # that source's short ones are codes of airports
        and keep_place(key, key in british, population[key], ordinary, reviewed)
    }
    for key in reviewed["place", "add"]:
        out.setdefault(key, set()).add("h")
    return out


def build_country(got, reviewed):
    marks = defaultdict(set)
    for raw, mark in got.countries():
        for form in re.split(r"\s*[/,;]\s*|\s+\(.*?\)", raw):
            key = fold(form)
            key = re.sub(r"^the ", "", key)
            if key and not re.search(r"[^a-z ]", key):
                marks[key].add(mark)
    for key in reviewed["country", "add"]:
        marks[key].add("h")
    return {k: m for k, m in marks.items() if len(k) > 2 and k not in reviewed["country", "drop"]} | {
        k: {"h"} for k in reviewed["country", "add"] if len(k) == 2
    }


# WordNet's other things under the heads it files peoples and languages under.
NO_PEOPLE = re.compile(
    r" (?:languages?|dialect|orders?|dynasty|line|canons|hermits|friars|church|sect|sisters|synod|council|isabella)$"
    r"|^(?:house|church|society|order|books?|epistle|gospel) of|^(?:proto|middle|old|ancient|classical|biblical|west|east|central) "
)


def build_demonym(got, ordinary, reviewed):
    marks = defaultdict(set)
    people = set()
    for raw, mark, person in got.demonyms():
        for form in re.split(r"\s*[/,;]\s*|\s+\(.*?\)|\s+or\s+", raw):
            key = fold(form)
            if len(key) < 3 or re.search(r"[^a-z ]", key) or key.count(" ") > 2 or NO_PEOPLE.search(key):
                continue
            marks[key].add(mark)
            if person:
                people.add(key)
    for key in reviewed["demonym", "add"]:
        marks[key].add("h")
    keep = reviewed["demonym", "keep"] | reviewed["demonym", "add"]
    for key in list(marks):
        if key not in keep and (ordinary.get(key, 99) <= 60 or key in reviewed["demonym", "drop"]):
            del marks[key]
    for key in sorted(people & marks.keys()):
        if not re.search(r"(?:s|ese|ish|sh|ch|men|man|woman|women)$", key) and key + "s" not in ordinary:
            marks[key + "s"] |= marks[key]
    return marks


# ---- writing -------------------------------------------------------------------------------------


def write_list(name, entries, about):
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    lines = [f"# {about}", "# Built by build.py; sources and marks: SOURCES.md. Do not edit."]
    for key in sorted(entries):
        found = entries[key]
        lines.append(f"{key}\t{found if isinstance(found, int) else ''.join(sorted(found))}")
    (folder / "words.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def listed_words(folders):
    """Single words of the lists in these folders, hand-written ones too."""
    return {
        key
        for folder in folders
        for path in (HERE / folder).glob("*.txt")
        for key in (line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines())
        if re.fullmatch(r"[a-z]+", key)
    }


def write_values(got):
    """The folders of VALUES, from all other lists as they stand now."""
    classes = sorted({path.parent.name for path in HERE.glob("*/*.txt")} - VALUES.keys())
    of = {
        "sense": (values.Senses(got.at["wordnet-base"]), SENSED),
        "capital": (values.Capitals(got.at["spacy-lookups-data"]), classes),
    }
    about = {
        "sense": "What kind of thing the commonest sense of a word is, and how it is inflected.",
        "capital": "Which words a capitalised word is used like, and how common it is beside the word in lower case.",
    }
    for name, (source, folders) in of.items():
        found = ((key, source.of(key)) for key in sorted(listed_words(folders) | source.common()))
        lines = [f"# {about[name]}", "# Built by build.py; sources: SOURCES.md. Do not edit."]
        lines += [f"{key}\t{value[0]}.{value[1]}" for key, value in found if value]
        (HERE / name).mkdir(exist_ok=True)
        (HERE / name / "words.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"{name:9} {len(lines) - 2:7,}")


def write_sources(lists):
    out = [
        "# Sources of the built word lists",
        "",
        "Written by `build.py` from the packages below; each entry carries one letter for each source it stands in",
        "(`h`: added by hand review, in `reviewed.tsv`), so that a source can be withdrawn. In `ordinary` the mark is",
        "the SCOWL level instead. Lists named otherwise than `words.txt` were written by hand for this project.",
        "",
        "| marks | package, version | used for | licence |",
        "|---|---|---|---|",
    ]
    for s in sources.PACKAGES:
        out.append(f"| {s.marks} | {s.kind} `{s.name}` {s.version} | {s.used} | {s.licence} |")
    out += ["", "| list | entries | in one source only | by mark |", "|---|---|---|---|"]
    for name in BUILT:
        entries = lists[name]
        count = Counter(
            str(m) if isinstance(m, int) else c
            for m in entries.values()
            for c in ([m] if isinstance(m, int) else m)
        )
        single = "" if name == "ordinary" else f"{sum(len(m) == 1 for m in entries.values()):,}"
        by = ", ".join(f"{mark} {n:,}" for mark, n in sorted(count.items()))
        out.append(f"| {name} | {len(entries):,} | {single} | {by} |")
    out += ["", *sources.REMARKS, ""]
    (HERE / "SOURCES.md").write_text("\n".join(out), encoding="utf-8", newline="\n")


def write_notice(got):
    out = [
        "Third-party notices for the word lists in this folder (marks: SOURCES.md).",
        "",
        "Contains data from GeoNames (geonames.org), CC BY 4.0; filtered, folded and merged.",
        "CC BY 4.0: https://creativecommons.org/licenses/by/4.0/",
        "",
        "Changes: from every package below only entries of its lists were taken; they were folded to lower-case",
        "keys, filtered and merged with others by build.py. Nothing else of the packages is included.",
    ]
    for title, text in got.notices():
        out += ["", "=" * 80, title, "=" * 80, "", text.strip()]
    (HERE / "NOTICE").write_text(
        "\n".join(line.rstrip() for line in out) + "\n", encoding="utf-8", newline="\n"
    )


# ---- fetching ------------------------------------------------------------------------------------


def fetch(package, cache):
    """The package's archive in `cache`, fetched by name and exact version, its hash verified."""
    path = cache / package.archive
    if not path.exists():
        if package.kind == "deb":
            command = ["apt-get", "download", f"{package.name}={package.version}"]
        elif package.kind == "pypi":
            command = [sys.executable, "-m", "pip", "download", "--no-deps", f"{package.name}=={package.version}"]
        else:
            command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != package.sha256:
        sys.exit(f"{package.archive}: SHA-256 is {digest}, pinned is {package.sha256}")
    folder = cache / "unpacked" / package.name.replace("/", "-").lstrip("@")
    if not folder.exists():
        folder.mkdir(parents=True)
        if package.kind == "deb":
            subprocess.run(["dpkg-deb", "-x", path, folder], check=True)
        elif package.kind == "pypi":
            shutil.unpack_archive(path, folder, "zip")
        else:
            subprocess.run(["tar", "-xzf", path, "-C", folder, "--strip-components=1"], check=True)
    return folder


def build(cache):
    got = sources.Sources({p.name: fetch(p, cache) for p in sources.PACKAGES})
    reviewed = load_reviewed()
    lists = {"ordinary": build_ordinary(got, reviewed)}
    lists["given"], lists["surname"] = build_names(got, lists["ordinary"], reviewed)
    lists["place"] = build_place(got, lists["ordinary"], reviewed)
    lists["country"] = build_country(got, reviewed)
    for key in lists["country"].keys() & lists["place"].keys():
        if key not in reviewed["country", "add"]:
            del lists["place"][key]
    lists["demonym"] = build_demonym(got, lists["ordinary"], reviewed)
    about = {
        "ordinary": "Ordinary English words and the SCOWL level each first stands in.",
        "given": "Given names.",
        "surname": "Surnames.",
        "place": "Places: Britain and Ireland whole, the larger ones elsewhere; rivers, lakes, islands, hills.",
        "country": "Countries and territories, their short and former names.",
        "demonym": "Words for nationality, ethnic group, language and faith.",
    }
    for name in BUILT:
        write_list(name, lists[name], about[name])
        print(f"{name:9} {len(lists[name]):7,}")
    print(f"together  {len(set().union(*lists.values())):7,} keys")
    write_values(got)
    write_sources(lists)
    write_notice(got)


# ---- checking ------------------------------------------------------------------------------------


def check_file(path, name):
    """The faults of one list, as messages."""
    seen, last = {}, ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        where = f"{path.relative_to(HERE)}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if line.count("\t") != 1:
            yield f"{where}: not `entry<TAB>marks`"
            continue
        key, marks = line.split("\t")
        if not is_key(key):
            yield f"{where}: {key!r} is not folded; its key is {fold(key)!r}"
        if key in seen:
            yield f"{where}: {key!r} is already in line {seen[key]}"
        if key < last and (name in BUILT or name in VALUES) and path.name == "words.txt":
            yield f"{where}: {key!r} is not in order"
        if name in VALUES:
            valid = re.fullmatch(VALUES[name], marks)
        elif name == "ordinary":
            valid = re.fullmatch(r"[1-6][05]|h", marks)
        else:
            valid = re.fullmatch(r"[a-z]+", marks) and marks == "".join(sorted(set(marks)))
        if not valid:
            yield f"{where}: marks {marks!r} are not valid"
        seen[key], last = number, key


def check():
    faults, files = 0, 0
    for path in sorted(HERE.glob("*/*.txt")):
        files += 1
        for message in check_file(path, path.parent.name):
            print(message, file=sys.stderr)
            faults += 1
    print(f"{files} lists, {faults} faults")
    return 1 if faults else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="verify the format of every list and stop")
    parser.add_argument("--cache", type=pathlib.Path, help="keep fetched packages here")
    args = parser.parse_args()
    if args.check:
        return check()
    if args.cache:
        args.cache.mkdir(parents=True, exist_ok=True)
        build(args.cache.resolve())
    else:
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            build(pathlib.Path(folder))
    return check()


if __name__ == "__main__":
    sys.exit(main())

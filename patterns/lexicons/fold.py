"""The look-up key of an entry, as src/text/fold.h defines it for the program."""

import re
import unicodedata

LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)
APOSTROPHES = re.compile("['’‘ʼʻʹ`´ʿʾ′]")

# Names in Cyrillic and Greek letters, as their bearers' passports and neighbours spell them.
CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъўјљњќѓѕџ",
        (
            "a b v g g d e ie zh z i i i y k l m n o p r s t u f kh ts ch sh shch _ yu ya "
            "y e yo _ u j lj nj kj gj dz dj"
        ).split(),
    )
)
UKRAINIAN = CYRILLIC | {"г": "h", "и": "y", "й": "i", "ю": "iu", "я": "ia"}
BULGARIAN = CYRILLIC | {"х": "h", "щ": "sht", "ъ": "a"}
INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
RESPELT = (
    (r"iia\b", "iya"),
    (r"iia\b", "ia"),
    (r"[iy]i\b", "iy"),
    (r"[iy][iy]\b", "y"),
    ("iu", "yu"),
    ("ie", "ye"),
)

GREEK_PAIRS = (
    ("ου", "ou"),
    ("αυ", "av"),
    ("ευ", "ev"),
    ("αι", "ai"),
    ("ει", "ei"),
    ("οι", "oi"),
    ("γγ", "ng"),
    ("γκ", "gk"),
    ("μπ", "b"),
    ("ντ", "nt"),
)
GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split()))
GREEK_RESPELT = (
    ("ch", "h"),
    ("chatz", "hadj"),
    ("k", "c"),
    ("f", "ph"),
    ("av", "aw"),
    ("ei", "i"),
    ("ai", "e"),
    ("nt", "d"),
    ("y", "i"),
)


def from_cyrillic(text, table):
    out = []
    for i, c in enumerate(text.lower()):
        first = i == 0 or not text[i - 1].isalpha()
        out.append((first and INITIAL.get(c)) or table.get(c, c).replace("_", ""))
    return "".join(out)


def from_greek(text):
    text = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    for pair, letters in GREEK_PAIRS:
        text = text.replace(pair, letters)
    return "".join(GREEK.get(c, c) for c in text)


def latin_forms(text, locale):
    """A name in Latin letters, in each spelling in use (Mariia, Mariya, Maria); where no table for
    the locale's script is at hand, the name itself."""
    text = text.replace("ə", "a").replace("Ə", "A")
    if re.search("[Α-ωά-ώ]", text) and locale[:2] in ("el", "gr"):
        plain, respelt = from_greek(text), GREEK_RESPELT
    elif re.search("[Ѐ-ӿ]", text) and locale[:2] in ("uk", "ua", "ru", "bg", "mk"):
        tables = {"uk": UKRAINIAN, "ua": UKRAINIAN, "bg": BULGARIAN, "mk": BULGARIAN}
        plain, respelt = from_cyrillic(text, tables.get(locale[:2], CYRILLIC)), RESPELT
    else:
        return [text]
    return dict.fromkeys([plain] + [re.sub(old, new, plain) for old, new in respelt])


def fold(text):
    text = APOSTROPHES.sub("", text).lower().translate(LETTERS)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.category(c).startswith("M")).translate(LETTERS)
    text = "".join(c if c.isalnum() else " " for c in text.lower())
    text = re.sub(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", " ", text)
    return " ".join(text.split())


def is_key(text):
    return bool(text) and fold(text) == text

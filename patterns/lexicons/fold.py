"""The look-up key of an entry, as src/text/fold.h defines it for the program."""

import re
import unicodedata

LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)
APOSTROPHES = re.compile("['’‘ʼʻʹ`´ʿʾ′]")

# Ukrainian names as their passports write them; Russian and Bulgarian letters as is usual.
CYRILLIC = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъўјљњћђџѓќѕ",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia y e yo _ u j lj nj c dj dz gj kj dz".split(),
    )
)
INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def latin(text):
    """Cyrillic (and Azerbaijan's ə) in plain Latin letters; other text unchanged."""
    text = text.replace("ə", "a").replace("Ə", "A")
    if not re.search("[Ѐ-ӿ]", text):
        return text
    out = []
    for i, c in enumerate(text.lower()):
        first = i == 0 or not text[i - 1].isalpha()
        out.append((first and INITIAL.get(c)) or CYRILLIC.get(c, c).replace("_", ""))
    return "".join(out)


def fold(text):
    text = APOSTROPHES.sub("", text).lower().translate(LETTERS)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.category(c).startswith("M")).translate(LETTERS)
    text = "".join(c if c.isalnum() else " " for c in text.lower())
    text = re.sub(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", " ", text)
    return " ".join(text.split())


def is_key(text):
    return bool(text) and fold(text) == text

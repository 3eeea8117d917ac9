"""Records that are as bad as text can be, by name, for the measurements and for the test of their time."""
import random


def repeated(text, size):
    return (text * (size // len(text) + 1))[:size]


def distinct_names(size):
    chance = random.Random(5)
    name = lambda: "".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(6)).capitalize()
    return "".join(f"my name is {name()} {name()}. " for _ in range(size // 26 + 1))[:size]


# name: a function that makes `size` bytes of it
WORST = {
    "one word": lambda size: "a" * size,
    "one word of capitals": lambda size: "A" * size,
    "capitals": lambda size: repeated("THE CHILD WAS SEEN AT HOME BY JANE SMITH OF LEEDS AND ", size),
    "one number": lambda size: repeated("0123456789", size),
    "numbers": lambda size: repeated("12 345 6 ", size),
    "names": lambda size: repeated("Mohammed Ali Siobhan O'Neill Wei Zhang Priya Patel Agnieszka Nowak ", size),
    "different names": distinct_names,
    "initials": lambda size: repeated("A. B. C. D. ", size),
    "a line of stars": lambda size: "*" * size,
    "escapes": lambda size: repeated("%20=C3\\\\u0020", size),
    "nested quotes": lambda size: repeated("\"'(", size // 2) + repeated(")'\"", size - size // 2),
}

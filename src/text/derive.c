#include "text/derive.h"

static bool is_ordinary(const struct lexicon *lx, struct slice key) {
    struct lex_entry en;
    return key.n >= 4 && key.n < LEX_KEY_MAX && lexicon_find(lx, key, &en) && en.level != 0;
}

static bool ends(struct slice key, const char *tail) {
    size_t n = strlen(tail);
    return key.n > n && memcmp(key.p + key.n - n, tail, n) == 0;
}

/* The stem as it stands, or with the e that an ending took away (notic-ing), or with one of a
 * doubled letter. */
static bool has_stem(const struct lexicon *lx, struct slice stem) {
    char with_e[LEX_KEY_MAX];
    if (stem.n < 3 || stem.n + 2 > sizeof with_e)
        return false;
    memcpy(with_e, stem.p, stem.n);
    with_e[stem.n] = 'e';
    return is_ordinary(lx, stem) || is_ordinary(lx, (struct slice){with_e, stem.n + 1}) ||
           (stem.p[stem.n - 1] == stem.p[stem.n - 2] &&
            is_ordinary(lx, (struct slice){stem.p, stem.n - 1}));
}

static bool with_ending(const struct lexicon *lx, struct slice key) {
    static const char *const tails[] = {"ing",  "in",   "ed",   "er",   "ers",  "ly",    "ness",
                                        "less", "ish",  "able", "ment", "like", "wise",  "ism",
                                        "ist",  "ists", "y",    "al",   "ies",  "ation", "ful",
                                        "es",   "s",    "en",   "ised", "ise",  "ising"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (ends(key, tails[i]) && has_stem(lx, slice_cut(key, 0, key.n - strlen(tails[i]))))
            return true;
    return false;
}

static bool with_prefix(const struct lexicon *lx, struct slice key) {
    static const char *const heads[] = {
        "un",    "re",  "dis",   "over",    "under", "non",    "anti",  "pre",  "post",
        "mis",   "sub", "multi", "inter",   "neuro", "psycho", "self",  "bio",  "micro",
        "super", "co",  "de",    "out",     "up",    "ex",     "cyber", "tele", "video",
        "e",     "eco", "semi",  "counter", "hyper", "hypo"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct slice head = slice_of(heads[i]);
        if (slice_starts(key, head) && is_ordinary(lx, slice_cut(key, head.n, key.n)))
            return true;
    }
    return false;
}

static bool two_words(const struct lexicon *lx, struct slice key) {
    for (size_t i = 4; i + 4 <= key.n; i++)
        if (is_ordinary(lx, slice_cut(key, 0, i)) && is_ordinary(lx, slice_cut(key, i, key.n)))
            return true;
    return false;
}

bool word_is_derived(const struct lexicon *lx, struct slice key) {
    return key.n >= 5 && (with_ending(lx, key) || with_prefix(lx, key) || two_words(lx, key));
}

#include "redact/place.h"

#include "redact/figures.h"
#include "text/fold.h"
#include "text/lexicon.h"

#define WORDS_MAX 48
#define RUN_MAX   7 /* words of a name in the table */

struct word {
    struct slice key; /* folded */
    bool opens;       /* a comma or line end stands before it: it opens a part */
};

struct words {
    struct word v[WORDS_MAX];
    size_t n;
};

/* ---- cutting ---- */

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '-' || c == '/' || c == '.';
}

static bool is_break(char c) {
    return c == ',' || c == ';' || c == '\n' || c == '\r' || c == '(' || c == ')' || c == ':' ||
           c == '"';
}

static enum status add_word(struct words *w, struct slice s, bool opens, struct arena *a,
                            struct err *e) {
    char key[LEX_KEY_MAX];
    size_t n = slice_is(s, "&") ? 0 : fold_key(key, sizeof key, s);
    struct slice folded = n > 0 ? arena_copy(a, (struct slice){key, n}) : slice_of("and");
    if (!folded.p)
        return err_set(e, ST_MEMORY, "memory is out");
    w->v[w->n++] = (struct word){folded, opens};
    return ST_OK;
}

/* Too many words for an address: the first are left out, for the last say where it is. */
static void drop_first(struct words *w) {
    memmove(w->v, w->v + 1, (WORDS_MAX - 1) * sizeof *w->v);
    w->n--;
}

static enum status cut(struct words *w, struct slice s, struct arena *a, struct err *e) {
    bool opens = true;
    w->n = 0;
    for (size_t i = 0, end; i < s.n; i = end) {
        for (end = i; end < s.n && !is_space(s.p[end]) && !is_break(s.p[end]);)
            end++;
        if (end == i) {
            opens |= is_break(s.p[i]);
            end++;
            continue;
        }
        if (w->n == WORDS_MAX)
            drop_first(w);
        enum status st = add_word(w, slice_cut(s, i, end), opens, a, e);
        if (st != ST_OK)
            return st;
        opens = false;
    }
    return ST_OK;
}

/* ---- postcodes ---- */

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

/* ls8, w1a, e1w: the length of letters and number, without the letter behind. 0: it is none. */
static size_t outward(struct slice s) {
    size_t letters = 0;
    while (letters < s.n && letters < 3 && is_small(s.p[letters]))
        letters++;
    size_t end = letters;
    while (end < s.n && is_digit(s.p[end]))
        end++;
    bool ends = end == s.n || (end + 1 == s.n && is_small(s.p[end]));
    return letters >= 1 && letters <= 2 && end - letters >= 1 && end - letters <= 2 && ends ? end
                                                                                            : 0;
}

/* 4ba */
static bool is_inward(struct slice s) {
    return s.n == 3 && is_digit(s.p[0]) && is_small(s.p[1]) && is_small(s.p[2]);
}

/* The outward part of the postcode that word i is or begins; n 0: none. One without its inward part
 * counts where nothing follows. */
static struct slice postcode_at(const struct words *w, size_t i) {
    struct slice s = w->v[i].key, none = {NULL, 0};
    bool whole = i + 1 == w->n || is_inward(w->v[i + 1].key);
    size_t n = whole ? outward(s) : 0;
    if (n > 0)
        return slice_cut(s, 0, n);
    if (s.n < 5 || !is_inward(slice_cut(s, s.n - 3, s.n)))
        return none;
    n = outward(slice_cut(s, 0, s.n - 3)); /* written in one: ls84ba */
    return n > 0 ? slice_cut(s, 0, n) : none;
}

static enum status find_postcode(region_set *out, struct slice code, struct err *e) {
    char key[24] = "postcode ";
    size_t head = strlen(key), letters = 0;
    memcpy(key + head, code.p, code.n);
    enum status st = regions_find(out, (struct slice){key, head + code.n}, e);
    if (st != ST_OK || *out)
        return st;
    while (letters < code.n && is_small(code.p[letters]))
        letters++;
    return regions_find(out, (struct slice){key, head + letters}, e);
}

static enum status read_postcode(region_set *out, const struct words *w, struct err *e) {
    enum status st = ST_OK;
    *out = 0;
    for (size_t i = w->n; st == ST_OK && *out == 0 && i-- > 0;) {
        struct slice code = postcode_at(w, i);
        if (code.n > 0)
            st = find_postcode(out, code, e);
    }
    return st;
}

/* ---- names ---- */

static bool one_of(struct slice w, const char *const *words) {
    while (*words && !slice_is(w, *words))
        words++;
    return *words != NULL;
}

/* Word i, at or after `first`, stands beside a town's name and leaves it in that town. */
static bool is_general(const struct words *w, size_t first, size_t i) {
    static const char *const words[] = {
        "the",         "of",       "in",       "near",        "north",
        "south",       "east",     "west",     "upper",       "lower",
        "central",     "greater",  "city",     "town",        "county",
        "borough",     "district", "council",  "area",        "estate",
        "hospital",    "general",  "royal",    "infirmary",   "police",
        "station",     "train",    "bus",      "railway",     "airport",
        "port",        "prison",   "hmp",      "magistrates", "crown",
        "family",      "youth",    "sheriff",  "university",  "college",
        "primary",     "infants",  "infant",   "junior",      "juniors",
        "school",      "academy",  "grammar",  "high",        "nursery",
        "medical",     "health",   "surgery",  "practice",    "clinic",
        "hospice",     "mosque",   "masjid",   "gurdwara",    "temple",
        "interchange", "market",   "coach",    "tube",        "metropolitan",
        "and",         "social",   "services", "childrens",   "library",
        "community",   "centre",   "leisure",  "foodbank",    "jobcentre",
        "uk",          NULL};
    static const char *const courts[] = {"crown", "magistrates", "family", "county",
                                         "youth", "sheriff",     NULL};
    static const char *const halls[] = {"town", "city", "civic", "county", NULL};
    struct slice s = w->v[i].key;
    if (i > first && slice_is(s, "court"))
        return one_of(w->v[i - 1].key, courts);
    if (i > first && slice_is(s, "hall"))
        return one_of(w->v[i - 1].key, halls);
    return one_of(s, words) || (s.n == 1 && is_digit(s.p[0]));
}

/* The regions of words [from, to) as one name. */
static enum status find_run(region_set *out, const struct words *w, size_t from, size_t to,
                            struct err *e) {
    char key[LEX_KEY_MAX];
    size_t n = 0;
    *out = 0;
    for (size_t i = from; i < to; i++) {
        struct slice s = w->v[i].key;
        if (n + s.n + 1 > sizeof key)
            return ST_OK;
        if (i > from)
            key[n++] = ' ';
        memcpy(key + n, s.p, s.n);
        n += s.n;
    }
    return regions_find(out, (struct slice){key, n}, e);
}

/* The longest name that ends before word `to` and does not begin before `first`; *length: its
 * words, 0 where there is none. */
static enum status find_name(region_set *out, size_t *length, const struct words *w, size_t first,
                             size_t to, struct err *e) {
    size_t from = to - first > RUN_MAX ? to - RUN_MAX : first;
    *length = 0;
    for (; from < to; from++) {
        enum status st = find_run(out, w, from, to, e);
        if (st != ST_OK || *out) {
            *length = to - from;
            return st;
        }
    }
    return ST_OK;
}

/* What the names of one part say together, from the last to the first; empty where another word
 * stands among them. */
static enum status read_part(region_set *out, const struct words *w, size_t first, size_t to,
                             struct err *e) {
    region_set all = 0;
    *out = 0;
    for (size_t length = 0; to > first; to -= length) {
        region_set found = 0;
        enum status st = find_name(&found, &length, w, first, to, e);
        if (st != ST_OK)
            return st;
        if (length == 0 && !is_general(w, first, to - 1))
            return ST_OK;
        length = length ? length : 1;
        region_set both = all & found;
        all = all == 0 ? found : both ? both : all;
    }
    *out = all;
    return ST_OK;
}

static enum status read_names(region_set *out, const struct words *w, struct err *e) {
    region_set all = 0;
    for (size_t to = w->n; to > 0 && region_only(all, LEVEL_REGION) == REGION_COUNT;) {
        size_t first = to - 1;
        while (first > 0 && !w->v[first].opens)
            first--;
        region_set found = 0;
        enum status st = read_part(&found, w, first, to, e);
        if (st != ST_OK)
            return st;
        region_set both = all & found;
        all = all == 0 ? found : both ? both : all;
        to = first;
    }
    *out = all;
    return ST_OK;
}

enum status place_regions(region_set *out, struct slice place, struct arena *a, struct err *e) {
    struct view v;
    struct words *w = arena_alloc(a, sizeof *w);
    *out = 0;
    if (!w)
        return err_set(e, ST_MEMORY, "memory is out");
    enum status st = view_make(&v, place, a, e);
    if (st == ST_OK)
        st = cut(w, v.text, a, e);
    if (st == ST_OK)
        st = read_postcode(out, w, e);
    if (st == ST_OK && *out == 0)
        st = read_names(out, w, e);
    return st;
}

#include "run/rename.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "run/renumber.h"
#include "text/fold.h"
#include "text/hash.h"

#define WORDS_A_RECORD 128
#define EVERYDAY       7 /* SCOWL level 35, over 5 */

static enum status out_of_memory(struct err *e) {
    return err_memory(e);
}

/* ---- words to draw from ---- */

static lex_set bit(const struct lexicon *lx, const char *name) {
    int c = lexicon_class(lx, slice_of(name));
    return c < 0 ? 0 : (lex_set)1 << c;
}

static bool is_word(struct slice key) {
    return utf8_is_ascii(key) && !memchr(key.p, ' ', key.n);
}

static void put(struct pool *p, struct slice key) {
    p->v[p->n++] = key;
}

/* Puts an entry of the lists where it may be drawn from. */
static void sort_entry(struct renamer *r, struct slice key, const struct lex_entry *en) {
    bool word = is_word(key), name = en->given || en->surname;
    lex_set others = ~(r->name_word | bit(r->lexicon, "given") | bit(r->lexicon, "surname") |
                       bit(r->lexicon, "place") | bit(r->lexicon, "ordinary"));
    if (name && en->level == 0 && word && key.n >= 3)
        put(&r->names, key);
    if ((en->classes & r->name_word) && word && en->level && !(en->classes & r->kept))
        put(&r->name_words, key);
    if (en->place && en->level == 0 && utf8_is_ascii(key) && key.n >= 3)
        put(&r->places, key);
    if (en->level && en->level <= EVERYDAY && word && key.n >= 4 && !(en->classes & others))
        put(&r->words, key);
    if (en->classes & r->postcode_area)
        put(&r->areas, key);
}

enum status renamer_init(struct renamer *r, const struct lexicon *lx, uint32_t seed,
                         struct arena *a, struct err *e) {
    static const char *const kept[] = {"facility", "street",   "function", "kin",
                                       "title",    "role",     "unit",     "number-word",
                                       "ordinal",  "particle", NULL};
    struct slice key;
    struct lex_entry en;
    size_t size = lexicon_size(lx);
    *r = (struct renamer){.lexicon = lx,
                          .name_word = bit(lx, "name-word"),
                          .postcode_area = bit(lx, "postcode-area"),
                          .state = seed ? seed : 1};
    for (size_t i = 0; kept[i]; i++)
        r->kept |= bit(lx, kept[i]);
    struct pool *const pools[] = {&r->names, &r->name_words, &r->places, &r->words, &r->areas};
    for (size_t i = 0; i < sizeof pools / sizeof *pools; i++) {
        pools[i]->v = arena_alloc(a, (size + 1) * sizeof *pools[i]->v);
        if (!pools[i]->v)
            return out_of_memory(e);
    }
    for (size_t i = 0; i < size; i++)
        if (lexicon_at(lx, i, &key, &en))
            sort_entry(r, key, &en);
    for (size_t i = 0; i < sizeof pools / sizeof *pools; i++)
        if (pools[i]->n == 0)
            return err_set(e, ST_USAGE,
                           "the word lists hold too few names and places to draw from");
    return ST_OK;
}

/* ---- one record ---- */

/* A record's old words and what they became. */
struct renaming {
    struct renamer *r;
    struct arena *a;
    struct buf text;
    uint32_t hash[WORDS_A_RECORD];
    struct slice now[WORDS_A_RECORD];
    size_t n;
    bool failed; /* memory ran out */
};

/* A word that stays as it is. */
static const struct slice stays = {NULL, 0};

static struct slice from(struct renamer *r, const struct pool *p) {
    return p->v[draw(&r->state, (uint32_t)p->n)];
}

/* A word made up from the head of one and the tail of another. */
static struct slice made_up(struct renaming *m, const struct pool *p) {
    struct slice one = from(m->r, p), two = from(m->r, p);
    size_t head = one.n / 2 + 1, tail = two.n / 2;
    char *s = arena_alloc(m->a, head + two.n - tail);
    m->failed = m->failed || !s;
    if (!s)
        return stays;
    memcpy(s, one.p, head);
    memcpy(s + head, two.p + tail, two.n - tail);
    return (struct slice){s, head + two.n - tail};
}

/* What key became before; NULL: it has not been met. */
static const struct slice *met(const struct renaming *m, uint32_t hash) {
    for (size_t i = 0; i < m->n; i++)
        if (m->hash[i] == hash)
            return &m->now[i];
    return NULL;
}

static struct slice remember(struct renaming *m, uint32_t hash, struct slice now) {
    if (m->n < WORDS_A_RECORD) {
        m->hash[m->n] = hash;
        m->now[m->n++] = now;
    }
    return now;
}

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || upper(c) || (signed char)c < 0;
}

static bool digit(char c) {
    return c >= '0' && c <= '9';
}

/* Appends the new words in the old one's case. */
static bool add_cased(struct buf *out, struct slice now, struct slice old) {
    bool first = upper(old.p[0]), all = first && old.n > 1 && upper(old.p[old.n - 1]);
    for (size_t i = 0; i < now.n; i++) {
        char c = now.p[i];
        bool start = i == 0 || now.p[i - 1] == ' ';
        bool up = c >= 'a' && c <= 'z' && (all || (first && start));
        if (!buf_add_char(out, up ? (char)(c - 'a' + 'A') : c))
            return false;
    }
    return true;
}

/* A word of a mark: how it was written, its key and what the lists say of it. */
struct word {
    struct slice text, key;
    struct lex_entry en;
    uint32_t hash;
    bool alone; /* the mark holds nothing else */
    char bytes[LEX_KEY_MAX];
};

static void look(struct word *w, const struct renamer *r, struct slice text, bool alone) {
    w->text = text;
    w->key = (struct slice){w->bytes, fold_key(w->bytes, sizeof w->bytes, text)};
    w->hash = token_hash(w->key);
    w->alone = alone;
    (void)lexicon_find(r->lexicon, w->key, &w->en);
}

/* ---- people ---- */

static struct slice new_name(struct renaming *m, const struct word *w) {
    struct renamer *r = m->r;
    if (w->en.level && (w->en.classes & r->name_word))
        return draw(&r->state, 2) ? from(r, &r->name_words) : stays;
    if (w->en.level)
        return w->alone && draw(&r->state, 2) ? from(r, &r->words) : stays;
    if (draw(&r->state, 8) == 0)
        return from(r, &r->name_words);
    return draw(&r->state, 3) ? from(r, &r->names) : made_up(m, &r->names);
}

/* Initials: capitals that are the whole mark, or a single one. */
static bool is_initials(const struct word *w) {
    if (w->text.n > (w->alone ? 3u : 1u))
        return false;
    for (size_t i = 0; i < w->text.n; i++)
        if (!upper(w->text.p[i]))
            return false;
    return true;
}

static struct slice new_initials(struct renaming *m, const struct word *w) {
    char *s = arena_alloc(m->a, w->text.n);
    m->failed = m->failed || !s;
    for (size_t i = 0; s && i < w->text.n; i++)
        s[i] = "bcdefghjklmnoprstwyz"[draw(&m->r->state, 20)];
    return (struct slice){s, s ? w->text.n : 0};
}

static bool add_name_word(struct renaming *m, struct slice text, bool alone) {
    struct word w;
    look(&w, m->r, text, alone);
    bool initials = is_initials(&w);
    if ((!initials && w.key.n < 3) || !utf8_is_ascii(w.key))
        return buf_add_slice(&m->text, text);
    const struct slice *before = met(m, w.hash);
    struct slice now =
        before ? *before : remember(m, w.hash, initials ? new_initials(m, &w) : new_name(m, &w));
    return now.p ? add_cased(&m->text, now, text) : buf_add_slice(&m->text, text);
}

/* ---- places ---- */

static struct slice new_place(struct renaming *m, const struct word *w) {
    struct renamer *r = m->r;
    if (w->en.classes & r->kept)
        return stays;
    if (w->en.level && (w->en.classes & r->name_word))
        return draw(&r->state, 3) == 0 ? from(r, &r->name_words) : stays;
    if (w->en.level)
        return draw(&r->state, 3) == 0 ? from(r, &r->words) : stays;
    if (!w->alone && draw(&r->state, 2))
        return from(r, &r->names);
    return draw(&r->state, 3) ? from(r, &r->places) : made_up(m, &r->places);
}

static bool add_place_word(struct renaming *m, struct slice text, bool alone, bool in_code) {
    struct word w;
    look(&w, m->r, text, alone);
    if (in_code && (w.en.classes & m->r->postcode_area) && upper(text.p[text.n - 1]))
        return add_cased(&m->text, from(m->r, &m->r->areas), text);
    if (in_code || w.key.n < 3 || !utf8_is_ascii(w.key))
        return buf_add_slice(&m->text, text);
    const struct slice *before = met(m, w.hash);
    struct slice now = before ? *before : remember(m, w.hash, new_place(m, &w));
    return now.p ? add_cased(&m->text, now, text) : buf_add_slice(&m->text, text);
}

/* ---- marks ---- */

static size_t run_of(struct slice s, size_t i, bool (*is)(char)) {
    while (i < s.n && is(s.p[i]))
        i++;
    return i;
}

static bool add_words(struct renaming *m, struct slice s, bool place) {
    bool ok = true;
    for (size_t i = 0; ok && i < s.n;) {
        size_t end = run_of(s, i, letter), figures = run_of(s, i, digit);
        bool alone = i == 0 && end == s.n;
        bool in_code = (i > 0 && digit(s.p[i - 1])) || (end < s.n && digit(s.p[end]));
        if (end > i)
            ok = place ? add_place_word(m, slice_cut(s, i, end), alone, in_code)
                       : add_name_word(m, slice_cut(s, i, end), alone);
        else if (figures > i && place)
            ok = add_figures(&m->text, slice_cut(s, i, figures), false, &m->r->state);
        else
            ok = buf_add_char(&m->text, s.p[i]);
        i = end > i ? end : place && figures > i ? figures : i + 1;
    }
    return ok;
}

/* Between marks: an ordinary word that could be a name becomes another such, or the next copies
 * would only teach that such words are names. */
static bool add_plain_word(struct renaming *m, struct slice text) {
    struct word w;
    look(&w, m->r, text, false);
    bool could = w.en.level && (w.en.classes & m->r->name_word) && !(w.en.classes & m->r->kept);
    if (could && w.key.n >= 3 && draw(&m->r->state, 2))
        return add_cased(&m->text, from(m->r, &m->r->name_words), text);
    return buf_add_slice(&m->text, text);
}

static bool add_plain(struct renaming *m, struct slice s) {
    bool ok = true;
    for (size_t i = 0; ok && i < s.n;) {
        size_t end = run_of(s, i, letter);
        ok = end > i ? add_plain_word(m, slice_cut(s, i, end)) : buf_add_char(&m->text, s.p[i]);
        i = end > i ? end : i + 1;
    }
    return ok;
}

static bool touches(struct slice text, const struct gold_mark *g) {
    return (g->start > 0 && (letter(text.p[g->start - 1]) || digit(text.p[g->start - 1]))) ||
           (g->end < text.n && (letter(text.p[g->end]) || digit(text.p[g->end])));
}

static bool add_mark(struct renaming *m, struct slice text, const struct gold_mark *g) {
    struct slice s = slice_cut(text, g->start, g->end);
    switch (g->neutral ? LABEL_NONE : g->label) {
    case LABEL_NAME:
        return add_words(m, s, false);
    case LABEL_PLACE:
        return add_words(m, s, true);
    case LABEL_AGE:
        return add_age(&m->text, s, !touches(text, g), &m->r->state);
    case LABEL_DATE:
        return add_date(&m->text, s, &m->r->state);
    case LABEL_ID:
        return add_figures(&m->text, s, true, &m->r->state);
    default:
        return buf_add_slice(&m->text, s);
    }
}

enum status rename_record(struct gold_record *out, const struct gold_record *in, struct renamer *r,
                          struct arena *a, struct err *e) {
    struct renaming m = {.r = r, .a = a};
    size_t at = 0;
    bool ok = true;
    *out = *in;
    out->marks = arena_alloc(a, (in->n + 1) * sizeof *out->marks);
    if (!out->marks)
        return out_of_memory(e);
    for (size_t i = 0; ok && i < in->n; i++) {
        const struct gold_mark *g = &in->marks[i];
        ok = add_plain(&m, slice_cut(in->text, at, g->start));
        out->marks[i] = *g;
        out->marks[i].start = (uint32_t)m.text.n;
        ok = ok && add_mark(&m, in->text, g);
        out->marks[i].end = (uint32_t)m.text.n;
        at = g->end;
    }
    ok = ok && add_plain(&m, slice_cut(in->text, at, in->text.n));
    out->text = ok && !m.failed ? arena_copy(a, buf_slice(&m.text)) : (struct slice){NULL, 0};
    buf_free(&m.text);
    return out->text.p ? ST_OK : out_of_memory(e);
}

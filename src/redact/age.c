#include "redact/age.h"

#include "redact/agewords.h"
#include "redact/figures.h"
#include "redact/school.h"
#include "text/fold.h"

#define TOKENS_MAX 40
#define TERMS_MAX  12
#define VALUE_MAX  5000 /* days */
#define BEHIND_MAX 16   /* bytes after the span in which a unit may stand */

enum token_kind { TOKEN_NUMBER, TOKEN_WORD, TOKEN_FRACTION, TOKEN_SIGN, TOKEN_END };

struct token {
    uint8_t kind;    /* enum token_kind */
    uint8_t word;    /* enum age_word */
    char sign;       /* of a TOKEN_SIGN */
    bool spaced;     /* a space stands before it */
    unsigned value;  /* of a number or word */
    unsigned digits; /* of a number */
};

/* One age or range of ages inside a span. */
struct term {
    unsigned lo, hi;
    uint8_t unit;   /* AGE_WORD_YEARS ... AGE_WORD_DAYS; 0: none said */
    char join;      /* what joins it to the term before: '-' of a range, '/', ',' of a list */
    bool open, set; /* 70+; a decade, which has no unit */
};

struct reader {
    struct token t[TOKENS_MAX + 1]; /* the last is TOKEN_END */
    size_t n, at;
    struct term terms[TERMS_MAX];
    size_t n_terms;
};

/* ---- tokens ---- */

/* The length of the number at the start of s: digits, or digits and their misreadings where no
 * letter follows; two misreadings may be all of s. */
static size_t number_length(struct slice s) {
    size_t plain = 0, mixed = 0, digits = 0;
    while (plain < s.n && is_digit(s.p[plain]))
        plain++;
    while (mixed < s.n && scanned_digit(s.p[mixed]) >= 0)
        digits += is_digit(s.p[mixed++]);
    if (mixed > plain && (mixed == s.n || !is_letter(s.p[mixed])) &&
        (digits > 0 || (mixed == 2 && s.n == 2)))
        return mixed;
    return plain;
}

static bool take_number(struct token *t, struct slice s, size_t n) {
    t->kind = TOKEN_NUMBER;
    t->digits = (unsigned)n;
    for (size_t i = 0; i < n; i++)
        t->value = t->value * 10 + (unsigned)scanned_digit(s.p[i]);
    return n <= 4 && t->value <= VALUE_MAX;
}

static size_t take_word(struct token *t, struct slice s) {
    char small[24];
    size_t n = 0;
    while (n < s.n && is_letter(s.p[n]) && n < sizeof small) {
        small[n] = (char)(s.p[n] | 0x20);
        n++;
    }
    uint8_t value = 0;
    t->kind = TOKEN_WORD;
    t->word = (uint8_t)age_word((struct slice){small, n}, &value);
    t->value = value;
    return t->word == AGE_WORD_NONE ? 0 : n;
}

/* One token at the start of s (not empty); 0: s holds what no age does. */
static size_t take_token(struct token *t, struct slice s) {
    size_t n = number_length(s);
    if (n > 0)
        return take_number(t, s, n) ? n : 0;
    if (is_letter(s.p[0]))
        return take_word(t, s);
    if (s.n > 1 && s.p[0] == '\xC2' && s.p[1] >= '\xBC' && s.p[1] <= '\xBE') {
        t->kind = TOKEN_FRACTION;
        return 2;
    }
    t->kind = TOKEN_SIGN;
    t->sign = s.p[0];
    return strchr("-/;:.,&+", s.p[0]) && s.p[0] ? 1 : 0;
}

/* Cuts the folded text; false where something in it is nothing that ages are written with. */
static bool cut(struct reader *r, struct slice s) {
    bool spaced = false;
    r->n = r->at = r->n_terms = 0;
    for (size_t i = 0; i < s.n;) {
        if (strchr(" \t\n\r'\"~?()!", s.p[i]) && s.p[i]) {
            spaced |= s.p[i] != '\'';
            i++;
            continue;
        }
        if (r->n == TOKENS_MAX)
            return false;
        struct token *t = &r->t[r->n];
        *t = (struct token){.spaced = spaced};
        size_t len = take_token(t, slice_cut(s, i, s.n));
        if (len == 0)
            return false;
        r->n++;
        i += len;
        spaced = false;
    }
    r->t[r->n] = (struct token){.kind = TOKEN_END};
    return r->n > 0;
}

/* ---- looking ahead ---- */

static const struct token *peek(const struct reader *r, size_t ahead) {
    size_t i = r->at + ahead;
    return &r->t[i < r->n ? i : r->n];
}

static bool is_word(const struct reader *r, size_t ahead, enum age_word w) {
    const struct token *t = peek(r, ahead);
    return t->kind == TOKEN_WORD && t->word == w;
}

static bool is_sign(const struct reader *r, size_t ahead, char c) {
    const struct token *t = peek(r, ahead);
    return t->kind == TOKEN_SIGN && t->sign == c;
}

static bool is_number(const struct reader *r, size_t ahead) {
    return peek(r, ahead)->kind == TOKEN_NUMBER;
}

static bool is_unit(const struct token *t) {
    return t->kind == TOKEN_WORD && t->word >= AGE_WORD_YEARS && t->word <= AGE_WORD_DAYS;
}

static void skip_sign(struct reader *r, char c) {
    r->at += is_sign(r, 0, c);
}

static void skip_fillers(struct reader *r) {
    while (is_word(r, 0, AGE_WORD_FILLER) || is_word(r, 0, AGE_WORD_A))
        r->at++;
}

/* ---- numbers ---- */

/* Digits with what may hang on them: 16th, 17.11 (years and months, or a decimal), 14;03. */
static bool read_digits(struct reader *r, unsigned *v, uint8_t *unit) {
    const struct token *t = peek(r, 0);
    if (t->kind != TOKEN_NUMBER)
        return false;
    *v = t->value;
    r->at++;
    if (t->digits == 1 && r->n == 2 && is_number(r, 0) && peek(r, 0)->digits == 1) {
        *v = t->value * 10 + peek(r, 0)->value; /* 1 4, as scanning breaks it */
        r->at++;
    } else if (is_word(r, 0, AGE_WORD_ENDING)) {
        r->at++;
    } else if (is_number(r, 1) && !peek(r, 0)->spaced &&
               (is_sign(r, 0, '.') || is_sign(r, 0, ';') || is_sign(r, 0, ':'))) {
        bool months = !is_sign(r, 0, '.');
        if (months && peek(r, 1)->value > 11)
            return false;
        *unit = months ? AGE_WORD_YEARS : *unit;
        r->at += 2;
    }
    return true;
}

/* twenty-one, twenty one, sixteen; below a hundred. */
static bool read_below_hundred(struct reader *r, unsigned *v) {
    const struct token *t = peek(r, 0);
    if (t->kind != TOKEN_WORD)
        return false;
    *v = t->value;
    r->at++;
    if (t->word == AGE_WORD_ONES || t->word == AGE_WORD_WHOLE)
        return true;
    if (t->word != AGE_WORD_TENS)
        return false;
    size_t gap = is_sign(r, 0, '-') ? 1 : 0;
    const struct token *ones = peek(r, gap);
    if (ones->kind == TOKEN_WORD && ones->word == AGE_WORD_ONES && ones->value > 0 &&
        ones->value < 10) {
        *v += ones->value;
        r->at += gap + 1;
    }
    return true;
}

/* a hundred and two, four score and fifteen: what follows "hundred" or "score". */
static bool read_rest(struct reader *r, unsigned *v) {
    size_t before = r->at;
    unsigned rest = 0;
    r->at += is_word(r, 0, AGE_WORD_AND);
    if (read_below_hundred(r, &rest))
        *v += rest;
    else
        r->at = before;
    return *v <= AGE_MAX;
}

static bool read_words(struct reader *r, unsigned *v) {
    if (is_word(r, 0, AGE_WORD_HUNDRED)) {
        r->at++;
        *v = 100;
        return read_rest(r, v);
    }
    if (!read_below_hundred(r, v))
        return false;
    if (is_word(r, 0, AGE_WORD_HUNDRED) || is_word(r, 0, AGE_WORD_SCORE)) {
        *v *= peek(r, 0)->value;
        r->at++;
        return *v <= AGE_MAX && read_rest(r, v);
    }
    return true;
}

/* ½, 1/2, and a half, and three quarters; what it adds to whole years does not count. */
static void skip_fraction(struct reader *r) {
    if (peek(r, 0)->kind == TOKEN_FRACTION) {
        r->at++;
        return;
    }
    if (is_number(r, 0) && is_sign(r, 1, '/') && is_number(r, 2) && peek(r, 0)->spaced &&
        peek(r, 0)->value < peek(r, 2)->value && peek(r, 2)->value <= 4) {
        r->at += 3;
        return;
    }
    size_t i = is_word(r, 0, AGE_WORD_AND) || is_sign(r, 0, '&') ? 1 : 0;
    i += is_word(r, i, AGE_WORD_A) || is_word(r, i, AGE_WORD_ONES);
    i += is_sign(r, i, '-');
    if (is_word(r, i, AGE_WORD_HALF))
        r->at += i + 1;
}

/* ---- terms ---- */

/* A decade, or the part of it that early, mid and late name; of the teens, which begin at 13. */
static void part_of_decade(struct term *t, unsigned decade, unsigned from, unsigned to) {
    static const uint8_t start[] = {0, 4, 7}, stop[] = {3, 6, 9};
    static const uint8_t teen_start[] = {13, 14, 17}, teen_stop[] = {15, 16, 19};
    bool teens = decade == 10;
    t->lo = teens ? teen_start[from] : decade + start[from];
    t->hi = teens ? teen_stop[to] : decade + stop[to];
    t->set = true;
}

static bool part_word(const struct reader *r, size_t ahead, unsigned *part) {
    const struct token *t = peek(r, ahead);
    if (t->kind != TOKEN_WORD || t->word < AGE_WORD_EARLY || t->word > AGE_WORD_LATE)
        return false;
    *part = (unsigned)t->word - AGE_WORD_EARLY;
    return true;
}

/* early, mid-, mid-to-late; *from and *to are 0 to 2. False: none stands here. */
static bool read_parts(struct reader *r, unsigned *from, unsigned *to) {
    if (!part_word(r, 0, from))
        return false;
    r->at++;
    *to = *from;
    skip_sign(r, '-');
    size_t i = is_word(r, 0, AGE_WORD_TO) || is_word(r, 0, AGE_WORD_AND) ? 1 : 0;
    i += is_sign(r, i, '-');
    if (part_word(r, i, to))
        r->at += i + 1;
    skip_sign(r, '-');
    return *from <= *to;
}

/* forties, 40s, mid-forties, late teens, sixth decade. *is: it is one of them. False: it is
 * spoilt. */
static bool read_decade(struct reader *r, struct term *t, bool *is) {
    unsigned from = 0, to = 2;
    bool parts = peek(r, 0)->kind == TOKEN_WORD && peek(r, 0)->word >= AGE_WORD_EARLY &&
                 peek(r, 0)->word <= AGE_WORD_LATE;
    *is = true;
    if (parts && !read_parts(r, &from, &to))
        return false;
    if (is_word(r, 0, AGE_WORD_DECADE)) {
        part_of_decade(t, peek(r, 0)->value, from, to);
        r->at++;
        return true;
    }
    bool round = is_number(r, 0) && peek(r, 0)->value % 10 == 0 && peek(r, 0)->value >= 10 &&
                 peek(r, 0)->value < 100;
    if (round && (is_word(r, 1, AGE_WORD_S) || parts)) {
        part_of_decade(t, peek(r, 0)->value, from, to);
        r->at += is_word(r, 1, AGE_WORD_S) ? 2 : 1;
        return true;
    }
    if (is_word(r, 0, AGE_WORD_ONES) && is_word(r, 1, AGE_WORD_DECADES) && peek(r, 0)->value > 0) {
        t->lo = (peek(r, 0)->value - 1) * 10;
        t->hi = t->lo + 9;
        t->set = true;
        r->at += 2;
        return true;
    }
    *is = false;
    return !parts;
}

/* 3 months after 2 years: the months say nothing of whole years. */
static void skip_months(struct reader *r, const struct term *t) {
    size_t before = r->at;
    unsigned v = 0;
    uint8_t unit = 0;
    bool said = is_word(r, 0, AGE_WORD_AND) || is_sign(r, 0, '&');
    if (t->unit == 0 && !said)
        return;
    r->at += said || is_sign(r, 0, ',') || is_sign(r, 0, '.');
    if ((read_digits(r, &v, &unit) || read_words(r, &v)) && v < 12) {
        if (is_word(r, 0, AGE_WORD_MONTHS)) {
            r->at++;
            return;
        }
        if (t->unit && is_sign(r, 0, '/') && is_number(r, 1) && peek(r, 1)->value == 12) {
            r->at += 2;
            return;
        }
    }
    r->at = before;
}

/* What hangs on a number: a unit, -ish, -odd, +. */
static void read_tail(struct reader *r, struct term *t) {
    size_t gap = is_sign(r, 0, '-') ? 1 : 0;
    const struct token *next = peek(r, gap);
    if (is_unit(next)) {
        t->unit = next->word;
        r->at += gap + 1;
    } else if (is_word(r, gap, AGE_WORD_ISH)) {
        r->at += gap + 1;
    } else if (is_word(r, gap, AGE_WORD_ODD)) {
        t->hi += t->hi % 10 == 0 && t->hi > 0 ? 9 : 0;
        r->at += gap + 1;
    } else if (is_sign(r, 0, '+')) {
        t->open = true;
        r->at++;
    }
    if (t->unit == 0 || t->unit == AGE_WORD_YEARS)
        skip_months(r, t);
    r->at += is_sign(r, 0, '-') && is_word(r, 1, AGE_WORD_FILLER); /* 13-year-old */
    skip_fillers(r);
}

static bool read_term(struct reader *r, char join) {
    if (r->n_terms == TERMS_MAX)
        return false;
    struct term *t = &r->terms[r->n_terms++];
    *t = (struct term){.join = join};
    bool decade = false;
    skip_fillers(r);
    if (!read_decade(r, t, &decade))
        return false;
    if (decade) {
        skip_fillers(r);
        return true;
    }
    size_t before = r->at;
    if (!read_digits(r, &t->lo, &t->unit)) {
        if (r->at != before || !read_words(r, &t->lo))
            return false;
    }
    t->hi = t->lo;
    skip_fraction(r);
    read_tail(r, t);
    return true;
}

/* What joins two terms; 0: nothing does. */
static char read_join(struct reader *r) {
    char join = 0;
    for (;; r->at++) {
        if (is_word(r, 0, AGE_WORD_TO) || is_sign(r, 0, '-'))
            join = '-';
        else if (is_sign(r, 0, '/'))
            join = '/';
        else if (is_word(r, 0, AGE_WORD_AND) || is_sign(r, 0, ',') || is_sign(r, 0, '&'))
            join = ',';
        else
            return join;
    }
}

static bool read_terms(struct reader *r) {
    char join = 0;
    do {
        if (!read_term(r, join))
            return false;
        if (peek(r, 0)->kind == TOKEN_SIGN && (is_sign(r, 0, '.') || is_sign(r, 0, ',')) &&
            r->at + 1 == r->n)
            r->at++; /* the stop behind it */
        join = read_join(r);
    } while (join);
    return peek(r, 0)->kind == TOKEN_END;
}

/* ---- what they mean together ---- */

/* 6/12, 10/52: months and weeks as clinicians write them. *known is false for 10/12 and 11/12,
 * which may be two ages. False: it is nothing of the kind. */
static bool read_part_of_year(const struct reader *r, struct age_range *out, bool *known) {
    const struct token *t = r->t;
    if (r->n != 3 || t[0].kind != TOKEN_NUMBER || t[1].sign != '/' || t[2].kind != TOKEN_NUMBER ||
        (t[2].value != 12 && t[2].value != 52))
        return false;
    unsigned years = t[0].value / t[2].value;
    *out = (struct age_range){(uint8_t)years, (uint8_t)years};
    *known = years < 3 && (t[2].value == 52 || (t[0].value != 10 && t[0].value != 11));
    return true;
}

static unsigned years_of(unsigned v, uint8_t unit) {
    return unit == AGE_WORD_MONTHS  ? v / 12
           : unit == AGE_WORD_WEEKS ? v / 52
           : unit == AGE_WORD_DAYS  ? v / 365
                                    : v;
}

/* Two terms of which only the second has a unit: it holds for both in a range; in a list it might
 * not. */
static bool share_unit(struct reader *r) {
    if (r->n_terms != 2)
        return true;
    struct term *a = &r->terms[0], *b = &r->terms[1];
    bool smaller = b->unit > AGE_WORD_YEARS && b->unit <= AGE_WORD_DAYS;
    if (a->unit || !smaller)
        return true;
    a->unit = b->unit;
    return b->join == '-';
}

/* 5-0: fifty, spelt out. */
static bool spelt(const struct reader *r, unsigned *v) {
    const struct term *a = &r->terms[0], *b = &r->terms[1];
    if (r->n_terms != 2 || r->n != 3 || b->join != '-' || b->lo != 0 || a->lo < 1 || a->lo > 9)
        return false;
    *v = a->lo * 10;
    return true;
}

static bool join_terms(struct reader *r, struct age_range *out) {
    unsigned lo = AGE_MAX, hi = 0, v = 0;
    if (spelt(r, &v)) {
        *out = (struct age_range){(uint8_t)v, (uint8_t)v};
        return true;
    }
    if (!share_unit(r))
        return false;
    for (size_t i = 0; i < r->n_terms; i++) {
        const struct term *t = &r->terms[i];
        unsigned from = years_of(t->lo, t->unit), to = years_of(t->hi, t->unit);
        if (t->join == '-' && i > 0 && to < years_of(r->terms[i - 1].lo, r->terms[i - 1].unit))
            return false; /* a range that runs backwards is something else */
        to = t->open ? AGE_MAX : to;
        lo = from < lo ? from : lo;
        hi = to > hi ? to : hi;
    }
    *out = (struct age_range){(uint8_t)lo, (uint8_t)(hi > AGE_MAX ? AGE_MAX : hi)};
    return lo < AGE_MAX && (hi < AGE_MAX || r->terms[r->n_terms - 1].open);
}

/* A unit of less than a year right behind the span: 10 [week] old. 0: none. */
static uint8_t unit_behind(struct slice rest) {
    struct token t = {0};
    size_t i = rest.n > 0 && (rest.p[0] == ' ' || rest.p[0] == '-') ? 1 : 0;
    if (i >= rest.n || !is_letter(rest.p[i]))
        return 0;
    i += take_word(&t, slice_cut(rest, i, rest.n));
    bool old = i + 4 <= rest.n && slice_is(slice_cut(rest, i + 1, i + 4), "old");
    return old && t.word >= AGE_WORD_MONTHS && t.word <= AGE_WORD_DAYS ? t.word : 0;
}

/* The span may be a number of months, weeks or days whose stroke (6/12) was left outside. */
static bool cut_off(struct slice rest) {
    return slice_starts(rest, slice_of("/12")) || slice_starts(rest, slice_of("/52")) ||
           slice_starts(rest, slice_of("/7"));
}

static bool understand(struct reader *r, struct age_range *out, struct slice word,
                       struct slice rest) {
    bool known = false;
    if (school_read(out, word))
        return true;
    if (!cut(r, word))
        return false;
    if (read_part_of_year(r, out, &known))
        return known;
    if (!read_terms(r) || cut_off(rest))
        return false;
    struct term *last = &r->terms[r->n_terms - 1];
    if (last->unit == 0 && !last->open && !last->set)
        last->unit = unit_behind(rest);
    return join_terms(r, out);
}

enum status age_read(struct age_range *out, bool *known, struct slice text, uint32_t start,
                     uint32_t end, struct arena *a, struct err *e) {
    struct view v, after;
    struct reader *r = arena_alloc(a, sizeof *r);
    size_t stop = text.n - end < BEHIND_MAX ? text.n : end + BEHIND_MAX;
    while (stop < text.n && stop > end && ((unsigned char)text.p[stop] & 0xC0) == 0x80)
        stop--; /* whole characters */
    *known = false;
    if (!r)
        return err_set(e, ST_MEMORY, "memory is out");
    enum status st = view_make(&v, slice_cut(text, start, end), a, e);
    if (st == ST_OK)
        st = view_make(&after, slice_cut(text, end, stop), a, e);
    if (st == ST_OK)
        *known = understand(r, out, v.text, after.text);
    return st;
}

#include "redact/datetext.h"

#include "redact/agewords.h"
#include "redact/datewords.h"
#include "redact/figures.h"
#include "text/fold.h"

#define PIECES_MAX 10
#define WORD_MAX   16

enum piece_kind { PIECE_NUMBER, PIECE_MONTH, PIECE_DAY };

/* A number, a month's name or a day in words. */
struct piece {
    struct date_part at;
    uint8_t kind;   /* enum piece_kind */
    uint8_t digits; /* of a number */
    char before;    /* the byte before it, with spaces left out; 0 at the start */
    unsigned value; /* of all three */
    bool nought;    /* a number that begins with 0 */
    bool welsh;
};

struct pieces {
    struct piece v[PIECES_MAX];
    size_t n;
};

/* ---- cutting ---- */

/* Spaces, dashes and quotes beyond ASCII (NBSP, U+2010 to U+2015, U+2018, U+2019): their length. */
static size_t wide_separator(struct slice s) {
    if (s.n > 1 && s.p[0] == '\xC2' && s.p[1] == '\xA0')
        return 2;
    if (s.n > 2 && s.p[0] == '\xE2' && s.p[1] == '\x80' &&
        ((s.p[2] >= '\x90' && s.p[2] <= '\x95') || s.p[2] == '\x98' || s.p[2] == '\x99'))
        return 3;
    return 0;
}

/* What a separator is for reading: ' a quote, - a dash, else itself. */
static char separator_kind(struct slice s, size_t len) {
    if (len == 3)
        return s.p[2] == '\x98' || s.p[2] == '\x99' ? '\'' : '-';
    return len == 2 ? ' ' : s.p[0];
}

static struct piece *add(struct pieces *p, size_t start, size_t end, char before) {
    if (p->n == PIECES_MAX)
        return NULL;
    struct piece *x = &p->v[p->n++];
    *x = (struct piece){.at = {(uint32_t)start, (uint32_t)end, DATE_DIGITS}, .before = before};
    return x;
}

/* A word in small letters, with the digits that scanning put for its letters; 0: too long. */
static size_t small_word(char *out, struct slice s) {
    for (size_t i = 0; i < s.n; i++) {
        if (i == WORD_MAX)
            return 0;
        char c = s.p[i];
        out[i] = (char)(c == '0' ? 'o' : c == '1' ? 'l' : is_letter(c) ? c | 0x20 : c);
    }
    return s.n;
}

/* Words that say nothing: of, the, day ... */
static bool is_filler(struct slice word) {
    static const char *const words[] = {"of",  "the", "day",  "o",    "ae",   "in",
                                        "on",  "mon", "tue",  "wed",  "thu",  "fri",
                                        "sat", "sun", "tues", "weds", "thur", "thurs"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(word, words[i]))
            return true;
    return word.n > 5 && word.n < 10 && slice_is(slice_cut(word, word.n - 3, word.n), "day");
}

static bool add_month(struct pieces *p, size_t start, struct slice s, char before) {
    char small[WORD_MAX];
    bool shortened = false, welsh = false;
    struct slice word = {small, small_word(small, s)};
    unsigned month = month_read(word, &shortened, &welsh);
    struct piece *x = month ? add(p, start, start + s.n, before) : NULL;
    if (!x)
        return false;
    x->kind = PIECE_MONTH;
    x->value = month;
    x->welsh = welsh;
    x->at.style = shortened ? DATE_SHORT : DATE_NAME;
    return true;
}

/* third, twenty and first; two words of one day become one piece. */
static bool add_day_word(struct pieces *p, size_t start, struct slice s, char before) {
    char small[WORD_MAX];
    uint8_t value = 0;
    enum age_word w = age_word((struct slice){small, small_word(small, s)}, &value);
    struct piece *last = p->n > 0 ? &p->v[p->n - 1] : NULL;
    if ((w != AGE_WORD_ONES && w != AGE_WORD_TENS && w != AGE_WORD_WHOLE) || value == 0)
        return false;
    if (last && last->kind == PIECE_DAY && last->value % 10 == 0 && value < 10) {
        last->value += value;
        last->at.end = (uint32_t)(start + s.n);
        return true;
    }
    struct piece *x = add(p, start, start + s.n, before);
    if (!x)
        return false;
    x->kind = PIECE_DAY;
    x->value = value;
    x->at.style = DATE_WORDS;
    return true;
}

static bool add_word(struct pieces *p, size_t start, struct slice s, char before) {
    char small[WORD_MAX];
    struct slice word = {small, small_word(small, s)};
    struct piece *last = p->n > 0 ? &p->v[p->n - 1] : NULL;
    bool ending = slice_is(word, "st") || slice_is(word, "nd") || slice_is(word, "rd") ||
                  slice_is(word, "th");
    if (ending && last && last->kind == PIECE_NUMBER && last->digits < 3) {
        last->at.end = (uint32_t)(start + s.n);
        last->at.style = DATE_ORDINAL;
        return true;
    }
    return is_filler(word) || add_month(p, start, s, before) || add_day_word(p, start, s, before);
}

static bool add_number(struct pieces *p, size_t start, struct slice s, char before) {
    struct piece *x = s.n <= 8 ? add(p, start, start + s.n, before) : NULL;
    if (!x)
        return false;
    x->digits = (uint8_t)s.n;
    for (size_t i = 0; i < s.n; i++)
        x->value = x->value * 10 + (unsigned)scanned_digit(s.p[i]);
    x->nought = scanned_digit(s.p[0]) == 0;
    return true;
}

/* A run of letters and digits: 12, l4, May, N0vember, 3rd, 04MAY2014. */
static bool add_run(struct pieces *p, size_t start, struct slice s, char before) {
    size_t digits = 0, scanned = 0;
    for (size_t i = 0; i < s.n; i++) {
        digits += is_digit(s.p[i]);
        scanned += scanned_digit(s.p[i]) >= 0;
    }
    if (scanned == s.n && digits > 0)
        return add_number(p, start, s, before);
    if (digits < s.n && add_month(p, start, s, before))
        return true;
    for (size_t i = 0, end; i < s.n; i = end) {
        bool number = is_digit(s.p[i]);
        for (end = i; end < s.n && is_digit(s.p[end]) == number;)
            end++;
        struct slice piece = slice_cut(s, i, end);
        char c = i == 0 ? before : s.p[i - 1];
        if (!(number ? add_number(p, start + i, piece, c) : add_word(p, start + i, piece, c)))
            return false;
    }
    return true;
}

static bool cut(struct pieces *p, struct slice s) {
    char before = 0;
    p->n = 0;
    for (size_t i = 0, end; i < s.n; i = end) {
        for (end = i; end < s.n && (is_letter(s.p[end]) || is_digit(s.p[end]));)
            end++;
        if (end > i) {
            if (!add_run(p, i, slice_cut(s, i, end), before))
                return false;
            before = s.p[end - 1];
            continue;
        }
        size_t len = wide_separator(slice_cut(s, i, s.n));
        if (len == 0 && (!s.p[i] || !strchr(" \t\n-/.,'|\\", s.p[i])))
            return false;
        len = len ? len : 1;
        char kind = separator_kind(slice_cut(s, i, s.n), len);
        before = kind == ' ' || kind == '\t' || kind == '\n' ? before : kind;
        end = i + len;
    }
    return p->n > 0;
}

/* ---- reading ---- */

static void set_day(struct date_text *d, const struct piece *x) {
    d->when.day = (uint8_t)(x->value < 32 ? x->value : 255);
    d->day = x->at;
}

static void set_month(struct date_text *d, const struct piece *x) {
    d->when.month = (uint8_t)(x->value < 13 ? x->value : 255);
    d->month = x->at;
    d->welsh = x->welsh;
}

static bool set_year(struct date_text *d, const struct piece *x) {
    d->two_digits = x->digits == 2;
    d->when.year = d->two_digits ? date_century(x->value) : (uint16_t)x->value;
    d->year = x->at;
    return x->at.style == DATE_DIGITS && (x->digits == 2 || (x->digits == 4 && x->value >= 1000));
}

/* A short number behind a month's name without a day before it: a day or a year? */
static bool is_year_behind(const struct piece *x, const struct date_text *d) {
    return d->when.day || x->before == '\'' || x->before == '-' || x->before == '/' ||
           x->value > 31;
}

static bool has_year(const struct pieces *p) {
    for (size_t i = 0; i < p->n; i++)
        if (p->v[i].digits == 4)
            return true;
    return false;
}

/* The one piece that is the month's name is known; what are the others? */
static bool read_beside_name(struct date_text *d, const struct pieces *p) {
    bool month = false;
    for (size_t i = 0; i < p->n; i++) {
        const struct piece *x = &p->v[i];
        bool day = x->kind == PIECE_DAY || x->at.style == DATE_ORDINAL ||
                   (x->digits > 0 && x->digits < 3 && !month) ||
                   (x->digits > 0 && x->digits < 3 && has_year(p));
        if (x->kind == PIECE_MONTH) {
            if (month)
                return false;
            month = true;
            set_month(d, x);
        } else if (day && !d->when.day) {
            set_day(d, x);
            d->padded = x->nought;
        } else if (d->when.year || day || (x->digits == 2 && !is_year_behind(x, d)) ||
                   !set_year(d, x)) {
            return false;
        }
    }
    return true;
}

/* Eight or six digits without a break: 20190312, 12032019, 120319. */
static bool read_glued(struct date_text *d, const struct piece *x) {
    unsigned v = x->value;
    uint32_t s = x->at.start;
    bool first = x->digits == 8 && v / 1000000 >= 19 && v / 1000000 <= 20 && v / 100 % 100 <= 12;
    uint32_t width = x->digits == 8 ? 4 : 2, year = first ? s : s + 4,
             month = first ? s + 4 : s + 2;
    if (x->digits != 8 && x->digits != 6)
        return false;
    d->year = (struct date_part){year, year + width, DATE_DIGITS};
    d->month = (struct date_part){month, month + 2, DATE_DIGITS};
    d->day = (struct date_part){first ? s + 6 : s, (first ? s + 6 : s) + 2, DATE_DIGITS};
    d->padded = true;
    d->two_digits = width == 2;
    unsigned rest = v / (width == 4 ? 10000 : 100), tail = v % (width == 4 ? 10000 : 100);
    d->when =
        first ? (struct date){(uint16_t)(v / 10000), (uint8_t)(v / 100 % 100), (uint8_t)(v % 100)}
              : (struct date){d->two_digits ? date_century(tail) : (uint16_t)tail,
                              (uint8_t)(rest % 100), (uint8_t)(rest / 100)};
    return d->when.month > 0 && d->when.day > 0;
}

/* One number or word: a year, a day of the month, or a glued date. */
static bool read_one(struct date_text *d, const struct piece *x) {
    if (x->digits >= 6)
        return read_glued(d, x);
    if (x->digits == 4 && x->value >= 1800 && x->value < 2200)
        return set_year(d, x);
    set_day(d, x);
    return x->digits < 3 && x->value > 0 && x->value < 32;
}

/* The day before the month, unless only the other order is possible. */
static void set_day_month(struct date_text *d, const struct piece *x, const struct piece *y) {
    bool american = y->value > 12 && x->value <= 12;
    set_day(d, american ? y : x);
    set_month(d, american ? x : y);
}

static bool read_figures(struct date_text *d, const struct pieces *p) {
    const struct piece *v = p->v;
    if (p->n == 1)
        return read_one(d, v);
    for (size_t i = 0; i < p->n; i++)
        if (v[i].kind != PIECE_NUMBER || v[i].at.style != DATE_DIGITS || v[i].value == 0)
            if (v[i].digits != 2 || i != 2) /* the year 00 */
                return false;
    d->padded = true;
    for (size_t i = 0; i < p->n; i++)
        d->padded = d->padded && v[i].digits != 1;
    if (p->n == 2 && v[0].digits == 4 && v[1].digits < 3) {
        set_month(d, &v[1]);
        return set_year(d, &v[0]);
    }
    if (p->n == 2 && v[1].digits == 4 && v[0].digits < 3) {
        set_month(d, &v[0]);
        return set_year(d, &v[1]);
    }
    bool first = p->n == 3 && v[0].digits == 4;
    const struct piece *day = first ? &v[2] : &v[0], *month = &v[1];
    if (p->n > 3 || day->digits > 2 || month->digits > 2)
        return false;
    if (first)
        set_day(d, day), set_month(d, month);
    else
        set_day_month(d, day, month);
    return p->n == 2 || set_year(d, first ? &v[0] : &v[2]);
}

bool date_read(struct date_text *out, struct slice text) {
    struct pieces p;
    bool named = false;
    *out = (struct date_text){0};
    if (text.n > UINT16_MAX || !cut(&p, text))
        return false;
    for (size_t i = 0; i < p.n; i++)
        named |= p.v[i].kind == PIECE_MONTH;
    return (named ? read_beside_name(out, &p) : read_figures(out, &p)) && date_exists(out->when);
}

enum status date_read_folded(struct date_text *out, struct slice text, struct arena *a,
                             struct err *e) {
    struct view v;
    enum status st = view_make(&v, text, a, e);
    if (st != ST_OK || !date_read(out, slice_trim(v.text)))
        *out = (struct date_text){0};
    return st;
}

/* ---- writing ---- */

static bool write_digits(struct buf *out, unsigned v, bool padded) {
    return (!padded || v > 9 || buf_add_char(out, '0')) && buf_add_number(out, v);
}

/* A word as the source has its letters: SMALL CAPITALS, small, or One Capital. */
static bool write_like(struct buf *out, const char *word, struct slice source) {
    bool lower = false, upper = false;
    for (size_t i = 0; i < source.n; i++) {
        lower |= source.p[i] >= 'a' && source.p[i] <= 'z';
        upper |= source.p[i] >= 'A' && source.p[i] <= 'Z';
    }
    for (size_t i = 0; word[i]; i++) {
        bool raise = word[i] >= 'a' && word[i] <= 'z' && upper && (!lower || i == 0);
        if (!buf_add_char(out, (char)(raise ? word[i] - 'a' + 'A' : word[i])))
            return false;
    }
    return true;
}

/* The letters of an ordinal's ending. */
static struct slice ending_of(struct slice source) {
    return slice_cut(source, source.n > 2 ? source.n - 2 : 0, source.n);
}

static bool write_day(struct buf *out, struct slice source, const struct date_text *d,
                      unsigned day) {
    if (d->day.style == DATE_WORDS)
        return write_like(out, day_words(day), source);
    if (d->day.style == DATE_DIGITS)
        return write_digits(out, day, d->padded);
    const char *space = memchr(source.p, ' ', source.n);
    return write_digits(out, day, source.p[0] == '0') && (!space || buf_add_char(out, ' ')) &&
           write_like(out, day_ending(day), ending_of(source));
}

static bool write_month(struct buf *out, struct slice source, const struct date_text *d,
                        unsigned month) {
    if (d->month.style == DATE_DIGITS)
        return write_digits(out, month, d->padded);
    return write_like(out, month_name(month, d->month.style == DATE_SHORT, d->welsh), source);
}

static bool write_year(struct buf *out, const struct date_text *d, unsigned year) {
    return d->two_digits ? write_digits(out, year % 100, true) : buf_printf(out, "%04u", year);
}

bool date_write(struct buf *out, struct slice text, const struct date_text *d, struct date to) {
    uint32_t from = 0;
    for (;;) {
        const struct date_part *parts[] = {&d->day, &d->month, &d->year}, *next = NULL;
        for (size_t i = 0; i < 3; i++)
            if (parts[i]->end > from && parts[i]->end > parts[i]->start &&
                (!next || parts[i]->start < next->start))
                next = parts[i];
        if (!next)
            return buf_add_slice(out, slice_cut(text, from, text.n));
        struct slice source = slice_cut(text, next->start, next->end);
        bool ok = buf_add_slice(out, slice_cut(text, from, next->start)) &&
                  (next == &d->day     ? write_day(out, source, d, to.day)
                   : next == &d->month ? write_month(out, source, d, to.month)
                                       : write_year(out, d, to.year));
        if (!ok)
            return false;
        from = next->end;
    }
}

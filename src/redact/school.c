#include "redact/school.h"

#include "redact/agewords.h"
#include "redact/figures.h"

#define PARTS_MAX 12
#define WORD_MAX  16

/* A number or a word of the text, in small letters. */
struct part {
    char word[WORD_MAX]; /* "" for a number */
    unsigned number;
};

struct parts {
    struct part v[PARTS_MAX];
    size_t n;
};

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

static bool add_number(struct part *p, struct slice s, size_t *at) {
    size_t digits = 0;
    while (*at < s.n && is_digit(s.p[*at])) {
        p->number = p->number * 10 + (unsigned)(s.p[(*at)++] - '0');
        if (++digits > 2)
            return false;
    }
    return true;
}

static bool add_word(struct part *p, struct slice s, size_t *at) {
    size_t n = 0;
    while (*at < s.n && is_small(small(s.p[*at]))) {
        if (n + 1 == WORD_MAX)
            return false;
        p->word[n++] = small(s.p[(*at)++]);
    }
    uint8_t value = 0;
    enum age_word kind = age_word((struct slice){p->word, n}, &value);
    if (kind == AGE_WORD_ONES && strcmp(p->word, "sixth") != 0) {
        p->number = value;
        p->word[0] = '\0';
    }
    return true;
}

/* Cuts the text into words and numbers; false for what no school year holds. */
static bool cut(struct parts *out, struct slice s) {
    out->n = 0;
    for (size_t at = 0; at < s.n;) {
        if (strchr(" \t\n-/,&.'", s.p[at]) && s.p[at]) {
            at++;
            continue;
        }
        if (out->n == PARTS_MAX)
            return false;
        struct part *p = &out->v[out->n++];
        *p = (struct part){0};
        if (is_digit(s.p[at]) ? !add_number(p, s, &at)
                              : !is_small(small(s.p[at])) || !add_word(p, s, &at))
            return false;
    }
    return out->n > 0;
}

static bool is_word(const struct parts *p, size_t i, const char *word) {
    return i < p->n && strcmp(p->v[i].word, word) == 0;
}

static bool is_number(const struct parts *p, size_t i) {
    return i < p->n && p->v[i].word[0] == '\0';
}

/* Words that may stand between and after the numbers. */
static bool may_join(const struct part *p) {
    static const char *const words[] = {"and",     "or",       "to",   "s",     "year",
                                        "years",   "yr",       "y",    "pupil", "pupils",
                                        "student", "students", "class"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(p->word, words[i]) == 0)
            return true;
    return false;
}

/* A kind of numbered class: its numbers run from 1 to last, and number k holds the ages
 * k + first to k + first + spread. */
struct scheme {
    unsigned last, first, spread;
};

static bool widen(struct age_range *out, bool any, unsigned lo, unsigned hi) {
    if (!any || lo < out->lo)
        out->lo = (uint8_t)lo;
    if (!any || hi > out->hi)
        out->hi = (uint8_t)hi;
    return true;
}

static bool read_numbers(struct age_range *out, const struct parts *p, size_t i,
                         struct scheme scheme) {
    bool any = false;
    for (; i < p->n; i++) {
        unsigned k = p->v[i].number;
        if (!is_number(p, i)) {
            if (!may_join(&p->v[i]))
                return false;
            continue;
        }
        if (k < 1 || k > scheme.last)
            return false;
        any = widen(out, any, k + scheme.first, k + scheme.first + scheme.spread);
    }
    return any;
}

static bool read_key_stage(struct age_range *out, const struct parts *p, size_t i) {
    static const struct age_range stages[] = {{5, 6}, {7, 10}, {11, 13}, {14, 15}, {16, 17}};
    if (i + 1 != p->n || !is_number(p, i) || p->v[i].number < 1 || p->v[i].number > 5)
        return false;
    *out = stages[p->v[i].number - 1];
    return true;
}

static bool read_sixth(struct age_range *out, const struct parts *p) {
    size_t i = is_word(p, 0, "lower") || is_word(p, 0, "upper");
    if (!is_word(p, i, "sixth") && !(is_number(p, i) && p->v[i].number == 6))
        return false;
    if (is_number(p, i) && is_word(p, i + 1, "th"))
        i++;
    if (i == 0 && !is_word(p, i + 1, "form") && !is_word(p, i + 1, "former") &&
        !is_word(p, i + 1, "formers"))
        return false;
    *out = (struct age_range){16, 17};
    if (is_word(p, 0, "lower"))
        out->hi = 16;
    if (is_word(p, 0, "upper"))
        out->lo = 17;
    return true;
}

static bool read_reception(struct age_range *out, const struct parts *p) {
    bool year_r = p->n == 2 && is_word(p, 1, "r") && (is_word(p, 0, "year") || is_word(p, 0, "yr"));
    if (!year_r && !is_word(p, 0, "reception") && !(p->n == 1 && is_word(p, 0, "yr")))
        return false;
    *out = (struct age_range){4, 4};
    return true;
}

bool school_read(struct age_range *out, struct slice text) {
    static const struct scheme year = {13, 4, 0}, primary = {7, 3, 1}, secondary = {6, 10, 1};
    struct parts p;
    if (!cut(&p, text))
        return false;
    if (read_reception(out, &p) || read_sixth(out, &p))
        return true;
    if (is_word(&p, 0, "year") || is_word(&p, 0, "years") || is_word(&p, 0, "yr") ||
        is_word(&p, 0, "yrs") || is_word(&p, 0, "y"))
        return read_numbers(out, &p, 1, year);
    if (is_word(&p, 0, "primary") || is_word(&p, 0, "p"))
        return read_numbers(out, &p, 1, primary);
    if (is_word(&p, 0, "secondary") || is_word(&p, 0, "s"))
        return read_numbers(out, &p, 1, secondary);
    if (is_word(&p, 0, "ks"))
        return read_key_stage(out, &p, 1);
    return is_word(&p, 0, "key") && is_word(&p, 1, "stage") && read_key_stage(out, &p, 2);
}

#include "redact/birth.h"

#include "redact/datetext.h"

#define LOOK_BACK 48 /* bytes before a date in which a word may say that it is one of birth */
#define WHOLE_MAX 40 /* bytes of a field that is one date */

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c) {
    return (small(c) >= 'a' && small(c) <= 'z') || (unsigned char)c >= 0x80;
}

/* Whether word stands at byte i of s, whatever its case, with no letter before it. */
static bool begins(struct slice s, size_t i, const char *word) {
    if (i > 0 && is_letter(s.p[i - 1]))
        return false;
    for (; *word; word++, i++)
        if (i >= s.n || small(s.p[i]) != *word)
            return false;
    return true;
}

/* The length of the word of birth at byte i of s; 0: there is none. "b." only right before the
 * date. */
static size_t cue_at(struct slice s, size_t i) {
    static const char *const words[] = {"born", "birth", "dob", "d.o.b", "d o b", "d0b", "yob"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (begins(s, i, words[w]))
            return strlen(words[w]);
    return begins(s, i, "b.") && slice_trim(slice_cut(s, i + 2, s.n)).n == 0 ? 2 : 0;
}

/* Whether the text between a word of birth and a date leaves them together: no figure, no end of a
 * sentence. */
static bool together(struct slice between) {
    for (size_t i = 0; i < between.n; i++) {
        char c = between.p[i];
        bool stop = c == '.' && i + 1 < between.n && between.p[i + 1] == ' ' && i > 1;
        if ((c >= '0' && c <= '9') || c == '\n' || c == ';' || stop)
            return false;
    }
    return true;
}

static bool in_context(struct slice text, const struct span *s) {
    size_t from = s->start > LOOK_BACK ? s->start - LOOK_BACK : 0;
    struct slice before = slice_cut(text, from, s->start);
    for (size_t i = before.n; i-- > 0;) {
        size_t n = cue_at(before, i);
        if (n > 0 && (i > 0 || from == 0 || !is_letter(text.p[from - 1])))
            return together(slice_cut(before, i + n, before.n));
    }
    return false;
}

/* The date in span s; its year is 0 where it is none. */
static enum status read_span(struct date *out, struct slice text, const struct span *s,
                             struct arena *a, struct err *e) {
    struct date_text d;
    enum status st = date_read_folded(&d, slice_cut(text, s->start, s->end), a, e);
    *out = d.when;
    return st;
}

bool births_has(const struct births *b, struct date d) {
    for (size_t i = 0; i < b->n; i++)
        if (b->v[i].year == d.year && b->v[i].month == d.month && b->v[i].day == d.day)
            return true;
    return false;
}

enum status births_note(struct births *b, struct slice text, const struct span_list *spans,
                        bool column, struct arena *a, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < spans->n; i++) {
        struct date d;
        if (spans->v[i].label != LABEL_DATE || (!column && !in_context(text, &spans->v[i])))
            continue;
        st = read_span(&d, text, &spans->v[i], a, e);
        if (st == ST_OK && d.year && b->n < BIRTHS_MAX && !births_has(b, d))
            b->v[b->n++] = d;
    }
    return st;
}

enum status births_relabel(const struct births *b, struct slice text, struct span_list *spans,
                           struct arena *a, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && b->n > 0 && i < spans->n; i++) {
        struct date d;
        if (spans->v[i].label != LABEL_DATE)
            continue;
        st = read_span(&d, text, &spans->v[i], a, e);
        if (st == ST_OK && d.year && births_has(b, d))
            spans->v[i].label = LABEL_AGE;
    }
    return st;
}

/* A month without a day counts as its middle. */
static int32_t days_of(struct date d) {
    return date_days((struct date){d.year, d.month, d.day ? d.day : 15});
}

static void note_latest(struct date *latest, struct date d) {
    if (d.year && d.month && (latest->year == 0 || days_of(d) > days_of(*latest)))
        *latest = d;
}

enum status births_reference(struct date *latest, struct slice text, const struct span_list *spans,
                             struct arena *a, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < spans->n; i++) {
        struct date d = {0};
        if (spans->v[i].label == LABEL_DATE)
            st = read_span(&d, text, &spans->v[i], a, e);
        note_latest(latest, d);
    }
    return st;
}

void births_reference_whole(struct date *latest, struct slice text) {
    struct date_text d;
    struct slice whole = slice_trim(text);
    if (whole.n <= WHOLE_MAX && date_read(&d, whole))
        note_latest(latest, d.when);
}

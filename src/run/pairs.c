#include "run/pairs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run/headers.h"
#include "run/headwords.h"

enum {
    SLOTS = 64,
    TEXT_MAX = 88,   /* bytes of a name that is kept */
    VALUE_WORDS = 8, /* of an address or a list; what is longer is prose */
    WIDE = 64,       /* columns of a list; of others only the first */
    ROWS_AHEAD = 32  /* that say whether the first is a head */
};

/* What a name says of its values. */
struct said {
    uint8_t label; /* enum label, LABEL_NONE */
    bool person;   /* header_is_person */
    bool topic;    /* what is asked about it may be anything: School, Home */
    struct header_person whose;
};

struct slot {
    struct said said;
    uint8_t n; /* bytes of text; 0: free */
    char text[TEXT_MAX];
};

struct pairs {
    uint32_t labels;
    struct slot cache[SLOTS];
};

enum status pairs_new(struct pairs **out, uint32_t labels, struct err *e) {
    *out = calloc(1, sizeof **out);
    if (!*out)
        return err_memory(e);
    (*out)->labels = labels & ~(1u << LABEL_GROUP);
    return ST_OK;
}

void pairs_free(struct pairs *p) {
    free(p);
}

static bool is_topic(struct slice text) {
    static const char topics[] = "|school|home|house|hospital|ward|college|university|nursery|town"
                                 "|city|village|area|district|estate|neighbourhood|workplace|";
    struct headwords w;
    return headwords_make(&w, text) && w.n == 1 && headwords_in(w.word[0], topics);
}

static struct said read_name(const struct pairs *p, struct slice text) {
    const enum label l = header_label(text);
    struct said s = {.label = (uint8_t)(p->labels >> l & 1 ? l : LABEL_NONE),
                     .person = header_is_person(text),
                     .topic = is_topic(text)};
    if (s.label != LABEL_NONE)
        s.whose = header_person(text);
    return s;
}

/* The same, remembered. What is too long for a header says nothing. */
static struct said look_up(struct pairs *p, struct slice text) {
    uint32_t h = 2166136261u;
    text = slice_trim(text);
    if (text.n == 0 || text.n > TEXT_MAX)
        return (struct said){0};
    for (size_t i = 0; i < text.n; i++)
        h = (h ^ (uint8_t)text.p[i]) * 16777619u;
    struct slot *s = &p->cache[(h ^ (h >> 15)) % SLOTS];
    if (s->n != text.n || memcmp(s->text, text.p, text.n) != 0) {
        s->said = read_name(p, text);
        s->n = (uint8_t)text.n;
        memcpy(s->text, text.p, text.n);
    }
    return s->said;
}

/* ---- the value ---- */

static size_t count_words(struct slice s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n && n <= VALUE_WORDS; i++)
        n += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
    return n;
}

static bool is_open(const struct treatment *t) {
    return (t->treat == TREAT_PROSE || t->treat == TREAT_SCAN) && t->known == LABEL_NONE &&
           !t->drop && t->pseudonym == LABEL_NONE;
}

/* True when it is replaced whole from now on. */
static bool treat_as(struct treatment *t, const struct field *value, const struct said *s) {
    const bool number = value->kind == FIELD_NUMBER;
    if (!is_open(t) || value->kind == FIELD_KEY || (number && s->label == LABEL_PLACE))
        return false;
    if (s->label != LABEL_NONE && count_words(value->text) <= VALUE_WORDS) {
        t->treat = TREAT_KNOWN;
        t->known = s->label;
        t->whose = s->whose;
        return true;
    }
    if (!number && (s->label != LABEL_NONE || s->person)) {
        t->treat = TREAT_PROSE;
        t->relation = s->person;
    }
    return false;
}

/* ---- a row for each value ---- */

/* Fields of one object, and what is within it, stand together. */
static bool is_below(struct slice name, struct slice parent) {
    return slice_starts(name, parent);
}

/* The object whose values the name at i speaks of. */
static struct slice object_of(const struct record *r, const struct treatment *t, size_t i) {
    const struct slice parent = headwords_parent(r->fields[i].name);
    return t[i].row == ROW_ABOVE ? headwords_parent(parent) : parent;
}

static bool is_in(const struct record *r, size_t i, struct slice object) {
    return slice_eq(headwords_parent(r->fields[i].name), object);
}

static bool is_name(const struct record *r, const struct treatment *t, size_t i) {
    return r->fields[i].kind == FIELD_STRING &&
           (t[i].row == ROW_FIELD || t[i].row == ROW_HEADING || t[i].row == ROW_ABOVE);
}

/* Whether the name at i says something. */
static bool take_name(struct said *s, struct pairs *p, const struct record *r,
                      const struct treatment *t, size_t i) {
    *s = look_up(p, r->fields[i].text);
    if (t[i].row != ROW_FIELD && s->topic)
        s->label = LABEL_NONE;
    return s->label != LABEL_NONE || s->person;
}

/* Whether a value of that kind is one of a name of that kind. */
static bool belongs(uint8_t value, uint8_t name) {
    return value == ROW_VALUE || (value == ROW_CHANGE && name == ROW_FIELD);
}

/* The values that the name at i speaks of: those behind it up to the next name, and those before it
 * where it is the first. True when there are such. */
static bool apply_name(const struct record *r, struct treatment *t, size_t i, bool first,
                       const struct said *s) {
    const struct slice object = object_of(r, t, i);
    bool any = false;
    for (size_t k = i + 1; k < r->n && is_below(r->fields[k].name, object); k++) {
        const bool near = is_in(r, k, object);
        if (is_name(r, t, k) && slice_eq(object_of(r, t, k), object))
            break;
        if (near && belongs(t[k].row, t[i].row))
            any |= treat_as(&t[k], &r->fields[k], s);
    }
    for (size_t k = i; first && k-- > 0 && is_below(r->fields[k].name, object);)
        if (belongs(t[k].row, t[i].row) && is_in(r, k, object))
            any |= treat_as(&t[k], &r->fields[k], s);
    return any;
}

static void apply_rows(struct pairs *p, const struct record *r, struct treatment *t) {
    size_t last = r->n;
    for (size_t i = 0; i < r->n; i++) {
        struct said s;
        if (!is_name(r, t, i))
            continue;
        const bool first = last == r->n || !slice_eq(object_of(r, t, last), object_of(r, t, i));
        last = i;
        if (!take_name(&s, p, r, t, i))
            continue;
        if (apply_name(r, t, i, first, &s) && t[i].treat == TREAT_PROSE)
            /* Forename is nobody's name */
            t[i].treat = TREAT_SCAN;
    }
}

/* ---- lists ---- */

/* Where the list that field i begins ends: its elements are fields of their own, one behind the
 * other; i when it begins none. */
static size_t list_end(const struct record *r, size_t i) {
    const struct slice name = r->fields[i].name;
    if (name.n < 3 || name.p[0] != '/' || memcmp(name.p + name.n - 2, "/0", 2) != 0)
        return i;
    size_t end = i;
    char index[24];
    do {
        const size_t digits = (size_t)snprintf(index, sizeof index, "%zu", end - i + 1);
        end++;
        if (end == r->n || r->fields[end].kind == FIELD_KEY)
            break;
        const struct slice next = r->fields[end].name;
        if (next.n != name.n - 1 + digits || memcmp(next.p, name.p, name.n - 1) != 0 ||
            memcmp(next.p + name.n - 1, index, digits) != 0)
            break;
    } while (end - i < WIDE);
    return end;
}

/* /rows/0 is the first of its list; /columns says what it is. */
static bool is_head(struct slice list) {
    static const char heads[] = "|header|headers|head|columns|cols|column names|fields|field names"
                                "|keys|names|titles|headings|";
    char joined[HEADWORDS_JOINED];
    struct headwords w;
    if (list.n > 2 && memcmp(list.p + list.n - 2, "/0", 2) == 0)
        return true;
    size_t at = list.n;
    while (at > 0 && list.p[at - 1] != '/')
        at--;
    return headwords_make(&w, slice_cut(list, at, list.n)) && w.n > 0 &&
           headwords_in(headwords_join(joined, &w, 0, w.n), heads);
}

/* What the elements of a list [from, to) of strings say as headers; how many say something. */
static size_t read_head(struct said *said, struct pairs *p, const struct record *r, size_t from,
                        size_t to) {
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        if (r->fields[i].kind != FIELD_STRING)
            return 0;
        said[i - from] = look_up(p, r->fields[i].text);
        n += said[i - from].label != LABEL_NONE || said[i - from].person;
    }
    return n;
}

/* A list of as many elements that stands in the same list as the head, beside it, or in a list
 * beside it. */
static bool is_row(struct slice head, struct slice list) {
    const struct slice home = headwords_parent(head), parent = headwords_parent(list);
    return slice_eq(parent, home) || slice_eq(headwords_parent(parent), home);
}

static void apply_head(const struct record *r, struct treatment *t, size_t from, size_t to,
                       const struct said *said) {
    const struct slice head = headwords_parent(r->fields[from].name);
    const struct slice home = headwords_parent(head); /* its rows are within, and stand together */
    for (size_t i = to, end; i < r->n && is_below(r->fields[i].name, home);
         i = end > i ? end : i + 1) {
        end = list_end(r, i);
        if (end - i != to - from || !is_row(head, headwords_parent(r->fields[i].name)))
            continue;
        for (size_t k = i; k < end; k++)
            treat_as(&t[k], &r->fields[k], &said[k - i]);
    }
}

/* Whether a list [from, to) of two stands among such lists, of which some other begins with a name
 * that says something: [["surname", "Bird"], ["age", 13]], where no other would be a row of it. */
static bool is_pair(struct pairs *p, const struct record *r, size_t from, size_t to) {
    const struct slice list = headwords_parent(r->fields[from].name);
    const bool numbered = list.n > 1 && list.p[list.n - 1] >= '0' && list.p[list.n - 1] <= '9';
    if (to - from != 2 || !numbered)
        return false;
    if (!is_head(list) || to == r->n || list_end(r, to) != to + 2)
        return true;
    size_t rows = 0;
    for (size_t i = to, end; rows < ROWS_AHEAD && (end = list_end(r, i)) == i + 2; i = end) {
        rows++;
        if (r->fields[i].kind == FIELD_STRING && look_up(p, r->fields[i].text).label != LABEL_NONE)
            return true;
        if (end == r->n)
            break;
    }
    return false;
}

static void apply_pair(struct pairs *p, const struct record *r, struct treatment *t, size_t i) {
    if (r->fields[i].kind != FIELD_STRING)
        return;
    const struct said name = look_up(p, r->fields[i].text);
    const struct said value = look_up(p, r->fields[i + 1].text);
    if (name.label != LABEL_NONE && value.label == LABEL_NONE && !value.person)
        treat_as(&t[i + 1], &r->fields[i + 1], &name);
}

static void apply_lists(struct pairs *p, const struct record *r, struct treatment *t) {
    struct said said[WIDE];
    for (size_t i = 0, end; i<r->n; i = end> i ? end : i + 1) {
        end = list_end(r, i);
        if (end - i < 2)
            continue;
        if (is_pair(p, r, i, end))
            apply_pair(p, r, t, i);
        else if (is_head(headwords_parent(r->fields[i].name)) &&
                 read_head(said, p, r, i, end) * 2 >= end - i)
            apply_head(r, t, i, end, said);
    }
}

/* ---- inside a value ---- */

enum { NAMES_MAX = 16, NAME_BYTES = 40 };

static bool is_of_name(char c) {
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == ' ' || c == '_' || c == '.' ||
           c == '-' || c == '\'' || (signed char)c < 0;
}

/* The words that end before text.p[at], without quotation marks. */
static struct slice name_before(struct slice text, size_t at) {
    while (at > 0 && (text.p[at - 1] == '"' || text.p[at - 1] == '\'' || text.p[at - 1] == ' '))
        at--;
    size_t from = at;
    while (from > 0 && at - from < NAME_BYTES && is_of_name(text.p[from - 1]))
        from--;
    while (from < at && (text.p[from] == '\'' || text.p[from] == ' ' || text.p[from] == '-'))
        from++;
    return slice_cut(text, from, at);
}

/* Whether what stands at i ends a name: a sign for it, a comma behind the first words of a line, a
 * dash set apart. */
static bool ends_name(struct slice text, size_t i, size_t line) {
    const char c = text.p[i];
    if (c == ',' || c == ';')
        return line + NAME_BYTES > i && memchr(text.p + line, c, i - line) == NULL;
    if (c == '-')
        return text.p[i - 1] == ' ' && i + 1 < text.n && text.p[i + 1] == ' ';
    return memchr(":=>|~\t", c, 6) != NULL;
}

/* Rose (mother): what stands in the brackets that open at i is who somebody is. */
static bool opens_person(struct pairs *p, struct slice text, size_t i) {
    size_t end = i + 1;
    while (end < text.n && end - i < NAME_BYTES && is_of_name(text.p[end]))
        end++;
    return i >= 3 && end < text.n && end > i + 1 && look_up(p, slice_cut(text, i + 1, end)).person;
}

bool pairs_within(struct pairs *p, struct slice text) {
    size_t names = 0, line = 0;
    for (size_t i = 1; i < text.n && names < NAMES_MAX; i++) {
        if (text.p[i - 1] == '\n')
            line = i;
        const bool bracket = text.p[i] == '(';
        if (!bracket && !ends_name(text, i, line))
            continue;
        const struct slice name = name_before(text, i);
        if (name.n == 0)
            continue;
        names++;
        const struct said s = bracket ? (struct said){0} : look_up(p, name);
        if (s.label != LABEL_NONE || s.person || (bracket && opens_person(p, text, i)))
            return true;
    }
    return false;
}

void pairs_apply(struct pairs *p, const struct record *r, struct treatment *t) {
    apply_rows(p, r, t);
    if (r->json)
        apply_lists(p, r, t);
}

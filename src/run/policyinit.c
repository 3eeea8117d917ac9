#include "run/policyinit.h"

#include <stdlib.h>
#include <strings.h>

#include "redact/table.h"
#include "run/columns.h"
#include "run/headers.h"
#include "run/headtable.h"
#include "run/input.h"
#include "run/namelike.h"

enum {
    SAMPLE_RECORDS = 1000,
    COLUMNS_MAX = 2000,
    DISTINCT_MAX = 200, /* values of one column told apart */
    SMALL = 10          /* a value in fewer records may be somebody */
};

/* What the sample shows of one column. */
struct column {
    struct slice name; /* header, or JSON pointer with * for the elements of arrays */
    uint8_t label;     /* enum label: what the header says, among the others */
    bool person;       /* it says a person */
    uint64_t filled;   /* values that are not empty */
    uint64_t words, most_words;
    uint64_t numbers;    /* values of at most two digits */
    uint64_t single;     /* values of one word */
    uint64_t names;      /* values that look like somebody's name */
    struct table values; /* value → how often */
    size_t distinct;     /* at most DISTINCT_MAX, then they are many */
};

enum proposal { AS_TEXT, AS_KNOWN, AS_DROP, AS_SCAN, AS_PASS, PROPOSALS };

struct sample {
    struct arena arena;
    struct lexicon *lexicon;
    struct column *v;
    size_t n;
    struct table names; /* name → index */
    uint64_t records;
    enum format format;
};

/* ---- the sample ---- */

/* /notes/0/text → / notes / * / text. */
static bool pointer_name(struct slice *out, struct slice name, struct arena *a) {
    struct buf b = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < name.n;) {
        size_t end = i + 1;
        while (end < name.n && name.p[end] != '/')
            end++;
        size_t digits = i + 1;
        while (digits < end && name.p[digits] >= '0' && name.p[digits] <= '9')
            digits++;
        bool index = digits == end && end > i + 1;
        ok = index ? buf_add_str(&b, "/*") : buf_add(&b, name.p + i, end - i);
        i = end;
    }
    *out = arena_copy(a, buf_slice(&b));
    buf_free(&b);
    return ok && out->p;
}

/* The column of a name, made when new; NULL when memory is out or there are too many. */
static struct column *column_of(struct sample *s, struct slice name) {
    bool pointer = name.n > 0 && name.p[0] == '/' && s->format == FORMAT_JSONL;
    if (pointer && !pointer_name(&name, name, &s->arena))
        return NULL;
    const uint32_t *at = table_get(&s->names, name);
    if (at)
        return &s->v[*at];
    if (s->n == COLUMNS_MAX)
        return NULL;
    struct column *c = &s->v[s->n];
    c->name = arena_copy(&s->arena, name);
    c->values.arena = &s->arena;
    c->label = (uint8_t)header_label(name);
    c->person = header_is_person(name);
    if (!c->name.p || !table_put(&s->names, c->name, (uint32_t)s->n))
        return NULL;
    s->n++;
    return c;
}

static bool is_short_number(struct slice s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= 2;
}

static uint64_t count_words(struct slice s) {
    uint64_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
    return n;
}

static bool count_value(struct column *c, struct slice text, struct arena *a) {
    uint32_t *often = table_get(&c->values, text);
    if (often) {
        *often += 1;
        return true;
    }
    if (c->distinct == DISTINCT_MAX)
        return true;
    text = arena_copy(a, text);
    c->distinct++;
    return text.p && table_put(&c->values, text, 1);
}

static bool add_value(struct sample *s, const struct field *f) {
    struct column *c = column_of(s, f->name);
    struct slice text = slice_trim(f->text);
    if (!c || text.n == 0)
        return c != NULL;
    uint64_t words = count_words(text);
    c->filled++;
    c->words += words;
    c->most_words = words > c->most_words ? words : c->most_words;
    c->single += words == 1;
    c->numbers += is_short_number(text);
    c->names += namelike(s->lexicon, text);
    return count_value(c, text, &s->arena);
}

/* A column for each header of a table. */
static enum status add_headers(struct sample *s, const struct slice *header, size_t n,
                               struct err *e) {
    const struct headtable table = headtable_of(header, n);
    for (size_t i = 0; i < n; i++) {
        char room[FULLER_MAX];
        struct column *c = column_of(s, header[i]);
        if (!c)
            return err_set(e, ST_LIMIT, "has more columns than a policy is made for (%d)",
                           COLUMNS_MAX);
        const struct slice fuller = header_fuller(room, &table, i);
        c->label = (uint8_t)header_label(fuller);
        c->person = header_is_person(fuller);
    }
    return ST_OK;
}

static enum status read_sample(struct sample *s, struct reader *rd, struct err *e) {
    struct arena a = {0};
    enum status st = ST_OK;
    size_t n = 0;
    const struct slice *header = reader_header(rd, &n);
    s->format = reader_format(rd);
    st = columns_are_no_people(s->lexicon, header, n, e);
    if (st == ST_OK)
        st = add_headers(s, header, n, e);
    while (st == ST_OK && s->records < SAMPLE_RECORDS) {
        struct record r = {0};
        arena_reset(&a);
        st = reader_next(rd, &r, &a, e);
        for (size_t i = 0; st == ST_OK && i < r.n; i++)
            if (r.fields[i].kind != FIELD_KEY && !r.fields[i].synthetic &&
                !add_value(s, &r.fields[i]))
                st = err_memory(e);
        s->records += st == ST_OK;
    }
    arena_free(&a);
    return st == ST_END ? ST_OK : st;
}

/* ---- proposals ---- */

/* How many of the values stand in fewer than SMALL records. */
static size_t rare_values(const struct column *c) {
    size_t n = 0;
    for (size_t i = 0; i < c->values.cap; i++)
        n += c->values.v[i].key.p && c->values.v[i].value < SMALL;
    return n;
}

static bool is_prose(const struct column *c) {
    return c->filled > 0 && (c->words >= c->filled * 5 || c->most_words >= 8);
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The header says that people write in it, though the sample has little. */
static bool invites_prose(struct slice header) {
    static const char *const words[] = {"note",        "notes",    "comment", "comments",
                                        "description", "details",  "summary", "narrative",
                                        "feedback",    "concerns", "reason",  "reasons"};
    for (size_t i = 0, end; i < header.n; i = end + 1) {
        for (end = i; end < header.n && is_letter(header.p[end]);)
            end++;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (end - i == strlen(words[k]) && strncasecmp(header.p + i, words[k], end - i) == 0)
                return true;
    }
    return false;
}

/* Every record has another value, and none has two words: a reference. */
static bool is_reference(const struct column *c) {
    bool all_differ = c->distinct == c->filled || c->distinct == DISTINCT_MAX;
    return c->filled >= 10 && all_differ && c->single == c->filled;
}

/* Answers on a scale. An age would have more values. */
static bool is_scale(const struct column *c) {
    return c->filled > 0 && c->numbers == c->filled && c->distinct <= 11 && c->filled >= 20;
}

/* Most values look like names: a column headed Mother. */
static bool holds_names(const struct column *c) {
    return c->names >= 2 && c->names * 2 > c->filled;
}

static bool identifies(const struct column *c) {
    return c->label != LABEL_NONE && c->label != LABEL_GROUP;
}

/* What may be a name is found in text only. */
static enum proposal propose(const struct column *c) {
    if (identifies(c) || holds_names(c))
        return AS_KNOWN;
    if (is_prose(c) || c->person || invites_prose(c->name))
        return AS_TEXT;
    if (is_reference(c))
        return AS_DROP;
    return is_scale(c) ? AS_PASS : AS_SCAN;
}

static bool add_reason(struct buf *b, const struct column *c, enum proposal as) {
    if (as == AS_KNOWN && identifies(c))
        return buf_printf(b, "%s by its header", label_name(c->label));
    if (as == AS_KNOWN)
        return buf_printf(b, "%llu of %llu values look like names", (unsigned long long)c->names,
                          (unsigned long long)c->filled);
    if (c->filled == 0)
        return buf_add_str(b, "empty in the sample: look at it");
    if (as == AS_TEXT && !is_prose(c) && c->person)
        return buf_add_str(b, "a person by its header: names in it are found");
    if (as == AS_TEXT && !is_prose(c))
        return buf_add_str(b, "prose by its header");
    if (as == AS_TEXT)
        return buf_printf(b, "%.1f words a value", (double)c->words / (double)c->filled);
    if (as == AS_DROP)
        return buf_add_str(b, "another value in every record");
    if (as == AS_PASS)
        return buf_printf(b, "numbers, %zu different", c->distinct);
    if (c->distinct == DISTINCT_MAX)
        return buf_printf(b, "%d values or more: look at it", DISTINCT_MAX);
    return buf_printf(b, "%zu values, %zu of them in fewer than %d records", c->distinct,
                      rare_values(c), SMALL);
}

/* In single quotes, as YAML takes it; a header is shown as it is, for it must be found again. */
static bool add_quoted(struct buf *b, struct slice s) {
    bool ok = buf_add_char(b, '\'');
    for (size_t i = 0; ok && i < s.n; i++)
        ok = (s.p[i] != '\'' || buf_add_char(b, '\'')) && buf_add_char(b, s.p[i]);
    return ok && buf_add_char(b, '\'');
}

/* Headers with line ends, which a quoted line would not keep, are named by their number. */
static bool add_name(struct buf *b, const struct sample *s, size_t i) {
    struct slice name = s->v[i].name;
    bool plain = s->format == FORMAT_JSONL || name.n > 0;
    for (size_t k = 0; k < name.n; k++)
        plain = plain && (unsigned char)name.p[k] >= ' ' && name.p[k] != 0x7F;
    return plain ? add_quoted(b, name) : buf_printf(b, "'#%zu'", i + 1);
}

static bool add_columns(struct buf *b, const struct sample *s, enum proposal as) {
    static const struct {
        const char *key, *about;
    } groups[PROPOSALS] = {
        [AS_TEXT] = {"text", "Prose: the full treatment."},
        [AS_KNOWN] = {"known", "Identifiers: replaced whole, and redacted wherever the record's "
                               "text mentions them.\n# `drop` leaves such a column out, "
                               "`pseudonymise` (with a key) keeps records joinable."},
        [AS_DROP] = {"drop", "References: one for every record. `pseudonymise` keeps them "
                             "joinable."},
        [AS_SCAN] = {"scan", "Quasi-identifiers and what is left: scanned by decisive rules only, "
                             "else shown.\n# Rare values may tell who it is: drop such a column, "
                             "or make its values coarser first."},
        [AS_PASS] = {"pass-unscanned", "Answers on a scale: let through as they are."},
    };
    bool any = false, ok = true;
    for (size_t i = 0; ok && i < s->n; i++) {
        if (propose(&s->v[i]) != as)
            continue;
        if (!any)
            ok = buf_printf(b, "\n# %s\n%s:\n", groups[as].about, groups[as].key);
        any = true;
        ok = ok && buf_add_str(b, "  - ") && add_name(b, s, i) && buf_add_str(b, " # ") &&
             add_reason(b, &s->v[i], as) && buf_add_char(b, '\n');
    }
    return ok;
}

/* How the file was read this time, so that the policy reads it too. */
static bool add_input(struct buf *b, const struct sample *s, const struct options *o) {
    static const char *const formats[] = {"", "csv", "tsv", "jsonl", "text"};
    bool ok = buf_printf(b, "\ninput: %s\n", formats[s->format]);
    for (size_t i = 0; ok && i < o->n_given; i++) {
        const struct option_def *d = o->given[i].def;
        if (d->group != OPTIONS_INPUT || !d->policy || d->id == OPT_INPUT)
            continue;
        ok = buf_printf(b, "%s: ", d->name) &&
             (o->given[i].value ? add_quoted(b, slice_of(o->given[i].value))
                                : buf_add_str(b, "yes")) &&
             buf_add_char(b, '\n');
    }
    return ok;
}

static bool add_policy(struct buf *b, const struct sample *s, const struct options *o) {
    bool table = s->format == FORMAT_CSV || s->format == FORMAT_TSV;
    bool ok = buf_printf(b,
                         "# A policy for blot, proposed from the header and %llu record%s. Read "
                         "every line, and change what is\n# wrong: whoever signs it decides. Keep "
                         "it under version control; run it with\n#     blot --policy THIS-FILE "
                         "-o clean.jsonl INPUT\n",
                         (unsigned long long)s->records, s->records == 1 ? "" : "s") &&
              add_input(b, s, o);
    if (ok && table)
        ok =
            buf_add_str(b, "strict-columns: yes # a column that is not named here stops the run\n");
    for (int as = 0; ok && as < PROPOSALS; as++)
        ok = add_columns(b, s, (enum proposal)as);
    return ok &&
           buf_add_str(b, "\n# How to replace. Take the # away from what you want.\n"
                          "# action: {NAME: number, AGE: number, PLACE: number, DATE: number}\n"
                          "# spans: yes\n"
                          "# Refuse other rules, or another key, than those this was tried "
                          "with (blot -V, blot key id FILE):\n"
                          "# rules-hash: ''\n"
                          "# key-id: ''\n");
}

enum status policyinit_write(struct buf *out, const struct options *o, const char *path,
                             struct err *e) {
    struct input in;
    struct reader *rd = NULL;
    struct sample s = {0};
    s.names.arena = &s.arena;
    s.v = calloc(COLUMNS_MAX, sizeof *s.v);
    if (!s.v)
        return err_memory(e);
    enum status st = lexicon_builtin(&s.lexicon, e);
    if (st == ST_OK)
        st = input_open(&in, path, e);
    if (st == ST_OK) {
        st = reader_open(&rd, &in.source, &o->reader, 1, e);
        if (st == ST_OK)
            st = read_sample(&s, rd, e);
        if (rd)
            reader_close(rd);
        input_close(&in);
    }
    if (st == ST_OK && !add_policy(out, &s, o))
        st = err_memory(e);
    lexicon_free(s.lexicon);
    arena_free(&s.arena);
    free(s.v);
    return st;
}

#include "run/gold.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/array.h"
#include "base/utf8.h"
#include "run/goldtext.h"

struct gold_record *gold_add(struct gold *g) {
    if (!ARRAY_MORE(g->v, g->n))
        return NULL;
    g->v[g->n] = (struct gold_record){0};
    return &g->v[g->n++];
}

void gold_free(struct gold *g) {
    free(g->v);
    arena_free(&g->arena);
    *g = (struct gold){0};
}

struct slice gold_label(struct slice s) {
    static const char *const contacts[] = {"PHONE", "EMAIL", "URL", "HANDLE"};
    for (size_t i = 0; i < sizeof contacts / sizeof *contacts; i++)
        if (slice_is(s, contacts[i]))
            return slice_of("CONTACT");
    return s;
}

struct gold_mark gold_mark_of(uint32_t start, uint32_t end, struct slice label) {
    static const char *const neutral[] = {"QUASI", "DEMONYM", "OTHER", "ORG", "IGNORE"};
    struct gold_mark m = {start, end, gold_label(label), LABEL_NONE, false};
    m.label = (uint8_t)label_from(m.name);
    for (size_t i = 0; i < sizeof neutral / sizeof *neutral; i++)
        m.neutral |= slice_is(m.name, neutral[i]);
    return m;
}

static bool ends_in(const char *path, const char *tail) {
    size_t n = strlen(path), k = strlen(tail);
    return n >= k && strcmp(path + n - k, tail) == 0;
}

enum status gold_load(struct gold *g, const char *path, struct err *e) {
    size_t before = g->n;
    enum status st =
        ends_in(path, ".jsonl") ? gold_load_json(g, path, e) : gold_load_text(g, path, e);
    if (st != ST_OK)
        err_file(e, path);
    for (size_t i = before; st == ST_OK && i < g->n; i++)
        g->v[i].file = path;
    return st;
}

bool gold_is_measured(const struct gold_record *r, uint32_t every) {
    size_t end = r->id.n;
    while (end > 0 && (r->id.p[end - 1] < '0' || r->id.p[end - 1] > '9'))
        end--;
    size_t start = end;
    while (start > 0 && r->id.p[start - 1] >= '0' && r->id.p[start - 1] <= '9')
        start--;
    uint64_t rest = 0; /* without a number: 0, which every number divides */
    for (size_t i = start; i < end; i++)
        rest = (rest * 10 + (uint64_t)(r->id.p[i] - '0')) % every;
    return rest == 0;
}

bool gold_is_alnum(uint32_t cp) {
    if (cp < 0x80)
        return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

/* Characters whose other case is more than one character, although Unicode also lists a single one
 * for them: they stay as they are. */
static bool one_for_many(uint32_t cp, enum gold_case c) {
    if (c == CASE_LOWER)
        return cp == 0x130;
    return cp == 0xDF || (cp >= 0x1F80 && cp <= 0x1FAF) || cp == 0x1FB3 || cp == 0x1FBC ||
           cp == 0x1FC3 || cp == 0x1FCC || cp == 0x1FF3 || cp == 0x1FFC;
}

static uint32_t other_case(uint32_t cp, enum gold_case c) {
    if (one_for_many(cp, c))
        return cp;
    utf8proc_int32_t at = (utf8proc_int32_t)cp;
    return (uint32_t)(c == CASE_LOWER ? utf8proc_tolower(at) : utf8proc_toupper(at));
}

/* map[i]: where byte i of the old text stands in the new one; n + 1 entries. */
static void convert(char *out, uint32_t *map, struct slice s, enum gold_case c) {
    size_t n = 0, len = 0;
    for (size_t i = 0; i < s.n; i += len) {
        uint32_t cp = utf8_decode(&len, slice_cut(s, i, s.n));
        for (size_t k = 0; k < len; k++)
            map[i + k] = (uint32_t)n;
        n += utf8_encode(out + n, other_case(cp, c));
    }
    map[s.n] = (uint32_t)n;
}

enum status gold_set_case(struct gold *g, struct gold_record *r, enum gold_case c, struct err *e) {
    if (c == CASE_AS_IS)
        return ST_OK;
    char *out = arena_alloc(&g->arena, r->text.n * 4 + 1);
    uint32_t *map = arena_calloc(&g->arena, r->text.n + 1, sizeof *map);
    if (!out || !map)
        return err_memory(e);
    convert(out, map, r->text, c);
    for (size_t i = 0; i < r->n; i++) {
        r->marks[i].start = map[r->marks[i].start];
        r->marks[i].end = map[r->marks[i].end];
    }
    r->text = (struct slice){out, map[r->text.n]};
    return ST_OK;
}

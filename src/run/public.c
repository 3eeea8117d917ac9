#include "run/public.h"

#include "base/array.h"
#include "text/fold.h"

/* Words of the names that the record's own fields hold, by hash. */
struct known_words {
    uint32_t *v;
    size_t n;
};

static bool add_word(struct known_words *k, uint32_t hash, struct arena *a) {
    if (!ARRAY_MORE_IN(a, k->v, k->n))
        return false;
    k->v[k->n++] = hash;
    return true;
}

static enum status scan_text(struct scan *s, struct slice text, const struct lexicon *lx,
                             struct arena *a, struct err *e) {
    struct view v;
    enum status st = view_make(&v, text, a, e);
    return st == ST_OK ? tokens_make(s, v.text, lx, a, e) : st;
}

static enum status gather(struct known_words *k, const struct detect_field *fields, size_t n,
                          const struct lexicon *lx, struct arena *a, struct err *e) {
    for (size_t i = 0; i < n; i++) {
        struct scan s;
        bool seeds = fields[i].treat == TREAT_KNOWN || fields[i].treat == TREAT_SEED;
        if (!seeds || fields[i].known != LABEL_NAME)
            continue;
        enum status st = scan_text(&s, fields[i].text, lx, a, e);
        for (uint32_t t = 0; st == ST_OK && t < s.n; t++)
            if (s.tok[t].kind == TOK_WORD && !add_word(k, s.tok[t].hash, a))
                st = err_memory(e);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

static bool knows(const struct known_words *k, const struct scan *s) {
    for (uint32_t t = 0; t < s->n; t++)
        for (size_t i = 0; s->tok[t].kind == TOK_WORD && i < k->n; i++)
            if (k->v[i] == s->tok[t].hash)
                return true;
    return false;
}

/* True when the tokens are one listed name from the first to the last word. */
static bool is_listed(const struct phrase_list *names, const struct scan *s) {
    uint32_t at = 0, end = 0, words = 0, last = 0;
    uint8_t tag = 0;
    for (uint32_t t = 0; t < s->n; t++)
        if (s->tok[t].kind == TOK_WORD || s->tok[t].kind == TOK_NUMBER) {
            words++;
            last = t + 1;
        }
    return words >= 2 && phrase_list_next(names, s, &at, &tag, &end) && at == 0 && end == last;
}

static bool may_stay(const struct span *s) {
    return s->label == LABEL_NAME && s->origin != BY_KNOWN && s->origin != BY_COLUMN &&
           s->origin != BY_DENY && s->origin != BY_USER_RULE && s->origin != BY_UNCOVERED;
}

static enum status keep_field(const struct phrase_list *names, const struct lexicon *lx,
                              const struct known_words *k, const struct record *r, size_t i,
                              struct redacted *out, struct arena *a, struct err *e) {
    struct span_list *l = &out->spans[i];
    size_t n = 0;
    for (size_t j = 0; j < l->n; j++) {
        struct span s = l->v[j];
        struct scan scan = {0};
        enum status st = ST_OK;
        if (may_stay(&s))
            st = scan_text(&scan, slice_cut(r->fields[i].text, s.start, s.end), lx, a, e);
        if (st != ST_OK)
            return st;
        struct noted place = {(uint32_t)i, s.start, s.end, RULE_NONE};
        if (scan.n == 0 || !is_listed(names, &scan) || knows(k, &scan))
            l->v[n++] = s;
        else if (!noted_add(&out->public, place, a))
            return err_memory(e);
    }
    l->n = n;
    return ST_OK;
}

enum status public_keep(const struct engine *en, const struct record *r,
                        const struct detect_field *fields, size_t n, struct redacted *out,
                        struct arena *a, struct err *e) {
    struct known_words k = {0};
    enum status st = gather(&k, fields, n, en->lexicon, a, e);
    for (size_t i = 0; st == ST_OK && i < r->n; i++)
        if (out->spans[i].n > 0 && r->fields[i].kind != FIELD_KEY && !out->fields[i].drop)
            st = keep_field(en->public, en->lexicon, &k, r, i, out, a, e);
    return st;
}

#include "find/again.h"

#include <string.h>

#include "find/allowed.h"
#include "find/evidence.h"
#include "find/hidden.h"
#include "find/judge.h"
#include "find/opaque.h"
#include "find/resolve.h"

/* Tokens within which a word is judged by others, a figure is, and much hangs on one. */
#define NEAR        4
#define NEAR_FIGURE EVIDENCE_SENTENCE
#define BESIDE      2

/* How much a word may lack (in the table's units) in the sketch of the record as it comes out. */
#define LACKS 15000

static enum status out_of_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

/* ---- whether ---- */

/* True when evidence left token i, which was nearly found, or stands where much hangs on what was;
 * or a leave rule did, which may have known it by that. distance: of the nearest that was found. */
static bool is_asked(const struct context *c, uint32_t i, uint32_t distance) {
    const struct mark *m = &c->mark[i];
    if (m->tag == TAG_LEFT)
        return distance <= BESIDE && evidence_allowed(c, i);
    if (m->candidate != 1 || m->locked || m->tag != TAG_NONE)
        return false;
    return distance <= BESIDE || (m->nearly && (distance <= NEAR || evidence_is_figure(c, i)));
}

static uint32_t list_all(uint32_t *token, const struct hidden *h) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < h->scan.n; i++)
        if (is_asked(&h->context, i, 0))
            token[n++] = i;
    return n;
}

/* Whether some letters may be somebody's initials. */
static bool has_initials(const struct context *c) {
    bool any = false;
    for (uint32_t k = 0; k < c->n_active && !any; k++)
        any = c->mark[c->active[k]].initials;
    return any;
}

/* Adds to the n tokens of the list the letters that are somebody's initials as long as the name
 * stands, wherever they are. Returns the new number. */
static uint32_t list_initials(uint32_t *token, uint32_t n, const struct hidden *h) {
    for (uint32_t i = 0; i < h->scan.n; i++) {
        const struct mark *m = &h->context.mark[i];
        if (m->initials && m->candidate == 1 && !m->locked && m->tag == TAG_NONE)
            token[n++] = i;
    }
    return n;
}

/* Lists the tokens in question. Returns their number. */
static uint32_t list_asked(uint32_t *token, const struct hidden *h) {
    uint32_t n = 0, next = 0;
    if (h->lower)
        return list_all(token, h);
    for (uint32_t k = 0; k < h->n; k++) {
        const uint32_t at = h->at[k], after = k + 1 < h->n ? h->at[k + 1] : UINT32_MAX;
        const uint32_t end = at + NEAR_FIGURE < h->scan.n ? at + NEAR_FIGURE + 1 : h->scan.n;
        for (uint32_t i = at > next + NEAR_FIGURE ? at - NEAR_FIGURE : next; i < at; i++)
            if (is_asked(&h->context, i, at - i))
                token[n++] = i;
        for (next = at + 1; next < end && next < after && next - at <= after - next; next++)
            if (is_asked(&h->context, next, next - at))
                token[n++] = next;
    }
    return n;
}

/* True when one of the words may be found. */
static bool any_found(struct detector *d, const struct context *c, const uint32_t *token,
                      uint32_t n) {
    for (uint32_t from = 0, some; from < n; from += some) {
        some = n - from < WORK_AHEAD ? n - from : WORK_AHEAD;
        for (uint32_t k = 0; k < some; k++)
            judge_ready(d, c, token[from + k], k);
        for (uint32_t k = 0; k < some; k++)
            if (judge_over(d, c, token[from + k], k) > -LACKS)
                return true;
    }
    return false;
}

/* Leaves of the words those of which the record says something elsewhere, which may be hidden too,
 * and takes that from them. Returns their number. */
static uint32_t forget(struct context *c, uint32_t *token, uint32_t n) {
    uint32_t left = 0;
    for (uint32_t k = 0; k < n; k++) {
        struct mark *m = &c->mark[token[k]];
        if (m->elsewhere || m->initials)
            token[left++] = token[k];
        m->elsewhere = m->initials = 0;
    }
    return left;
}

static enum status ask_field(bool *wanted, struct detector *d, const struct work *w,
                             const struct span_list *spans, struct err *e) {
    struct hidden h;
    if (!hidden_make(&h, w, spans, d->o.labels, d->o.masked, &d->scratch))
        return out_of_memory(e);
    *wanted = h.unlike;
    if (h.unlike || h.n == 0)
        return ST_OK;
    uint32_t *token = arena_alloc(&d->scratch, 2 * h.scan.n * sizeof *token);
    if (!token)
        return out_of_memory(e);
    uint32_t n = list_asked(token, &h);
    if (has_initials(&w->context))
        n = list_initials(token, n, &h);
    *wanted = any_found(d, &h.context, token, n);
    if (!*wanted)
        *wanted = any_found(d, &h.context, token, forget(&h.context, token, n));
    return ST_OK;
}

/* True when every record is looked at again: where it is asked for the most that can be found, and
 * where a sketch says little, as what is found stays or is behind a mask, which tells nothing. */
static bool looks_always(const struct detector *d) {
    const uint32_t weighed =
        1u << LABEL_NAME | 1u << LABEL_AGE | 1u << LABEL_PLACE | 1u << LABEL_DATE | 1u << LABEL_ID;
    return d->o.strict || (d->o.labels & weighed) != weighed || (d->o.masked & d->o.labels);
}

/* Whether token i, which evidence left, would be found if the record had proved nothing of its word
 * elsewhere: in the output the proof is no longer there. */
static bool is_found_without(struct detector *d, struct context *c, uint32_t i) {
    struct mark *m = &c->mark[i];
    const uint8_t memory = m->memory;
    if (m->candidate != 1 || memory == TAG_NONE || m->tag != TAG_NONE)
        return false;
    m->memory = TAG_NONE;
    judge_ready(d, c, i, 0);
    const int64_t over = judge_over(d, c, i, 0);
    m->memory = memory;
    return over > 0;
}

static bool leaves_proved(struct detector *d, struct work *w) {
    struct context *c = &w->context;
    for (uint32_t k = 0; w->field->treat == TREAT_PROSE && k < c->n_active; k++)
        if (is_found_without(d, c, c->active[k]))
            return true;
    return false;
}

enum status again_wanted(bool *wanted, struct detector *d, const struct detection *v,
                         struct err *e) {
    const bool always = looks_always(d);
    enum status st = ST_OK;
    *wanted = false;
    arena_reset(&d->scratch);
    for (size_t i = 0; i < v->n && !*wanted && st == ST_OK; i++)
        if (v->spans[i].n > 0 && always)
            *wanted = true;
        else if (v->spans[i].n > 0 && v->fields[i].treat == TREAT_PROSE && !v->works[i].uncovered)
            st = ask_field(wanted, d, &v->works[i], &v->spans[i], e);
    for (size_t i = 0; i < v->n && !*wanted && st == ST_OK; i++)
        *wanted = v->works[i].broken || leaves_proved(d, &v->works[i]);
    return st;
}

/* ---- what ---- */

/* What comes in the place of a span, as far as the text beside it can be read otherwise for it. */
static struct slice placeholder(const struct detector *d, const struct span *s) {
    return d->o.masked >> s->label & 1 ? slice_of(PLACEHOLDER_MASK)
                                       : opaque_text((enum label)s->label);
}

/* The text with placeholders for the spans. */
static bool hide(struct slice *out, const struct detector *d, struct slice text,
                 const struct span_list *spans, struct arena *a) {
    size_t room = text.n, n = 0, from = 0;
    for (size_t i = 0; i < spans->n; i++)
        room += placeholder(d, &spans->v[i]).n;
    char *p = arena_alloc(a, room + 1);
    if (!p)
        return false;
    for (size_t i = 0; i < spans->n; i++) {
        const struct slice put = placeholder(d, &spans->v[i]);
        memcpy(p + n, text.p + from, spans->v[i].start - from);
        n += spans->v[i].start - from;
        memcpy(p + n, put.p, put.n);
        n += put.n;
        from = spans->v[i].end;
    }
    memcpy(p + n, text.p + from, text.n - from);
    *out = (struct slice){p, n + text.n - from};
    return true;
}

enum status again_hide(struct detection *now, const struct detector *d, const struct detection *v,
                       struct arena *a, struct err *e) {
    struct detect_field *fields = arena_alloc(a, (v->n + 1) * sizeof *fields);
    struct span_list *spans = arena_calloc(a, v->n + 1, sizeof *spans);
    *now = (struct detection){0}; /* nothing to look at, until all is there */
    if (!fields || !spans)
        return out_of_memory(e);
    for (size_t i = 0; i < v->n; i++) {
        fields[i] = v->fields[i];
        if (fields[i].treat == TREAT_SEED) /* what seeded the record is not in what comes out */
            fields[i].treat = TREAT_SKIP;
        if (v->spans[i].n == 0)
            continue;
        if (fields[i].treat == TREAT_KNOWN) /* a placeholder seeds nothing */
            fields[i].treat = TREAT_SCAN;
        if (!hide(&fields[i].text, d, v->fields[i].text, &v->spans[i], a))
            return out_of_memory(e);
    }
    *now = (struct detection){.fields = fields, .n = v->n, .spans = spans};
    return ST_OK;
}

/* ---- what came of it ---- */

/* Adds the spans of the text with placeholders to those that these stand for. What reaches into one
 * that was put in (a mask behind half a mask) is cut. */
static bool take(struct span_list *to, const struct detector *d, const struct span_list *more,
                 struct arena *a) {
    const size_t n = to->n;
    size_t k = 0;
    int64_t behind = 0; /* bytes that the text is longer than its source, up to where we are */
    for (size_t i = 0; i < more->n; i++) {
        struct span s = more->v[i];
        while (k < n && to->v[k].start + behind <= s.start) {
            const struct span was = to->v[k++];
            behind += (int64_t)placeholder(d, &was).n - (was.end - was.start);
            if (s.start < was.end + behind)
                s.start = (uint32_t)(was.end + behind);
        }
        if (k < n && to->v[k].start + behind < s.end)
            s.end = (uint32_t)(to->v[k].start + behind);
        s.start = (uint32_t)(s.start - behind);
        s.end = (uint32_t)(s.end - behind);
        if (s.start < s.end && !span_add(to, s, a))
            return false;
    }
    span_sort(to);
    return true;
}

enum status again_take(bool *any, const struct detector *d, struct detection *v,
                       const struct detection *now, struct arena *a, struct err *e) {
    *any = false;
    for (size_t i = 0; i < v->n; i++) {
        struct span_list *l = &v->spans[i];
        if (now->spans[i].n == 0)
            continue;
        *any = true;
        if (now->works[i].uncovered) { /* what is left of it is in no covered language */
            *l = (struct span_list){0};
            const struct span whole = {0, (uint32_t)v->fields[i].text.n, LABEL_NONE, BY_UNCOVERED,
                                       RULE_NONE};
            if (!span_add(l, whole, a))
                return out_of_memory(e);
        } else if (!take(l, d, &now->spans[i], a)) {
            return out_of_memory(e);
        }
        resolve_join(l, v->fields[i].text); /* half a name was found before */
    }
    return ST_OK;
}

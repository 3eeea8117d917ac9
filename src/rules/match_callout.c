#include "rules/match_callout.h"

#include <stdlib.h>

#define PHRASE_TOKENS 8 /* how far back a listed phrase that ends here may begin */

/* ---- lexicon classes ---- */

/* The token that ends at byte `at`, near `from`; UINT32_MAX: none. Lookbehinds ask to the left. */
static uint32_t token_at_end(const struct scan *s, uint32_t from, uint32_t at) {
    if (at > s->tok[from].start)
        return tokens_ending(s, from, at);
    for (uint32_t i = from; i-- > 0 && s->tok[i].end >= at;)
        if (s->tok[i].end == at)
            return i;
    return UINT32_MAX;
}

/* The same, remembering the last answer: patterns ask for several classes of one word. */
static uint32_t last_token(struct attempt *a, size_t at) {
    if (at != a->asked_at || at == 0) {
        a->asked = token_at_end(a->scan, a->token, (uint32_t)at);
        a->asked_at = (uint32_t)at;
    }
    return a->asked;
}

/* Whether the word that ends at `at`, or a listed phrase that does, is in one of the classes. */
static bool in_class(struct attempt *a, size_t at, lex_set classes) {
    uint32_t last = last_token(a, at);
    if (last == UINT32_MAX)
        return false;
    const struct token *tok = a->scan->tok;
    if (tok[last].classes & classes)
        return true;
    if (!(tok[last].in_phrase & classes))
        return false;
    for (uint32_t back = 1; back < PHRASE_TOKENS && back <= last; back++)
        if (tok[last - back].phrase == back + 1 && tok[last - back].phrase_classes & classes)
            return true;
    return false;
}

/* Whether a listed phrase covers the token that ends at `at` and goes on beyond it. */
static bool phrase_goes_on(struct attempt *a, size_t at) {
    uint32_t last = last_token(a, at);
    for (uint32_t back = 0; last != UINT32_MAX && back < PHRASE_TOKENS && back <= last; back++)
        if (a->scan->tok[last - back].phrase > back + 1)
            return true;
    return false;
}

/* ---- labels ---- */

static bool record(struct attempt *a, struct recorded r) {
    if (a->n == a->cap) {
        size_t cap = a->cap ? a->cap * 2 : 16;
        struct recorded *p = realloc(a->recorded, cap * sizeof *p);
        if (!p)
            return false;
        a->recorded = p;
        a->cap = cap;
    }
    a->recorded[a->n++] = r;
    return true;
}

/* A group moves on from left to right: what it recorded at or right of where it now starts was
 * backtracked over. */
static void forget(struct attempt *a, uint32_t group, size_t start) {
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++)
        if (a->recorded[i].group != group || a->recorded[i].end <= start)
            a->recorded[n++] = a->recorded[i];
    a->n = n;
}

static int note_label(struct attempt *a, const pcre2_callout_block *b, uint8_t label) {
    size_t start = b->offset_vector[2 * (size_t)b->capture_last];
    size_t end = b->offset_vector[2 * (size_t)b->capture_last + 1];
    forget(a, b->capture_last, start);
    if (start >= end)
        return 0;
    struct recorded r = {(uint32_t)start, (uint32_t)end, b->capture_last, label};
    if (record(a, r))
        return 0;
    a->st = ST_MEMORY;
    return PCRE2_ERROR_CALLOUT;
}

/* Exact where no recursion hides captures: the last recorded value of a group is right only when
 * it is what the group holds now. */
static bool stale(const struct attempt *a, size_t i, const size_t *ovector, uint32_t pairs) {
    const struct recorded *r = &a->recorded[i];
    if (!a->pattern->final_groups)
        return r->end > ovector[1];
    if (r->group >= pairs || ovector[2 * (size_t)r->group] == PCRE2_UNSET)
        return true;
    return r->end > ovector[2 * (size_t)r->group + 1];
}

void callout_settle(struct attempt *a, const size_t *ovector, uint32_t pairs) {
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++)
        if (!stale(a, i, ovector, pairs))
            a->recorded[n++] = a->recorded[i];
    a->n = n;
}

/* ---- the answer ---- */

static bool check(const pcre2_callout_block *b, check_fn *fn) {
    size_t start = b->offset_vector[2 * (size_t)b->capture_last];
    size_t end = b->offset_vector[2 * (size_t)b->capture_last + 1];
    return start <= end && fn((struct slice){(const char *)b->subject + start, end - start});
}

int callout_answer(pcre2_callout_block *b, void *ctx) {
    struct attempt *a = ctx;
    const struct action *action = &a->pattern->actions[b->callout_number];
    if (action->type == ACTION_CLASS)
        return in_class(a, b->current_position, action->classes) == action->negated;
    if (action->type == ACTION_IN_PHRASE)
        return phrase_goes_on(a, b->current_position) ? 0 : 1;
    if (b->capture_last == 0) {
        a->st = ST_RULE;
        return PCRE2_ERROR_CALLOUT;
    }
    if (action->type == ACTION_LABEL)
        return note_label(a, b, action->label);
    return check(b, action->check) ? 0 : 1;
}

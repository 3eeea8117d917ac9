#include "blot.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "find/detect.h"
#include "find/weights.h"
#include "redact/redact.h"
#include "rules/ruleset.h"
#include "text/lexicon.h"

#define TEXT_MAX ((size_t)1 << 30) /* bytes of one string */

struct blot {
    struct lexicon *lexicon;
    struct ruleset *rules;
    struct weights *weights;
    struct detector *detector;
    struct detect_options find;
    struct redact_options replace;
    struct arena arena; /* reset for each string */
    struct buf text;    /* the result's */
};

static int fail(char *message, const struct err *e) {
    if (message)
        err_format(message, BLOT_MESSAGE_MAX, e);
    return 1;
}

static enum status load(struct blot *b, const struct blot_options *o, struct err *e) {
    enum status st = lexicon_builtin(&b->lexicon, e);
    if (!st)
        st = ruleset_new(&b->rules, b->lexicon, e);
    if (!st)
        st = ruleset_add_builtin(b->rules, e);
    if (!st && o->rules)
        st = ruleset_add_path(b->rules, o->rules, true, e);
    if (!st && o->rules)
        st = ruleset_check(b->rules, true, e);
    if (!st)
        st = weights_builtin(&b->weights, e);
    return st;
}

static enum status start(struct blot *b, const struct blot_options *o, struct err *e) {
    uint32_t labels = (1u << LABEL_COUNT) - 1 - (1u << LABEL_NONE);
    if (!o->group)
        labels &= ~(1u << LABEL_GROUP);
    if (o->action != BLOT_NUMBER && o->action != BLOT_LABEL && o->action != BLOT_MASK)
        return err_set(e, ST_USAGE, "blot_options.action is no action");
    static const uint8_t actions[] = {
        [BLOT_NUMBER] = ACT_NUMBER, [BLOT_LABEL] = ACT_LABEL, [BLOT_MASK] = ACT_MASK};
    for (int l = 0; l < LABEL_COUNT; l++)
        b->replace.action[l] = actions[o->action];
    b->find = (struct detect_options){.lexicon = b->lexicon,
                                      .rules = b->rules,
                                      .weights = b->weights,
                                      .labels = labels,
                                      .strict = o->strict != 0,
                                      .uncovered = UNCOVERED_WITHHOLD};
    return detector_new(&b->detector, &b->find, e);
}

int blot_open(struct blot **out, const struct blot_options *options, char *message) {
    static const struct blot_options defaults = {0};
    const struct blot_options *o = options ? options : &defaults;
    struct err e = {0};
    *out = NULL;
    struct blot *b = calloc(1, sizeof *b);
    if (!b) {
        (void)err_set(&e, ST_MEMORY, "memory is out");
        return fail(message, &e);
    }
    enum status st = load(b, o, &e);
    if (!st)
        st = start(b, o, &e);
    if (st) {
        blot_close(b);
        return fail(message, &e);
    }
    *out = b;
    return 0;
}

/* A copy with a NUL, for callers in C; NULL when memory is out. */
static const char *c_string(struct blot *b, struct slice s) {
    return arena_copy(&b->arena, s).p;
}

static enum status list_spans(struct blot *b, const struct redaction_list *done,
                              struct blot_result *r, struct err *e) {
    struct blot_span *v = arena_calloc(&b->arena, done->n, sizeof *v);
    if (!v)
        return err_set(e, ST_MEMORY, "memory is out");
    for (size_t i = 0; i < done->n; i++) {
        const struct redaction *d = &done->v[i];
        v[i] = (struct blot_span){.start = d->start, .end = d->end};
        v[i].source_start = d->source.start;
        v[i].source_end = d->source.end;
        v[i].label = d->source.label == LABEL_NONE ? "" : label_name(d->source.label);
        v[i].rule = c_string(b, span_rule_name(b->rules, &d->source));
        if (!v[i].rule)
            return err_set(e, ST_MEMORY, "memory is out");
    }
    r->spans = v;
    r->n_spans = done->n;
    return ST_OK;
}

static enum status check_text(struct slice text, struct err *e) {
    if (text.n > TEXT_MAX)
        return err_set(e, ST_LIMIT, "the text is longer than 1 GiB");
    size_t bad = utf8_valid_prefix(text);
    if (bad == text.n)
        return ST_OK;
    if (e)
        e->offset = bad + 1;
    return err_set(e, ST_DATA, "the text is not UTF-8");
}

static enum status run(struct blot *b, struct slice text, struct blot_result *r, struct err *e) {
    struct detect_field field = {.text = text, .treat = TREAT_PROSE};
    struct span_list spans = {0};
    struct redaction_list done;
    struct redact_record record = {.arena = &b->arena};
    enum status st = check_text(text, e);
    if (!st)
        st = detect(b->detector, &field, 1, &b->arena, &spans, e);
    if (!st)
        st = numbering_new(&record.numbering, &b->arena, e);
    if (!st)
        st = numbering_reserve(record.numbering, text, e);
    if (!st)
        st = numbering_learn(record.numbering, text, &spans, NUMBERING_NOBODY, e);
    if (!st)
        st = redact(&b->text, &done, text, &spans, &b->replace, &record, e);
    return st ? st : list_spans(b, &done, r, e);
}

int blot_redact(struct blot *b, const char *text, size_t n, struct blot_result *result,
                char *message) {
    struct err e = {0};
    struct blot_result r = {0};
    *result = r;
    arena_reset(&b->arena);
    buf_clear(&b->text);
    enum status st = run(b, (struct slice){text ? text : "", n}, &r, &e);
    if (!st && !buf_add_char(&b->text, '\0'))
        st = err_set(&e, ST_MEMORY, "memory is out");
    if (st)
        return fail(message, &e);
    r.text = b->text.p;
    r.n = b->text.n - 1;
    *result = r;
    return 0;
}

void blot_close(struct blot *b) {
    if (!b)
        return;
    if (b->detector)
        detector_free(b->detector);
    if (b->weights)
        weights_free(b->weights);
    if (b->rules)
        ruleset_free(b->rules);
    if (b->lexicon)
        lexicon_free(b->lexicon);
    arena_free(&b->arena);
    buf_free(&b->text);
    free(b);
}

const char *blot_version(void) {
    return BLOT_VERSION;
}

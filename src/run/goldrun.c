#include "run/goldrun.h"

#include "run/policy.h"
#include "run/process.h"

/* As the filter would {"text": ...} with --text text. */
static enum status one(struct score *s, const struct gold_record *g, struct processor *p,
                       struct policy *policy, struct arena *a, struct err *e) {
    struct field field = {.name = slice_of("text"), .text = g->text, .kind = FIELD_STRING};
    const struct record r = {.number = s->records + 1, .file = g->file, .fields = &field, .n = 1};
    struct redacted d = {0};
    enum status st = process_record(p, policy, &r, a, &d, e);
    return st == ST_OK ? score_add(s, g, &d.spans[0], e) : st;
}

enum status goldrun_score(struct score *s, const struct gold *g, const struct engine *en,
                          const struct options *o, struct err *e) {
    static const struct field_choice text = {.name = "text", .use = USE_TEXT};
    const struct policy_options po = {.choices = &text, .n = 1, .labels = o->labels};
    struct policy *policy = NULL;
    struct processor *processor = NULL;
    struct arena arena = {0};
    s->rules = en->rules;
    enum status st = policy_new(&policy, &po, e);
    if (st == ST_OK)
        st = processor_new(&processor, en, &en->redact, e);
    for (size_t i = 0; st == ST_OK && i < g->n; i++) {
        arena_reset(&arena);
        st = one(s, &g->v[i], processor, policy, &arena, e);
    }
    processor_free(processor);
    policy_free(policy);
    arena_free(&arena);
    return st;
}

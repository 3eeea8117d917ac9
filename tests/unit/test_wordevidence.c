/* What evidence says of one word: grammar, initials, families, runs and strange words around it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "find/evidence.h"
#include "run/engine.h"

struct ask {
    const char *word;
    uint8_t tpl;
    uint32_t a;
    bool any; /* a does not matter */
    bool found;
};

static void look(void *ctx, size_t field, const struct context *c, uint32_t token,
                 const struct features *f, const int64_t *sum, uint8_t tag) {
    struct ask *k = ctx;
    const struct token *t = &c->scan->tok[token];
    (void)field;
    (void)sum;
    (void)tag;
    if (!slice_is(slice_cut(c->scan->text, t->start, t->end), k->word))
        return;
    for (uint32_t i = 0; i < f->n; i++)
        k->found |= f->v[i].tpl == k->tpl && (k->any || f->v[i].a == k->a);
}

static struct engine engine;

static bool ask(struct ask k, const char *text) {
    struct detect_options o = engine.detect;
    struct detector *d;
    struct arena arena = {0};
    struct span_list spans;
    struct detect_field field = {slice_of(text), TREAT_PROSE, LABEL_NONE, false};
    struct err e = {0};
    o.trace = look;
    o.trace_ctx = &k;
    assert_int_equal(detector_new(&d, &o, &e), ST_OK);
    assert_int_equal(detect(d, &field, 1, &arena, &spans, &e), ST_OK);
    detector_free(d);
    arena_free(&arena);
    return k.found;
}

static bool has(const char *text, const char *word, uint8_t tpl, uint32_t a) {
    return ask((struct ask){.word = word, .tpl = tpl, .a = a}, text);
}

static bool has_any(const char *text, const char *word, uint8_t tpl) {
    return ask((struct ask){.word = word, .tpl = tpl, .any = true}, text);
}

static uint32_t kinds(uint32_t left, uint32_t right) {
    return left << KIND_BITS | right;
}

static void grammar(void **state) {
    (void)state;
    assert_true(has("Honey wouldn't go.", "Honey", F_KINDS_R, kinds(KIND_NOUN, KIND_MODAL)));
    assert_true(has("Then Frost denied it.", "Frost", F_KINDS_RR, kinds(KIND_PAST, KIND_SUBJECT)));
    assert_true(
        has("She saw the Frost, he said", "Frost", F_KINDS_LR, kinds(KIND_ARTICLE, KIND_COMMA)));
    assert_true(has("In frost. Frost has gone", "Frost", F_KIND_ELSEWHERE, KIND_SINGULAR));
}

#define LETTERS   2
#define UNSPOKEN  0
#define TWICE     (9 * 1)
#define OF_A_NAME (27 * 1)

static void initials(void **state) {
    (void)state;
    assert_true(
        has("Seen: Tariq Jamil. TJ left.", "TJ", F_INITIALS, LETTERS + UNSPOKEN + OF_A_NAME));
    assert_true(has("Seen: Karim Jamil. We saw TJ, then TJ left.", "TJ", F_INITIALS,
                    LETTERS + UNSPOKEN + TWICE));
    assert_false(has_any("The Children met.", "Children", F_INITIALS));
}

static void families(void **state) {
    (void)state;
    assert_true(has("I met the Begums there", "Begums", F_FAMILY, KIND_ARTICLE));
    assert_true(has("I met the Stones there", "Stones", F_FAMILY, KIND_ARTICLE));
    assert_false(has_any("I met James there", "James", F_FAMILY));
}

static void runs(void **state) {
    const uint32_t side = CONTEXT_EDGE + 1;
    (void)state;
    assert_true(has("to Larch Acre Clinic now", "Larch", F_RUN, 2 * side));
    assert_true(has("at Hotel Larch now", "Larch", F_RUN, 1));
    assert_false(has_any("to Larch, the School", "Larch", F_RUN));
}

static void strange_words(void **state) {
    (void)state;
    assert_true(has("roedd Gwenno yn fach iawn", "Gwenno", F_STRANGE, 4));
    assert_false(has_any("then Gwenno came to us", "Gwenno", F_STRANGE));
}

static int open_engine(void **state) {
    struct options o = {.labels = (1u << LABEL_COUNT) - 2, .uncovered = UNCOVERED_PASS};
    struct err e = {0};
    (void)state;
    return engine_open(&engine, &o, &e) == ST_OK ? 0 : -1;
}

static int close_engine(void **state) {
    (void)state;
    engine_close(&engine);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grammar), cmocka_unit_test(initials),      cmocka_unit_test(families),
        cmocka_unit_test(runs),    cmocka_unit_test(strange_words),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine) == 0 ? 0 : 1;
}

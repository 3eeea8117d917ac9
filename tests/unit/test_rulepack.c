/* What is packed at build time: rules beside the same rules read from their text, and hashes. */
#include "rules_help.h"

#include "find/weights.h"
#include "rules/expand.h"
#include "rules/rulepack.h"

struct sets {
    struct lexicon *lx;
    struct ruleset *packed, *text;
};

static int open_sets(void **state) {
    static struct sets s;
    struct err e = {0};
    assert_int_equal(lexicon_builtin(&s.lx, &e), ST_OK);
    assert_int_equal(ruleset_new(&s.packed, s.lx, &e), ST_OK);
    assert_int_equal(ruleset_new(&s.text, s.lx, &e), ST_OK);
    assert_int_equal(ruleset_add_builtin(s.packed, &e), ST_OK);
    assert_int_equal(ruleset_add_builtin_text(s.text, &e), ST_OK);
    *state = &s;
    return 0;
}

static int close_sets(void **state) {
    struct sets *s = *state;
    ruleset_free(s->packed);
    ruleset_free(s->text);
    lexicon_free(s->lx);
    return 0;
}

static void same_text(struct slice a, struct slice b) {
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.p, b.p, a.n);
}

static void same_triggers(const struct trigger *a, uint32_t n, const struct trigger *b,
                          uint32_t m) {
    assert_int_equal(n, m);
    for (uint32_t k = 0; k < n; k++) {
        assert_int_equal(a[k].type, b[k].type);
        assert_int_equal(a[k].value, b[k].value);
    }
}

static void same_rules(void **state) {
    const struct sets *s = *state;
    assert_true(ruleset_count(s->text) > 100);
    assert_int_equal(ruleset_count(s->packed), ruleset_count(s->text));
    assert_int_equal(ruleset_features(s->packed), ruleset_features(s->text));
    for (size_t i = 0; i < ruleset_count(s->text); i++) {
        const struct rule *a = ruleset_at(s->packed, i), *b = ruleset_at(s->text, i);
        same_text(a->id, b->id);
        same_text(a->about, b->about);
        same_text(a->pattern, b->pattern);
        assert_string_equal(a->file, b->file);
        assert_int_equal(a->line, b->line);
        assert_int_equal(a->pattern_line, b->pattern_line);
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->label, b->label);
        assert_int_equal(a->index, b->index);
        assert_int_equal(a->feature, b->feature);
        assert_int_equal(a->caseless, b->caseless);
        assert_int_equal(a->user, b->user);
        assert_int_equal(a->strict, b->strict);
        assert_int_equal(a->banding, b->banding);
        assert_int_equal(a->decisive_scan, b->decisive_scan);
        same_triggers(a->at, a->n_at, b->at, b->n_at);
        for (size_t k = 0; k < NEAR_COUNT; k++)
            same_triggers(a->near[k].v, a->near[k].n, b->near[k].v, b->near[k].n);
        assert_int_equal(a->n_examples, 0);
        assert_true(b->n_examples >= 2);
    }
}

/* What is compiled is what would be written out now. */
static void same_patterns(void **state) {
    const struct sets *s = *state;
    for (size_t i = 0; i < ruleset_count(s->text); i++) {
        const struct rule *r = ruleset_at(s->text, i);
        const struct rule_written *w = ruleset_at(s->packed, i)->written;
        struct expanded x = {0};
        enum expand_result made = expand_pattern(&x, &s->text->prelude, s->lx, r->pattern,
                                                 r->caseless, EXPAND_INLINE_MAX);
        assert_null(r->written);
        assert_int_equal(made == EXPAND_OK, w != NULL);
        if (w) {
            same_text(w->text, buf_slice(&x.text));
            same_text(w->names, buf_slice(&x.names));
            assert_int_equal(w->own, x.own);
            assert_int_equal(w->n_names, x.n_names);
            assert_memory_equal(w->name_end, x.name_end, x.n_names * sizeof *x.name_end);
        }
        expanded_free(&x);
    }
}

static void same_hashes(void **state) {
    const struct sets *s = *state;
    char a[SHA256_HEX], b[SHA256_HEX];
    ruleset_hash(s->packed, a);
    ruleset_hash(s->text, b);
    assert_string_equal(a, b);
    assert_int_equal(ruleset_files(s->packed), ruleset_files(s->text));
    for (size_t i = 0; i < ruleset_files(s->text); i++) {
        const struct ruleset_file f = ruleset_file(s->packed, i), g = ruleset_file(s->text, i);
        assert_string_equal(f.name, g.name);
        assert_string_equal(f.sha256, g.sha256);
    }
}

/* The automaton was made of these rules: made once more, it is the same, byte for byte. */
static void same_sieve(void **state) {
    struct sets *s = *state;
    struct buf block = {0};
    assert_true(ruleset_block(s->text, NULL, SIEVE_LIMITS_BUILTIN, &block));
    same_text(rulepack_sieve(), buf_slice(&block));
    buf_free(&block);
    ruleset_drop_index(s->text);
}

/* A prelude of one's own has patterns written out anew. */
static void other_prelude(void **state) {
    const struct sets *s = *state;
    struct ruleset *rs = NULL;
    struct err e = {0};
    struct buf prelude = {0};
    assert_true(buf_add_slice(&prelude, ruleset_prelude(s->text)) && buf_add_str(&prelude, "\n"));
    assert_int_equal(ruleset_new(&rs, s->lx, &e), ST_OK);
    assert_int_equal(ruleset_set_prelude(rs, buf_slice(&prelude), &e), ST_OK);
    assert_int_equal(ruleset_add_builtin(rs, &e), ST_OK);
    assert_int_equal(ruleset_count(rs), ruleset_count(s->text));
    assert_null(ruleset_at(rs, 0)->written);
    ruleset_free(rs);
    buf_free(&prelude);
}

static void hash_of_block(struct slice block, const char *sha256) {
    char sum[SHA256_HEX];
    sha256_of(block, sum);
    assert_string_equal(sha256, sum);
}

/* What the build says of the blocks beside it. */
static void hashes_of_blocks(void **state) {
    (void)state;
    hash_of_block(lexicon_builtin_block(), lexicon_builtin_sha256());
    hash_of_block(weights_builtin_block(), weights_builtin_sha256());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_rules),    cmocka_unit_test(same_patterns),
        cmocka_unit_test(same_hashes),   cmocka_unit_test(same_sieve),
        cmocka_unit_test(other_prelude), cmocka_unit_test(hashes_of_blocks)};
    return cmocka_run_group_tests(tests, open_sets, close_sets);
}

/* Joining and trimming of spans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "find/resolve.h"

/* Spans written as text: `text` with [ ] around each span, whose labels and origins are in order.
 */
struct marked {
    struct arena arena;
    char text[128];
    struct span_list spans;
};

static void mark(struct marked *m, const char *with, const uint8_t *labels, uint8_t origin) {
    size_t n = 0, k = 0;
    *m = (struct marked){0};
    struct span s = {.origin = origin, .rule = RULE_NONE};
    for (; *with; with++) {
        if (*with == '[') {
            s.start = (uint32_t)n;
            s.label = labels[k++];
        } else if (*with == ']') {
            s.end = (uint32_t)n;
            assert_true(span_add(&m->spans, s, &m->arena));
        } else {
            m->text[n++] = *with;
        }
    }
}

static void expect(struct marked *m, const char *with) {
    char got[192];
    size_t n = 0, k = 0;
    for (size_t i = 0; i <= strlen(m->text); i++) {
        if (k < m->spans.n && m->spans.v[k].end == i) {
            got[n++] = ']';
            k++;
        }
        if (k < m->spans.n && m->spans.v[k].start == i)
            got[n++] = '[';
        got[n++] = m->text[i];
    }
    assert_string_equal(got, with);
    arena_free(&m->arena);
}

static void joined(const char *with, uint8_t one, uint8_t two, uint8_t origin, const char *out) {
    struct marked m;
    const uint8_t labels[] = {one, two};
    mark(&m, with, labels, origin);
    resolve_join(&m.spans, slice_of(m.text));
    if (m.spans.n == 1)
        assert_int_equal(m.spans.v[0].label, one);
    expect(&m, out);
}

static void joins_parts(void **state) {
    (void)state;
    joined("saw [Sarah] [Khan] go", LABEL_NAME, LABEL_NAME, BY_EVIDENCE, "saw [Sarah Khan] go");
    joined("saw [R]. [Hathersage] go", LABEL_NAME, LABEL_PLACE, BY_EVIDENCE,
           "saw [R. Hathersage] go");
    joined("saw [R.] [Hathersage] go", LABEL_NAME, LABEL_PLACE, BY_EVIDENCE,
           "saw [R. Hathersage] go");
    joined("saw [R] [Hathersage] go", LABEL_NAME, LABEL_PLACE, BY_EVIDENCE,
           "saw [R Hathersage] go");
    joined("at [lewisham] [station] now", LABEL_PLACE, LABEL_PLACE, BY_EVIDENCE,
           "at [lewisham station] now");
}

static void keeps_apart(void **state) {
    (void)state;
    joined("saw [Ray]. [Hathersage] is far", LABEL_NAME, LABEL_PLACE, BY_EVIDENCE,
           "saw [Ray]. [Hathersage] is far");
    joined("saw [Ray] [Hathersage] is far", LABEL_NAME, LABEL_PLACE, BY_EVIDENCE,
           "saw [Ray] [Hathersage] is far");
    joined("at [Leeds], [York] now", LABEL_PLACE, LABEL_PLACE, BY_EVIDENCE,
           "at [Leeds], [York] now");
    joined("at [Leeds] [York] now", LABEL_PLACE, LABEL_PLACE, BY_KNOWN, "at [Leeds] [York] now");
    joined("saw [Sarah]\n[Khan] came", LABEL_NAME, LABEL_NAME, BY_EVIDENCE,
           "saw [Sarah]\n[Khan] came");
}

static void trimmed(const char *with, uint8_t label, uint8_t origin, const char *out) {
    struct marked m;
    mark(&m, with, &label, origin);
    resolve_trim(&m.spans, slice_of(m.text));
    expect(&m, out);
}

static void trims_ends(void **state) {
    (void)state;
    trimmed("on [14 January.] Then", LABEL_DATE, BY_RULE, "on [14 January]. Then");
    trimmed("in [Leeds, ]then", LABEL_PLACE, BY_EVIDENCE, "in [Leeds], then");
    trimmed("told [Sarah K.] and", LABEL_NAME, BY_RULE, "told [Sarah K.] and");
    trimmed("told [J.P.] and", LABEL_NAME, BY_RULE, "told [J.P.] and");
    trimmed("told [K.]", LABEL_NAME, BY_EVIDENCE, "told [K.]");
    trimmed("told [Sarah.]", LABEL_NAME, BY_EVIDENCE, "told [Sarah].");
    trimmed("at [x.org/a.] and", LABEL_CONTACT, BY_RULE, "at [x.org/a.] and");
    trimmed("at [ours; ] and", LABEL_ID, BY_USER_RULE, "at [ours; ] and");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_parts),
        cmocka_unit_test(keeps_apart),
        cmocka_unit_test(trims_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}

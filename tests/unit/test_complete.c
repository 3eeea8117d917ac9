/* What belongs to an age or place that was found in part. */
#include <stdio.h>
#include <string.h>

#include "detector_help.h"
#include "find/complete.h"
#include "find/work.h"

enum { SPANS_MAX = 8, TEXT_MAX = 256 };

/* The text without its brackets, and the spans between them. */
static size_t read_spans(char *text, struct span *spans, const char *marked, enum label label) {
    size_t n = 0;
    uint32_t at = 0;
    for (; *marked; marked++)
        if (*marked == '[')
            spans[n] = (struct span){at, at, (uint8_t)label, BY_EVIDENCE, RULE_NONE};
        else if (*marked == ']')
            spans[n++].end = at;
        else
            text[at++] = *marked;
    text[at] = 0;
    return n;
}

/* The text with brackets around the spans. */
static void write_spans(char *out, const char *text, const struct span_list *spans) {
    size_t k = 0;
    for (uint32_t i = 0; i <= strlen(text); i++) {
        if (k < spans->n && spans->v[k].end == i) {
            *out++ = ']';
            k++;
        }
        if (k < spans->n && spans->v[k].start == i)
            *out++ = '[';
        *out++ = text[i];
    }
}

static void check(void **state, enum label label, const char *found, const char *whole) {
    struct engine *en = *state;
    struct arena a = {0};
    struct err e = {0};
    struct span v[SPANS_MAX];
    char text[TEXT_MAX], got[TEXT_MAX];
    size_t n = read_spans(text, v, found, label);
    struct span_list spans = {v, n, SPANS_MAX};
    struct detect_field field = {slice_of(text), TREAT_PROSE, LABEL_NONE, false};
    struct work *works;
    assert_int_equal(work_prepare(en->detector, &field, 1, &a, &works, &e), ST_OK);
    if (label == LABEL_AGE)
        complete_ages(&spans, &works[0].context);
    else
        complete_places(&spans, &works[0].context);
    write_spans(got, text, &spans);
    if (strcmp(got, whole) != 0)
        fail_msg("%s\n  wanted %s", got, whole);
    arena_free(&a);
}

static void ages(void **state) {
    static const char *const cases[][2] = {
        {"boy of [two] years and five months", "boy of [two years and five months]"},
        {"boy of [two] years and [five] months", "boy of [two years and five months]"},
        {"at [3] yrs 4; wt", "at [3 yrs 4]; wt"},
        {"at [3] yrs 4 months", "at [3 yrs 4 months]"},
        {"for [3] yrs 40 visits", "for [3] yrs 40 visits"},
        {"she is [12] and a half", "she is [12 and a half]"},
        {"M in his [40]s left", "M in his [40s] left"},
        {"about [60]ish", "about [60ish]"},
        {"He is [fifty]-odd", "He is [fifty-odd]"},
        {"her [ninety]-first do", "her [ninety-first] do"},
        {"a [ten]-mile walk", "a [ten]-mile walk"},
        {"near a [hundred] now", "near [a hundred] now"},
        {"are [6] and [4]", "are [6] and [4]"},
        {"is [6] and has two weeks left", "is [6] and has two weeks left"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(state, LABEL_AGE, cases[i][0], cases[i][1]);
}

static void places(void **state) {
    static const char *const cases[][2] = {
        {"seen at [King]'s today", "seen at [King's] today"},
        {"all of [Bradford]'s schools", "all of [Bradford]'s schools"},
        {"goes to [Mountain] of [Grace]", "goes to [Mountain of Grace]"},
        {"[Leeds] or [Hull]", "[Leeds] or [Hull]"},
        {"moved to ward [11] at noon", "moved to [ward 11] at noon"},
        {"from [Bay] 3 to", "from [Bay 3] to"},
        {"at [99]a nine of", "at [99a] nine of"},
        {"in [Bay] 2019 was", "in [Bay] 2019 was"},
        {"unsafe at foxglove [house] since", "unsafe at [foxglove house] since"},
        {"back to the [house] since", "back to the [house] since"},
        {"near [Leeds] 3 men", "near [Leeds] 3 men"},
        {"at [Sale West] Family Hub today", "at [Sale West Family Hub] today"},
        {"at [Sale West] family hub today", "at [Sale West] family hub today"},
        {"AT [SALE WEST] FAMILY HUB TODAY", "AT [SALE WEST] FAMILY HUB TODAY"},
        {"in [Leeds] Family say so", "in [Leeds] Family say so"},
        {"her bed at The [Limes] is", "her bed at [The Limes] is"},
        {"He left. The [Limes], rm 8", "He left. [The Limes], rm 8"},
        {"He left. The [Limes] rang us", "He left. The [Limes] rang us"},
        {"He likes The [Solihull], too", "He likes The [Solihull], too"},
        {"the little ones at no. [7] said", "the little ones at [no. 7] said"},
        {"we are at number [fourteen] now", "we are at [number fourteen] now"},
        {"there are [7] here", "there are [7] here"},
        {"Bradford, [BD]3. Mum", "Bradford, [BD3]. Mum"},
        {"from Ward [C]6 to", "from Ward [C6] to"},
        {"born at [Queen Mary]'s today", "born at [Queen Mary's] today"},
        {"[Thorpe] on the [Hill] is", "[Thorpe on the Hill] is"},
        {"the [Star] on [Norwich Road] is", "the [Star] on [Norwich Road] is"},
        {"[Norton] sub [Hamdon] is", "[Norton sub Hamdon] is"},
        {"on the 6.58 from [Mantes]-la-[Jolie] to", "on the 6.58 from [Mantes-la-Jolie] to"},
        {"at the [Rose] and [Crown] all day", "at the [Rose and Crown] all day"},
        {"at Sir John [Leman], a pupil", "at Sir John [Leman], a pupil"},
        {"at Sir [John Leman], a pupil", "at [Sir John Leman], a pupil"},
        {"the car at Two [Bridges] for", "the car at [Two Bridges] for"},
        {"Placement: 26 [Ashfield], room", "Placement: [26 Ashfield], room"},
        {"I went to 3 [Leeds] schools", "I went to 3 [Leeds] schools"},
        {"at 10.20 [Ashfield], then", "at 10.20 [Ashfield], then"},
        {"from [Leeds] and [Bradford] to", "from [Leeds] and [Bradford] to"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(state, LABEL_PLACE, cases[i][0], cases[i][1]);
}

static int open_engine(void **state) {
    static struct engine en;
    test_engine_open(&en, (struct detect_options){.labels = ~0u & ~(1u << LABEL_GROUP)});
    *state = &en;
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ages),
        cmocka_unit_test(places),
    };
    return cmocka_run_group_tests(tests, open_engine, test_engine_close) == 0 ? 0 : 1;
}

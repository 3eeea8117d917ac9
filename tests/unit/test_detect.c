/* Detection over a record: known values, memory, and what becomes of labels. With the built-in
 * rules and weights, so only what no sensible table of weights would change is asked for. */
#include <stdio.h>

#include "detector_help.h"
#include "find/complete.h"
#include "find/work.h"

static int open_engine(void **state) {
    static struct engine en;
    test_engine_open(&en, (struct detect_options){.labels = ~0u & ~(1u << LABEL_GROUP)});
    *state = &en;
    return 0;
}

/* A record of one known name (NULL: none) and one text, with its spans marked [so]. */
static void check(void **state, const char *known, uint8_t label, const char *marked) {
    struct engine *en = *state;
    struct arena a = {0};
    struct err e = {0};
    struct span_list spans[2] = {{0}};
    char text[256], got[512];
    size_t n = 0;
    for (const char *p = marked; *p; p++)
        if (*p != '[' && *p != ']')
            text[n++] = *p;
    text[n] = '\0';
    struct detect_field fields[2] = {{slice_of(text), TREAT_PROSE, LABEL_NONE, false},
                                     {slice_of(known ? known : ""), TREAT_KNOWN, label, false}};
    assert_int_equal(detect(en->detector, fields, known ? 2 : 1, &a, spans, &e), ST_OK);
    n = 0;
    for (size_t i = 0, k = 0; i <= strlen(text); i++) {
        if (k < spans[0].n && spans[0].v[k].end == i) {
            got[n++] = ']';
            k++;
        }
        if (k < spans[0].n && spans[0].v[k].start == i)
            got[n++] = '[';
        got[n++] = text[i];
    }
    assert_string_equal(got, marked);
    arena_free(&a);
}

static void known_names_that_are_words(void **state) {
    check(state, "May", LABEL_NAME,
          "It may rain later today. We told [May] that we may come back.");
    check(state, "Grant", LABEL_NAME,
          "We visited [Grant] at home. She has a grant for the stairlift.");
    check(state, "Winter", LABEL_NAME, "[Winter] fell last winter. The staff will ring back.");
    check(state, "Reading", LABEL_PLACE,
          "He was reading a book. Then they moved to [Reading] again.");
    check(state, "Page", LABEL_NAME, "see page 4 of the plan. no answer at the door.");
    check(state, "Page", LABEL_NAME, "NO ANSWER AT THE DOOR. SEE PAGE 4 OF THE PLAN.");
}

static void known_numbers_that_are_figures(void **state) {
    check(state, "14", LABEL_AGE, "14 chairs came at 14.30. We saw bay 14 too. He is [14] now.");
    check(state, "12", LABEL_ID, "12 chairs came, and 12 were left.");
    check(state, "80412", LABEL_ID, "Her number is [80412], she says.");
    check(state, "14", LABEL_DATE, "14 chairs came, and 14 were left.");
    check(state, "July", LABEL_DATE, "We meet again in July, as in July before.");
}

static void known_names_in_any_case(void **state) {
    check(state, "Hussain", LABEL_NAME,
          "It was hard to say. We saw [hussain] again and [HUSSAIN] left.");
    check(state, "Qwelton", LABEL_NAME, "seen with [qwelton] today. the [qweltons] are all well.");
    check(state, "Khan", LABEL_NAME, "We saw that the [Khans] are well. The [khan]'s dog is not.");
    check(state, "Hope Winter", LABEL_NAME, "It was hard to say. We saw [hope winter] again.");
}

static void plurals_that_are_words(void **state) {
    check(state, "Thi", LABEL_NAME, "We think this is fine. All is well at the house.");
    check(state, "Gras", LABEL_NAME, "The grass is long. All is well at the house.");
}

static void counts_are_no_dates(void **state) {
    check(state, NULL, 0, "w/c [4th] Two missed visits this week, mum not home.");
}

static void ends_of_spans(void **state) {
    check(state, NULL, 0, "He moved out on [14 January]. The room is empty.");
}

/* Finds two names and a place, and nothing else. */
static uint8_t find_three(void *ctx, size_t field, const struct context *c, uint32_t token,
                          uint32_t slot) {
    const struct token *t = &c->scan->tok[token];
    struct slice word = slice_cut(c->scan->text, t->start, t->end);
    (void)ctx;
    (void)field;
    (void)slot;
    if (slice_is(word, "Papworth"))
        return TAG_PLACE;
    return slice_is(word, "Mohammed") || slice_is(word, "Qwelton") ? TAG_NAME : TAG_NONE;
}

/* What find_three and what it proves make of the first word of that form; completed: with names
 * completed by what belongs to them. TAG_EDGE where the text has not the word. */
static struct mark mark_of(void **state, const char *text, const char *word, bool completed) {
    struct engine *en = *state;
    struct arena a = {0};
    struct err e = {0};
    struct detect_field field = {slice_of(text), TREAT_PROSE, LABEL_NONE, false};
    struct work *works;
    const struct decider dc = {.decide = find_three};
    struct mark found = {.memory = TAG_EDGE, .tag = TAG_EDGE};
    assert_int_equal(work_prepare(en->detector, &field, 1, &a, &works, &e), ST_OK);
    assert_int_equal(work_label(works, 1, &a, &dc, &e), ST_OK);
    if (completed)
        complete_names(&works[0].context);
    for (uint32_t i = works[0].scan.n; i-- > 0;) {
        const struct token *t = &works[0].scan.tok[i];
        if (slice_is(slice_cut(works[0].scan.text, t->start, t->end), word))
            found = works[0].context.mark[i];
    }
    arena_free(&a);
    return found;
}

static void initials_belong_to_names(void **state) {
    static const struct {
        const char *text, *letter;
        bool belongs;
    } cases[] = {
        {"Assessor: K. Qwelton was late", "K", true},
        {"we wrote to i. Qwelton today", "i", true},
        {"The letter from A Qwelton came", "A", true},
        {"12 / Qwelton B / 66 / alone", "B", true},
        {"when Qwelton I mean", "I", false},
        {"i. Qwelton rang", "i", false},
        {"hepatitis C Qwelton", "C", false},
        {"Qwelton N/A today", "N", false},
        {"dad / I. Papworth HT", "I", true},
        {"dad / I. Papworth HT", "Papworth", true},
        {"on ward C. Papworth is", "C", false},
        {"on ward C. Papworth is", "Papworth", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t tag = mark_of(state, cases[i].text, cases[i].letter, true).tag;
        if ((tag == TAG_NAME) != cases[i].belongs)
            print_message("%s\n", cases[i].text);
        assert_int_equal(tag == TAG_NAME, cases[i].belongs);
    }
}

static void particles_belong_to_names(void **state) {
    static const struct {
        const char *text, *word;
        bool belongs;
    } cases[] = {
        {"We met Mohammed da Qwelton today", "da", true},
        {"We met Mohammed van der Qwelton today", "der", true},
        {"met Mohammed dos Qwelton at the hub", "dos", true},
        {"Umm Mohammed says no", "Umm", true},
        {"Mohammed to Qwelton on Monday", "to", false},
        {"umm yes he said", "umm", false},
        {"Seen by Mr bin Qwelton today", "bin", true},
        {"Seen by Ms. dos Qwelton today", "dos", true},
        {"Surname: bin Qwelton  DOB:", "bin", true},
        {"Note: an Qwelton was seen", "an", false},
        {"We met Mohammed dos Papworth", "Papworth", true},
        {"We met Mohammed in Papworth", "Papworth", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t tag = mark_of(state, cases[i].text, cases[i].word, true).tag;
        if ((tag == TAG_NAME) != cases[i].belongs)
            fail_msg("%s", cases[i].text);
    }
}

/* Words that are names besides, and what else stands where they do. */
static void words_belong_to_names(void **state) {
    static const struct {
        const char *text, *word;
        bool belongs;
    } cases[] = {
        {"Name of child: Qwelton He  Legal status: s20", "He", true},
        {"Kind regards\nQwelton To\nTeam Manager", "To", true},
        {"Told by Qwelton. He said so", "He", false},
        {"We wrote to Qwelton So that he knew", "So", false},
        {"told Qwelton to about the room", "to", true},
        {"asked Qwelton to go today", "to", false},
        {"Name of child: Son Qwelton  Legal status: s20", "Son", true},
        {"Kind regards\nMan Qwelton\nTeam Manager", "Man", true},
        {"Rota: Monday Qwelton, then us", "Monday", false},
        {"seen by Justice Qwelton today", "Justice", true},
        {"heard by Lord Justice Qwelton today", "Justice", false},
        {"staff said big Qwelton did it", "big", true},
        {"Qwelton-ra is one", "ra", true},
        {"a Qwelton-led group", "led", false},
        {"Three in it: Qwelton A, Mohammed B", "A", true},
        {"Qwelton A&E staff", "A", false},
        {"| Qwelton, D | open |", "D", true},
        {"with Prof Qwelton, S/N Marlon", "S", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t tag = mark_of(state, cases[i].text, cases[i].word, true).tag;
        if ((tag == TAG_NAME) != cases[i].belongs)
            fail_msg("%s", cases[i].text);
    }
}

static void groups_that_are_names_stay_open(void **state) {
    assert_false(mark_of(state, "We met Mohammed Ahmadi today", "Ahmadi", false).locked);
    assert_false(mark_of(state, "Danish was late again", "Danish", false).locked);
    assert_true(mark_of(state, "A Somali interpreter came", "Somali", false).locked);
}

static void names_in_other_forms(void **state) {
    const char *const known = "We saw Mohammed Qwelton at home. ";
    char text[128];
    static const struct {
        const char *rest, *word;
        bool told;
    } cases[] = {{"MQ was calm.", "MQ", true},
                 {"QM was calm.", "QM", false},
                 {"All the Qweltons came.", "Qweltons", true},
                 {"All the Quiltons came.", "Quiltons", false},
                 {"Then mohamed left.", "mohamed", true},
                 {"Then Mohommad left.", "Mohommad", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        (void)snprintf(text, sizeof text, "%s%s", known, cases[i].rest);
        if ((mark_of(state, text, cases[i].word, false).memory == TAG_NAME) != cases[i].told)
            fail_msg("%s", text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_names_that_are_words),
        cmocka_unit_test(known_numbers_that_are_figures),
        cmocka_unit_test(known_names_in_any_case),
        cmocka_unit_test(plurals_that_are_words),
        cmocka_unit_test(counts_are_no_dates),
        cmocka_unit_test(ends_of_spans),
        cmocka_unit_test(initials_belong_to_names),
        cmocka_unit_test(particles_belong_to_names),
        cmocka_unit_test(words_belong_to_names),
        cmocka_unit_test(groups_that_are_names_stay_open),
        cmocka_unit_test(names_in_other_forms),
    };
    return cmocka_run_group_tests(tests, open_engine, test_engine_close) == 0 ? 0 : 1;
}

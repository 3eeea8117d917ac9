/* Names and places that spaces, line ends and markup cut, and those with other signs for letters.
 */
#include <string.h>

#include "blot_help.h"

struct mending {
    const char *text, *out;
};

static void expect_all(struct blot *b, const struct mending *cases, size_t n) {
    struct blot_result r;
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(blot_redact(b, cases[i].text, strlen(cases[i].text), &r, NULL), 0);
        assert_string_equal(r.text, cases[i].out);
    }
}

static void mended(void **state) {
    static const struct mending cases[] = {
        {"Spoke with Gurp reet on the ward.", "Spoke with [NAME_1] on the ward."},
        {"Daughter, Eli zabeth Khan, rang at noon.", "Daughter, [NAME_1], rang at noon."},
        {"We met Christo-\npher at the school gate.", "We met [NAME_1] at the school gate."},
        {"> We met Christo-\n> pher at the school gate.", "> We met [NAME_1] at the school gate."},
        {"We met Christo=\npher at the school gate.", "We met [NAME_1] at the school gate."},
        {"We met Christo- pher at the school gate.", "We met [NAME_1] at the school gate."},
        {"We met Christo\xC2\xAC\npher at the gate.", "We met [NAME_1] at the gate."},
        {"WE MET CHRISTO-\nPHER AT THE GATE.", "WE MET [NAME_1] AT THE GATE."},
        {"We met Chris\xF0\x9F\x8C\xB8topher at the gate.", "We met [NAME_1] at the gate."},
        {"CHRISTOPHERPRITCHARD 12/03/2024", "[NAME_1] [DATE_1]"},
        {"We met Christo-pher at the gate.", "We met [NAME_1] at the gate."},
        {"WE MET CHRISTO PHER AT THE GATE.", "WE MET [NAME_1] AT THE GATE."},
    };
    expect_all(*state, cases, sizeof cases / sizeof *cases);
}

/* Letters that tags, emphasis and brackets part, and those that others stand for. */
static void disguised(void **state) {
    static const struct mending cases[] = {
        {"We met Chris<b>topher</b> at the gate.", "We met [NAME_1]</b> at the gate."},
        {"We met <strong>C</strong>hristopher at the gate.",
         "We met <strong>[NAME_1] at the gate."},
        {"Spoke to O<span class=\"x\">kon</span><i>jo</i> so.", "Spoke to [NAME_1]</i> so."},
        {"We met Chri**stop**her at the gate.", "We met [NAME_1] at the gate."},
        {"We met Chris(topher) at the gate.", "We met [NAME_1]) at the gate."},
        {"We met L4ura and 7homas at the gate.", "We met [NAME_1] and [NAME_2] at the gate."},
        {"We met Chr!stopher at the gate.", "We met [NAME_1] at the gate."},
        {"We met S*rah at the gate.", "We met [NAME_1] at the gate."},
        {"We met Siobh?n and Siobh\xEF\xBF\xBDn there.", "We met [NAME_1] and [NAME_2] there."},
        {"we met cHRISTOPHER at the gate.", "we met [NAME_1] at the gate."},
        {"We met Christopherrrr at the gate.", "We met [NAME_1] at the gate."},
        {"We met CChhrriissttoopphheerr here.", "We met [NAME_1] here."},
        {"We met lmran and lonescu at the gate.", "We met [NAME_1] and [NAME_2] at the gate."},
        {"it was t*a*d*h*g and f_f_i_o_n who rang", "it was [NAME_1] and [NAME_2] who rang"},
    };
    expect_all(*state, cases, sizeof cases / sizeof *cases);
}

/* What is no name stays, however it is written. */
static void plain(void **state) {
    static const char *const texts[] = {
        "Un<b>believ</b>able child(ren) and parent(s) came at 5am and 8am.",
        "Don?t let them. A sh*t day. The rooom was full.",
        "DoLS and KLOEs and <b>Mum</b>said no. Pre- and post-natal care.",
        "An lmportant lnformation. The RReeffeerrrraall ffoorrmm was late.",
        "It was b-o-r-i-n-g, p_l_e_a_s_e. A*A*B*C at A-level, a/b/c/d/e.",
        "The self-harm plan and Re-assess. THE CARE PLAN WAS LATE TODAY.",
        "H4U rang, M4 was shut, 4th visit, 7am to 7pm.",
        ("UNDERSTANDINGLY, COUNTERTRANSFERENCE was LONG-\nTERM and \xE2\x9C\x94"
         "done."),
        "This page was inten-\ntionally left blank. She is vegetar-\nian and vap-\ning.",
        "D1scharge Surnmary was 1eft. INTERV1EW at 8am. This is on beha1f of Sir or "
        "Madarn.",
    };
    struct blot_result r;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(blot_redact(*state, texts[i], strlen(texts[i]), &r, NULL), 0);
        assert_int_equal(r.n_spans, 0);
    }
}

/* Two words that are whole stay two, whatever they make together; more than one space parts them.
 */
static void whole(void **state) {
    static const char *const texts[] = {
        "The man date was agreed. Every one came, An other did not.",
        "Trans port was booked. Thera pist rang.",
        "Columns: Gurp    reet",
    };
    struct blot_result r;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(blot_redact(*state, texts[i], strlen(texts[i]), &r, NULL), 0);
        for (size_t k = 0; k < r.n_spans; k++)
            assert_null(memchr(texts[i] + r.spans[k].source_start, ' ',
                               r.spans[k].source_end - r.spans[k].source_start));
    }
}

/* A code that is longer than what a rule sees is found to its end, and no word behind it. */
static void long_codes(void **state) {
    enum { CODE = 9000 };
    static const char part[] = "VGhlIHJlcG9ydCBpcyBpbiBiYXNl"; /* 28 bytes */
    char text[CODE + 64] = "see ";
    struct blot_result r;
    size_t n = 4;
    while (n < CODE) {
        memcpy(text + n, part, sizeof part - 1);
        n += sizeof part - 1;
    }
    memcpy(text + n, "= here", 7);
    assert_int_equal(blot_redact(*state, text, n + 6, &r, NULL), 0);
    assert_string_equal(r.text, "see [ID_1] here");
}

/* Addresses of more parts than a rule looks ahead, and what only looks like one. */
static void long_addresses(void **state) {
    static const struct mending cases[] = {
        {"to k.j.p.q.r.nobody@example.org now", "to [CONTACT_1] now"},
        {"to (k.j.p.q.of.the.team.nobody.77@example.org)", "to ([CONTACT_1])"},
        {"the end.of.term.do was good @ 4", "the end.of.term.do was good @ 4"},
    };
    expect_all(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mended), cmocka_unit_test(disguised),  cmocka_unit_test(plain),
        cmocka_unit_test(whole),  cmocka_unit_test(long_codes), cmocka_unit_test(long_addresses),
    };
    return cmocka_run_group_tests(tests, test_blot_open, test_blot_close) == 0 ? 0 : 1;
}

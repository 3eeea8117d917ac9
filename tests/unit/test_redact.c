#include "find/placeholder.h"
#include "redact/beside.h"
#include "redact/namedata.h"
#include "redact/numbering.h"
#include "redact/redact.h"
#include "redact/together.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define MASK "\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88"

/* A record under test. Fields are written with marks: {NAME:Sarah}, {?:...} withheld. */
struct bench {
    struct arena arena;
    struct redact_record record;
    struct redact_options options;
};

struct field_text {
    char plain[512];
    size_t n;
    struct span_list spans;
};

static void bench_open(struct bench *b) {
    struct err e = {0};
    *b = (struct bench){0};
    b->record.arena = &b->arena;
    assert_int_equal(numbering_new(&b->record.numbering, &b->arena, &e), ST_OK);
}

static void unmark(struct field_text *f, const char *marked, struct arena *a) {
    *f = (struct field_text){0};
    struct span open = {0};
    for (const char *p = marked; *p; p++) {
        if (*p == '{') {
            size_t len = strcspn(p + 1, ":");
            open = (struct span){.start = (uint32_t)f->n, .origin = BY_EVIDENCE, .rule = RULE_NONE};
            open.label = (uint8_t)label_from((struct slice){p + 1, len});
            p += 1 + len;
        } else if (*p == '}') {
            open.end = (uint32_t)f->n;
            assert_true(span_add(&f->spans, open, a));
        } else {
            f->plain[f->n++] = *p;
            assert_true(f->n < sizeof f->plain);
        }
    }
}

static struct slice text_of(const struct field_text *f) {
    return (struct slice){f->plain, f->n};
}

static void check_offsets(const struct field_text *f, const struct redaction_list *done,
                          struct slice out) {
    uint32_t source = 0, at = 0;
    for (size_t i = 0; i < done->n; i++) {
        const struct redaction *r = &done->v[i];
        struct slice kept = slice_cut(text_of(f), source, r->source.start);
        assert_true(slice_eq(kept, slice_cut(out, at, r->start)));
        assert_true(r->start < r->end && r->end <= out.n);
        source = r->source.end;
        at = r->end;
    }
    assert_true(slice_eq(slice_cut(text_of(f), source, (uint32_t)f->n), slice_cut(out, at, out.n)));
}

/* Redacts up to three fields as one record and compares them all. */
static void expect_fields(struct bench *b, const char *const *marked, const char *const *want,
                          size_t n) {
    struct field_text f[3];
    struct err e = {0};
    for (size_t i = 0; i < n; i++) {
        unmark(&f[i], marked[i], &b->arena);
        assert_int_equal(numbering_reserve(b->record.numbering, text_of(&f[i]), &e), ST_OK);
        assert_int_equal(
            numbering_learn(b->record.numbering, text_of(&f[i]), &f[i].spans, NUMBERING_NOBODY, &e),
            ST_OK);
    }
    for (size_t i = 0; i < n; i++) {
        struct buf out = {0};
        struct redaction_list done;
        assert_int_equal(
            redact(&out, &done, text_of(&f[i]), &f[i].spans, &b->options, &b->record, &e), ST_OK);
        assert_true(buf_add_char(&out, '\0'));
        assert_string_equal(out.p, want[i]);
        check_offsets(&f[i], &done, (struct slice){out.p, out.n - 1});
        buf_free(&out);
    }
}

static void expect(const char *marked, const char *want) {
    struct bench b;
    bench_open(&b);
    expect_fields(&b, &marked, &want, 1);
    arena_free(&b.arena);
}

static void test_one_person(void **state) {
    (void)state;
    expect("{NAME:Sarah Khan} said {NAME:Sarah}, Mrs {NAME:Khan} ({NAME:S.K.}, {NAME:SK}) "
           "{NAME:sarah} {NAME:KHAN, Sarah} {NAME:S. Khan} {NAME:Sarah K} {NAME:sk} {NAME:S K}",
           "[NAME_1] said [NAME_1], Mrs [NAME_1] ([NAME_1], [NAME_1]) [NAME_1] [NAME_1] "
           "[NAME_1] [NAME_1] [NAME_1] [NAME_1]");
    expect("{NAME:Sarah}: {NAME:Sarah}'s mum, {NAME:SARAH KHAN}",
           "[NAME_1]: [NAME_1]'s mum, [NAME_2]");
    expect("{NAME:Mrs Khan}, {NAME:Mrs. Zoë Khan}, {NAME:Zoe's}", "[NAME_1], [NAME_1], [NAME_1]");
    expect("{NAME:Sarah-Jane Smith} {NAME:Sarah Jane} {NAME:Sarah-Jane} {NAME:sarah}",
           "[NAME_1] [NAME_1] [NAME_1] [NAME_1]");
    expect("{NAME:Mohammed Ali Khan} {NAME:Ali Khan} {NAME:Khan} {NAME:Mr Khan} {NAME:M. A. Khan}",
           "[NAME_1] [NAME_1] [NAME_1] [NAME_1] [NAME_1]");
    expect("{NAME:Liz 'Bee' O\xE2\x80\x99Neil} {NAME:Bee} {NAME:ONeil}",
           "[NAME_1] [NAME_1] [NAME_1]");
    expect("{NAME:Nguyen Thi Lan} {NAME:Lan Nguyen} {NAME:Lan}", "[NAME_1] [NAME_1] [NAME_1]");
    expect("{NAME:MOHAMMED YUSUF ALI} {NAME:YUSUF ALI HASSAN} {NAME:YUSUF} {NAME:MOHAMMED}",
           "[NAME_1] [NAME_2] [NAME_2] [NAME_1]");
    expect("{NAME:Sister Bernadette} {NAME:Bernadette} {NAME:Nan Pat} {NAME:Pat}",
           "[NAME_1] [NAME_1] [NAME_2] [NAME_2]");
    expect("{NAME:Kelly Brand} (n\xC3\xA9"
           "e {NAME:Kelly Marsh}), aka {NAME:Titch}; "
           "{NAME:Titch}, {NAME:Kelly}",
           "[NAME_1] (n\xC3\xA9"
           "e [NAME_1]), aka [NAME_1]; [NAME_1], [NAME_1]");
    expect("{NAME:Wilson}, {NAME:Amy Louise}: {NAME:Amy}, {NAME:Gary Wilson}",
           "[NAME_1], [NAME_1]: [NAME_1], [NAME_2]");
    expect("{NAME:Tahmid}, {NAME:Tanvir} and {NAME:Ruth}", "[NAME_1], [NAME_2] and [NAME_3]");
}

static void test_two_people(void **state) {
    (void)state;
    expect("{NAME:Sarah Khan} {NAME:Adam Khan} {NAME:Khan} {NAME:Adam} {NAME:Sarah}",
           "[NAME_1] [NAME_2] [NAME_3] [NAME_2] [NAME_1]");
    expect("{NAME:Sarah Khan}, Mr {NAME:Khan} and Mrs {NAME:Khan}",
           "[NAME_1], Mr [NAME_2] and Mrs [NAME_3]");
    expect("Mrs {NAME:Sarah Khan}, Mr {NAME:Khan}, Mrs {NAME:Khan}",
           "Mrs [NAME_1], Mr [NAME_2], Mrs [NAME_1]");
    expect("{NAME:Priya Patel} saw Dr {NAME:Patel}; {NAME:Dr Patel} knows {NAME:Priya}",
           "[NAME_1] saw Dr [NAME_2]; [NAME_2] knows [NAME_1]");
    expect("Mr and Mrs {NAME:Pereira}, Mr. & Mrs. {NAME:Pereira}, {NAME:Joaquim Pereira}, Mrs "
           "{NAME:Pereira}",
           "Mr and Mrs [NAME_1], Mr. & Mrs. [NAME_1], [NAME_2], Mrs [NAME_3]");
    expect("{NAME:Sarah J Khan} {NAME:Sarah P Khan} {NAME:Sarah Khan}",
           "[NAME_1] [NAME_2] [NAME_3]");
    expect("{NAME:Sam Kent} {NAME:Sue Kay} {NAME:SK}", "[NAME_1] [NAME_2] [NAME_3]");
    expect("{NAME:James Smith} {NAME:Peter James} {NAME:James}", "[NAME_1] [NAME_2] [NAME_1]");
    expect("Child {NAME:K}, {NAME:Karen}, {NAME:K.}", "Child [NAME_1], [NAME_2], [NAME_1]");
    expect("{NAME:Di Page} {NAME:Page}, DI {NAME:Page}", "[NAME_1] [NAME_1], DI [NAME_2]");
}

static void test_titles_and_sexes(void **state) {
    (void)state;
    expect("{NAME:Sarah Khan} left {NAME:Imran Khan}; Mrs {NAME:Khan} cried, Mr {NAME:Khan} not",
           "[NAME_1] left [NAME_2]; Mrs [NAME_1] cried, Mr [NAME_2] not");
    expect("Mr {NAME:Khan} and Mrs {NAME:Khan}; {NAME:Imran Khan} is at school",
           "Mr [NAME_1] and Mrs [NAME_2]; [NAME_3] is at school");
    expect("{NAME:Sarah Khan}, {NAME:Aisha Khan} (8), {NAME:Imran Khan}; Mrs {NAME:Khan}, Mr "
           "{NAME:Khan}",
           "[NAME_1], [NAME_2] (8), [NAME_3]; Mrs [NAME_1], Mr [NAME_3]");
    expect("her son {NAME:Adam}, {NAME:Adam Khan}; Mr {NAME:Khan} said",
           "her son [NAME_1], [NAME_1]; Mr [NAME_2] said");
    expect("{NAME:Imran Khan} left. She is a nurse. {NAME:Imran} drives. Dr. {NAME:Khan} came",
           "[NAME_1] left. She is a nurse. [NAME_1] drives. Dr. [NAME_2] came");
    expect("{NAME:Seun Adeyemi}, {NAME:Pastor Adeyemi}, pastor {NAME:Adeyemi}",
           "[NAME_1], [NAME_2], pastor [NAME_2]");
    expect("{NAME:Sarah Khan} left {NAME:Imran Khan}; Mrs {NAME:Khan} cried",
           "[NAME_1] left [NAME_2]; Mrs [NAME_1] cried");
    expect("Mrs {NAME:Amina Khan}, {NAME:Sarah Khan}, Mrs {NAME:Khan}",
           "Mrs [NAME_1], [NAME_2], Mrs [NAME_1]");
    expect("Dr {NAME:Rao}, {NAME:Doctor Rao}", "Dr [NAME_1], [NAME_1]");
    expect("Sgt {NAME:Kaur}, {NAME:Police Sergeant Kaur}", "Sgt [NAME_1], [NAME_1]");
    expect("her uncle {NAME:Zed Haddad} and {NAME:Qin Haddad}; Mr {NAME:Haddad}",
           "her uncle [NAME_1] and [NAME_2]; Mr [NAME_1]");
}

static void test_short_forms(void **state) {
    (void)state;
    expect("{NAME:Elizabeth Brown} {NAME:Liz}", "[NAME_1] [NAME_1]");
    expect("{NAME:Liz Brown} {NAME:Elizabeth} {NAME:Elizabeth Brown}",
           "[NAME_1] [NAME_1] [NAME_1]");
    expect("{NAME:Mick}, {NAME:Michael Shaw}", "[NAME_1], [NAME_1]");
    expect("{NAME:Olamide Bakare} {NAME:Olam}", "[NAME_1] [NAME_1]");
    expect("{NAME:Bob Lyle} {NAME:Robert Tate} {NAME:Bob} {NAME:Robert}",
           "[NAME_1] [NAME_2] [NAME_1] [NAME_2]");
    expect("{NAME:Elizabeth Ash} {NAME:Emma Oak} {NAME:Ellen Fry} {NAME:Liz}",
           "[NAME_1] [NAME_2] [NAME_3] [NAME_1]");
    expect("{NAME:Victor Ash} {NAME:Victoria Oak} {NAME:Vic}", "[NAME_1] [NAME_2] [NAME_3]");
    expect("{NAME:Katherine Moore} {NAME:Catherine Hill} {NAME:Kate Moore} {NAME:Kate}",
           "[NAME_1] [NAME_2] [NAME_1] [NAME_1]");
    expect("{NAME:Kuba} (11), her son {NAME:Kuba}, {NAME:Jakub Nowak}",
           "[NAME_1] (11), her son [NAME_1], [NAME_1]");
    expect("{NAME:Jasmine} rang about {NAME:Jas}: {NAME:Jaswinder Sahota}, {NAME:Jasmine Cole}",
           "[NAME_1] rang about [NAME_2]: [NAME_2], [NAME_1]");
    expect("{NAME:Micheal Roe} {NAME:Michael Roe} {NAME:Ashleigh} {NAME:Ashley}",
           "[NAME_1] [NAME_1] [NAME_2] [NAME_2]");
    expect("{NAME:Mary-Ann Roe} {NAME:Maryann} {NAME:Abdul Rahman Ali} {NAME:Abdulrahman Ali}",
           "[NAME_1] [NAME_1] [NAME_2] [NAME_2]");
    expect("{NAME:Ana De Souza}, Mrs {NAME:DeSouza}; {NAME:Joanne Tate}, {NAME:Jo-Anne}, {NAME:Ann "
           "Tait}",
           "[NAME_1], Mrs [NAME_1]; [NAME_2], [NAME_2], [NAME_3]");
    expect("{NAME:Alisha Roe} {NAME:Ali} {NAME:Cabdi} {NAME:Abdi Nur}",
           "[NAME_1] [NAME_2] [NAME_3] [NAME_3]");
    expect("{NAME:George Henry Lamb} {NAME:Harry Lamb}", "[NAME_1] [NAME_2]");
    expect("{NAME:Ana-Maria Ilie} {NAME:Maria Ilie}", "[NAME_1] [NAME_2]");
    expect("{NAME:kai fox}; {NAME:kais} mum", "[NAME_1]; [NAME_1] mum");
    expect("{NAME:Elizabeth Ash} {NAME:Elizabeth Oak} {NAME:Liz}", "[NAME_1] [NAME_2] [NAME_3]");
    expect("{NAME:Mohammed Ali} {NAME:Muhammad Ali}", "[NAME_1] [NAME_1]");
    expect("{NAME:Sara Khan} {NAME:Sarah Khan} {NAME:Stephen Hall} {NAME:Steven Hall}",
           "[NAME_1] [NAME_1] [NAME_2] [NAME_2]");
    expect("{NAME:Mary Khan} {NAME:Marie Khan} {NAME:Amina Hall} {NAME:Amira Hall}",
           "[NAME_1] [NAME_2] [NAME_3] [NAME_4]");
    expect("{NAME:Big Dave} {NAME:David Ash} {NAME:Auntie Grace} {NAME:Grace Oak}",
           "[NAME_1] [NAME_1] [NAME_2] [NAME_2]");
}

/* What stands between two names and beside them. */
static void test_said_of_two(void **state) {
    (void)state;
    expect("{NAME:Leo Lin}'s mother, Mrs {NAME:Lin}", "[NAME_1]'s mother, Mrs [NAME_2]");
    expect("{NAME:Jaz} is {NAME:Kit Akers}. {NAME:Jaz}", "[NAME_1] is [NAME_1]. [NAME_1]");
    expect("{NAME:Jaz} is {NAME:Kit Akers}'s aunt", "[NAME_1] is [NAME_2]'s aunt");
    expect("Mother of {NAME:Corey} is {NAME:Tan Webb}.", "Mother of [NAME_1] is [NAME_2].");
    expect("{NAME:Chan Ka Yan} ({NAME:Karen}) and {NAME:Karen}",
           "[NAME_1] ([NAME_1]) and [NAME_1]");
    expect("{NAME:Aoibhinn} wants to be called {NAME:Evie}; {NAME:Evie}",
           "[NAME_1] wants to be called [NAME_1]; [NAME_1]");
    expect("{NAME:Sarah Khan}, Mr {NAME:Khan} and Mrs {NAME:Khan}; {NAME:Khan}",
           "[NAME_1], Mr [NAME_2] and Mrs [NAME_3]; [NAME_4]");
    expect(
        "{NAME:Frank Oak} and {NAME:Frank Oak} jnr; {NAME:Frank Oak junior}, {NAME:Frank Oak snr}",
        "[NAME_1] and [NAME_2] jnr; [NAME_2], [NAME_1]");
    expect("{NAME:Frank Oak}, {NAME:Frank Oak} senior social worker",
           "[NAME_1], [NAME_1] senior social worker");
    expect("SW {NAME:Emma} visited mum {NAME:Emma Tandy}", "SW [NAME_1] visited mum [NAME_2]");
}

/* Whom Mr, Mrs and the like mean among some of one surname. */
static void test_whom_titles_mean(void **state) {
    (void)state;
    expect("Parents: {NAME:Qin Cohen}, {NAME:Saul Cohen}. {NAME:Isaac Cohen}; Mr {NAME:Cohen}",
           "Parents: [NAME_1], [NAME_2]. [NAME_3]; Mr [NAME_2]");
    expect("{NAME:Marvin Oak}, {NAME:Delroy Oak}, dad, and {NAME:Delroy}; Mr {NAME:Oak}",
           "[NAME_1], [NAME_2], dad, and [NAME_2]; Mr [NAME_2]");
    expect("{NAME:Summer}, {NAME:Dawn Meadows}, {NAME:Summer Meadows}; Ms {NAME:Meadows}",
           "[NAME_1], [NAME_2], [NAME_1]; Ms [NAME_2]");
    expect("Mrs {NAME:Begum} (mother) rang. {NAME:Fatima} said; {NAME:Fatima Begum}",
           "Mrs [NAME_1] (mother) rang. [NAME_2] said; [NAME_2]");
    expect("Mrs {NAME:Khan} rang. {NAME:Sarah} said; {NAME:Sarah Khan} (34)",
           "Mrs [NAME_1] rang. [NAME_1] said; [NAME_1] (34)");
    expect("Mr {NAME:Ahmed}, Mrs {NAME:Ahmed}. {NAME:Hamza}, {NAME:Hamza Ahmed}; {NAME:Nasreen "
           "Ahmed}",
           "Mr [NAME_1], Mrs [NAME_2]. [NAME_3], [NAME_3]; [NAME_2]");
    expect("{NAME:Zoe Oak} is at school. Mrs {NAME:Oak}", "[NAME_1] is at school. Mrs [NAME_2]");
    expect("{NAME:Zoe Oak} is six. Mrs {NAME:Oak}", "[NAME_1] is six. Mrs [NAME_2]");
    expect("her girls are {NAME:Zoe} and {NAME:Ann}: {NAME:Ann Oak}. Mrs {NAME:Oak}",
           "her girls are [NAME_1] and [NAME_2]: [NAME_2]. Mrs [NAME_3]");
    expect("{NAME:Len Oak} came 02.15, Mr {NAME:Oak}", "[NAME_1] came 02.15, Mr [NAME_1]");
    expect("{NAME:Nimal Perera}, Dr {NAME:Perera}. Mr {NAME:Perera}",
           "[NAME_1], Dr [NAME_2]. Mr [NAME_1]");
    expect("{NAME:James Alexander} {NAME:Alexander James} Mr {NAME:Alexander} Mr {NAME:James}",
           "[NAME_1] [NAME_2] Mr [NAME_1] Mr [NAME_2]");
    expect("Nurse {NAME:Joy} and {NAME:Joy Abara}; PC {NAME:James} and {NAME:James Oak}",
           "Nurse [NAME_1] and [NAME_1]; PC [NAME_2] and [NAME_3]");
    expect("Grandad {NAME:Duffy}, {NAME:Sandra Duffy}; Mr {NAME:Duffy}",
           "Grandad [NAME_1], [NAME_2]; Mr [NAME_1]");
    expect("{NAME:Ikram El Idrissi}, Mrs {NAME:El Idrissi}", "[NAME_1], Mrs [NAME_1]");
    expect("{NAME:Hersi Abdi Nur}, {NAME:Ifrah Hersi Abdi}; Mr {NAME:Hersi}",
           "[NAME_1], [NAME_2]; Mr [NAME_1]");
    expect("{NAME:Sarah} and {NAME:Imran Khan}: Mrs {NAME:Khan}, Mr {NAME:Khan}",
           "[NAME_1] and [NAME_2]: Mrs [NAME_1], Mr [NAME_2]");
    expect("{NAME:Anna} and {NAME:Tom Price}: {NAME:Anna Bell}, {NAME:Ms Price}, {NAME:Ms Bell}",
           "[NAME_1] and [NAME_2]: [NAME_1], [NAME_3], [NAME_1]");
    expect("Mr {NAME:Desmond Oak} and his daughter {NAME:Yvonne}: {NAME:Yvonne Oak}, Ms {NAME:Oak}",
           "Mr [NAME_1] and his daughter [NAME_2]: [NAME_2], Ms [NAME_2]");
    expect("{NAME:Sukhi}: {NAME:Sukhjit Bains}, {NAME:Gurmeet Kaur Bains}; Mrs {NAME:Bains}, "
           "{NAME:Ms Bains}",
           "[NAME_1]: [NAME_1], [NAME_2]; Mrs [NAME_2], [NAME_1]");
    expect("{NAME:PS Grant}, {NAME:Sgt Grant}; PS: {NAME:Grant Ash}",
           "[NAME_1], [NAME_1]; PS: [NAME_2]");
    expect("{NAME:Mr T}, {NAME:Tony Tully}, his son {NAME:Ben}, {NAME:Ben Tully}",
           "[NAME_1], [NAME_1], his son [NAME_2], [NAME_2]");
    expect("{NAME:Anita Rao} (GP), Dr {NAME:Rao}; {NAME:Priya Patel}, Dr {NAME:Patel}",
           "[NAME_1] (GP), Dr [NAME_1]; [NAME_2], Dr [NAME_3]");
    expect("{NAME:Sarah Thompson}, {NAME:Mrs Thomson}; {NAME:Ewa Nowicka}, {NAME:Jan Nowicki}, Mr "
           "{NAME:Nowicki}",
           "[NAME_1], [NAME_1]; [NAME_2], [NAME_3], Mr [NAME_3]");
    expect("{NAME:T. Oak} rang. {NAME:Toyin Oak}, and {NAME:Tobi}: {NAME:Tobi Oak}",
           "[NAME_1] rang. [NAME_1], and [NAME_2]: [NAME_2]");
    expect("{NAME:Sarah Khan} and {NAME:Tom Ash}: Mrs {NAME:K.}, {NAME:Mr A}, Mrs {NAME:B}",
           "[NAME_1] and [NAME_2]: Mrs [NAME_1], [NAME_2], Mrs [NAME_3]");
    expect("{NAME:Kyle} ({NAME:K}), {NAME:K}; {NAME:Tom Ash}, {NAME:Ann Ash}, Mrs {NAME:A}",
           "[NAME_1] ([NAME_1]), [NAME_1]; [NAME_2], [NAME_3], Mrs [NAME_3]");
    expect("{PLACE:Dean Hurst}; {NAME:Dean}, Mr {NAME:Hurst}; {PLACE:Dean Hill}",
           "[PLACE_1]; [NAME_1], Mr [NAME_1]; [PLACE_2]");
    expect("{PLACE:Dean Hurst}; {NAME:Sam}, Mr {NAME:Hurst}, {NAME:Dean Ash}",
           "[PLACE_1]; [NAME_1], Mr [NAME_2], [NAME_3]");
    expect("{NAME:J.P. Costello}, {NAME:J.P.}, {NAME:John Paul Costello}",
           "[NAME_1], [NAME_1], [NAME_1]");
}

static void test_name_lists(void **state) {
    (void)state;
    assert_true(namedata_in_order());
    assert_true(mention_titles_in_order());
    assert_true(roles_in_order());
    assert_true(together_in_order());
    assert_int_equal(name_sex(slice_of("abena")), SEX_WOMAN);
    assert_int_equal(name_sex(slice_of("zygmunt")), SEX_MAN);
    assert_int_equal(name_sex(slice_of("nikita")), SEX_UNKNOWN);
    assert_int_equal(name_sex(slice_of("")), SEX_UNKNOWN);
    assert_int_equal(name_sex(slice_of("sara")), SEX_WOMAN);
    assert_int_equal(name_sex(slice_of("sar")), SEX_UNKNOWN);
    assert_true(names_alike(slice_of("liz"), slice_of("elizabeth")));
    assert_true(names_alike(slice_of("elizabeth"), slice_of("betty")));
    assert_true(names_alike(slice_of("bob"), slice_of("rob")));
    assert_false(names_alike(slice_of("liz"), slice_of("robert")));
    assert_false(names_alike(slice_of(""), slice_of("")));
    assert_null(name_of_form(slice_of("bob"), 1));
}

static void test_order_of_words(void **state) {
    (void)state;
    expect("{NAME:Oliver James} {NAME:James Oliver} {NAME:Oliver} {NAME:James}",
           "[NAME_1] [NAME_2] [NAME_1] [NAME_2]");
    expect("{NAME:KHAN Sarah} {NAME:Sarah Khan}", "[NAME_1] [NAME_1]");
    expect("{NAME:Khan S} {NAME:Sarah Khan} {NAME:KHAN T}", "[NAME_1] [NAME_1] [NAME_2]");
    expect("{NAME:J. Patel} {NAME:Jignesh Patel} {NAME:Priti Patel-Jones}",
           "[NAME_1] [NAME_1] [NAME_2]");
    expect("{NAME:Mo Iqbal} hit {NAME:Tom Ash}. {NAME:Iqbal} ran to {NAME:Shazia Iqbal}",
           "[NAME_1] hit [NAME_2]. [NAME_1] ran to [NAME_3]");
}

static void test_roles(void **state) {
    (void)state;
    struct bench b;
    bench_open(&b);
    numbering_use_roles(b.record.numbering);
    const char *marked[] = {
        "[MOTHER_1], her mum, {NAME:Sarah Khan}, {NAME:Sarah}; {NAME:Anna Price} (social worker); "
        "PC {NAME:Bell}; {NAME:Tom}'s mother {NAME:Joan Ash}; {NAME:Zoe}",
        "{NAME:Ben Oak} is the uncle of {NAME:Zoe}. Family support worker: {NAME:Pam}, "
        "half-brother Mr {NAME:Fry}; {NAME:Ali} is father; {NAME:Ann}, the carer of {NAME:Jo}; "
        "{NAME:Kay}, landlady and friend"};
    const char *want[] = {
        "[MOTHER_1], her mum, [MOTHER_2], [MOTHER_2]; [SOCIAL_WORKER_1] (social worker); "
        "PC [POLICE_OFFICER_1]; [NAME_1]'s mother [MOTHER_3]; [NAME_2]",
        "[UNCLE_1] is the uncle of [NAME_2]. Family support worker: [SUPPORT_WORKER_1], "
        "half-brother Mr [BROTHER_1]; [FATHER_1] is father; [CARER_1], the carer of [NAME_3]; "
        "[NAME_4], landlady and friend"};
    expect_fields(&b, marked, want, 2);
    arena_free(&b.arena);
    expect("her mum, {NAME:Sarah Khan}", "her mum, [NAME_1]");
}

/* What columns and known tables say: one person, whatever the words. */
static void test_known_persons(void **state) {
    (void)state;
    struct bench b;
    struct err e = {0};
    uint32_t sky = 0, mother = 0, nobody = 0;
    const struct slice names[] = {slice_of("Sky Winter"), slice_of("Bee")};
    const struct slice other = slice_of("April Winter");
    bench_open(&b);
    struct numbering *nb = b.record.numbering;
    const struct slice value = slice_of("007"), none = {NULL, 0};
    assert_int_equal(numbering_person(nb, &sky, names, 2, value, &e), ST_OK);
    assert_int_equal(numbering_person(nb, &mother, &other, 1, none, &e), ST_OK);
    assert_int_equal(numbering_person(nb, &nobody, NULL, 0, none, &e), ST_OK);
    assert_int_equal(nobody, NUMBERING_NOBODY);
    struct field_text f[2];
    unmark(&f[0], "{NAME:Winter}", &b.arena);
    unmark(&f[1], "{NAME:Bee} {NAME:Sky} {NAME:April} {NAME:Winter} {NAME:Tom}", &b.arena);
    assert_int_equal(numbering_learn(nb, text_of(&f[0]), &f[0].spans, mother, &e), ST_OK);
    assert_int_equal(numbering_learn(nb, text_of(&f[1]), &f[1].spans, NUMBERING_NOBODY, &e), ST_OK);
    static const uint32_t want[] = {1, 2, 2, 1, 3, 4};
    for (size_t i = 0; i < 6; i++) {
        const struct field_text *at = &f[i > 0];
        const struct span *s = &at->spans.v[i > 0 ? i - 1 : 0];
        struct slice whose, name;
        uint32_t number = 0;
        enum role role;
        assert_int_equal(numbering_number(nb, text_of(at), s, &number, &role, &e), ST_OK);
        assert_int_equal(number, want[i]);
        assert_int_equal(numbering_who(nb, text_of(at), s, &whose, &name, &e), ST_OK);
        if (i > 0)
            assert_true(slice_is(whose, number == 2 ? "007" : ""));
        if (number == 2)
            assert_true(slice_is(name, "sky winter"));
    }
    arena_free(&b.arena);
}

static void test_order_and_fields(void **state) {
    (void)state;
    struct bench b;
    bench_open(&b);
    const char *marked[] = {"{NAME:Khan} and {NAME:Tom}, {AGE:14}", "",
                            "{NAME:Tom Ash}, {NAME:Sarah Khan}, {AGE:9}, {AGE:14}"};
    const char *want[] = {"[NAME_1] and [NAME_2], [AGE_1]", "",
                          "[NAME_2], [NAME_1], [AGE_2], [AGE_1]"};
    expect_fields(&b, marked, want, 3);
    arena_free(&b.arena);
}

static void test_other_labels(void **state) {
    (void)state;
    expect("{DATE:3rd May 2014} {DATE:3rd  may 2014} {DATE:4 May}", "[DATE_1] [DATE_1] [DATE_2]");
    expect("{PLACE:Łódź} {PLACE:LODZ} {PLACE:Luton}", "[PLACE_1] [PLACE_1] [PLACE_2]");
    expect("{CONTACT:07700 900123} {CONTACT:07700900123} {ID:AB 12 34 56 C} {ID:ab123456c}",
           "[CONTACT_1] [CONTACT_1] [ID_1] [ID_1]");
    expect("{PLACE:Khan} {NAME:Khan} {PLACE:!} {PLACE:!}",
           "[PLACE_1] [NAME_1] [PLACE_2] [PLACE_2]");
}

static void test_reserved(void **state) {
    (void)state;
    expect("[NAME_1] [NAME_3] [NAME_3] [AGE_1] {NAME:Tom} {NAME:Ann} {NAME:Tom} {AGE:4}",
           "[NAME_1] [NAME_3] [NAME_3] [AGE_1] [NAME_2] [NAME_4] [NAME_2] [AGE_2]");
    expect("[NAME_01] [NAMES_1] [NAME_] [NAME_1 {NAME:Tom}",
           "[NAME_01] [NAMES_1] [NAME_] [NAME_1 [NAME_1]");
}

static void test_actions(void **state) {
    (void)state;
    struct bench b;
    bench_open(&b);
    b.options.action[LABEL_NAME] = ACT_LABEL;
    b.options.action[LABEL_AGE] = ACT_MASK;
    const char *marked = "{NAME:Tom}, {AGE:4}, {PLACE:Luton}";
    const char *want = "[NAME], " MASK ", [PLACE_1]";
    expect_fields(&b, &marked, &want, 1);
    arena_free(&b.arena);
    expect("{?:Cymraeg yw hwn}", "[WITHHELD]");
}

static void test_placeholders(void **state) {
    (void)state;
    static const char *const yes[] = {"[NAME_1]",
                                      "[GROUP_12]",
                                      "[NAME]",
                                      "[WITHHELD]",
                                      MASK,
                                      "[MOTHER_1]",
                                      "[SOCIAL_WORKER_12]",
                                      "[AGE_10-13]",
                                      "[AGE_90+]",
                                      "[AGE_10-15]",
                                      "[AGE_13]",
                                      "[PLACE_North West]",
                                      "[PLACE_Yorkshire and The Humber]",
                                      "[PLACE_England]",
                                      "[DATE_2009]",
                                      "[DATE_2009-03]"};
    static const char *const no[] = {"",
                                     "[",
                                     "[NAME",
                                     "[NAME_0]",
                                     "[NAME_1",
                                     "[name_1]",
                                     "[NONE]",
                                     "[NAME_x]",
                                     "[MOTHER]",
                                     "[MOTHER_0]",
                                     "[MOTHER_]",
                                     "[SOCIAL_1]",
                                     "[SOCIAL_WORKER1]",
                                     "NAME_1",
                                     "[NAME_1234567890]",
                                     "[WITHHELD",
                                     "\xE2\x96\x88",
                                     "[AGE_13-13]",
                                     "[AGE_10-14]",
                                     "[AGE_13+]",
                                     "[AGE_0-150]",
                                     "[NAME_10-13]",
                                     "[PLACE_Leeds]",
                                     "[PLACE_north west]",
                                     "[NAME_North West]",
                                     "[PLACE_North West",
                                     "[DATE_2009-13]",
                                     "[DATE_2009-3]",
                                     "[DATE_2009-03-12]",
                                     "[AGE_2009-03]",
                                     "[AGE_10-13 ]",
                                     "[ AGE_10-13]"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        assert_int_equal(placeholder_at(slice_of(yes[i]), NULL), strlen(yes[i]));
        char longer[64];
        (void)snprintf(longer, sizeof longer, "%s]x", yes[i]);
        assert_int_equal(placeholder_at(slice_of(longer), NULL), strlen(yes[i]));
    }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_int_equal(placeholder_at(slice_of(no[i]), NULL), 0);
}

static void test_bad_spans(void **state) {
    (void)state;
    struct bench b;
    bench_open(&b);
    struct err e = {0};
    struct span v[] = {{.start = 0, .end = 3, .label = LABEL_NAME},
                       {.start = 2, .end = 4, .label = LABEL_NAME}};
    struct span_list list = {v, 2, 2};
    struct buf out = {0};
    struct redaction_list done;
    assert_int_equal(redact(&out, &done, slice_of("Tom Ash"), &list, &b.options, &b.record, &e),
                     ST_INTERNAL);
    list.n = 1;
    v[0].end = 99;
    assert_int_equal(redact(&out, &done, slice_of("Tom Ash"), &list, &b.options, &b.record, &e),
                     ST_INTERNAL);
    buf_free(&out);
    arena_free(&b.arena);
}

/* Many people of one name: bounded search, so this returns at once. */
static void test_many(void **state) {
    (void)state;
    struct bench b;
    bench_open(&b);
    struct err e = {0};
    uint32_t person = 0;
    for (unsigned i = 0; i < 20000; i++) {
        char text[32];
        int n = snprintf(text, sizeof text, "Ali Khan%u", i);
        struct slice s = arena_copy(&b.arena, (struct slice){text, (size_t)n});
        struct span v = {.start = 0, .end = (uint32_t)s.n, .label = LABEL_NAME};
        struct span_list list = {&v, 1, 1};
        assert_int_equal(numbering_learn(b.record.numbering, s, &list, NUMBERING_NOBODY, &e),
                         ST_OK);
        person++;
    }
    const char *marked = "{NAME:Ali} {NAME:Khan19999}", *want = "[NAME_1] [NAME_2]";
    expect_fields(&b, &marked, &want, 1);
    assert_int_equal(person, 20000);
    arena_free(&b.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_person),
        cmocka_unit_test(test_two_people),
        cmocka_unit_test(test_titles_and_sexes),
        cmocka_unit_test(test_short_forms),
        cmocka_unit_test(test_said_of_two),
        cmocka_unit_test(test_whom_titles_mean),
        cmocka_unit_test(test_name_lists),
        cmocka_unit_test(test_order_of_words),
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_known_persons),
        cmocka_unit_test(test_order_and_fields),
        cmocka_unit_test(test_other_labels),
        cmocka_unit_test(test_reserved),
        cmocka_unit_test(test_actions),
        cmocka_unit_test(test_placeholders),
        cmocka_unit_test(test_bad_spans),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}

/* Text of no covered language is withheld; English is not, however it is typed. */
#include "detector_help.h"

static int open_engine(void **state) {
    static struct engine en;
    test_engine_open(&en, (struct detect_options){.labels = ~0u, .uncovered = UNCOVERED_WITHHOLD});
    *state = &en;
    return 0;
}

static bool withheld(void **state, const char *text) {
    struct engine *en = *state;
    struct arena a = {0};
    struct err e = {0};
    struct span_list spans = {0};
    struct detect_field field = {slice_of(text), TREAT_PROSE, LABEL_NONE, false};
    assert_int_equal(detect(en->detector, &field, 1, &a, &spans, &e), ST_OK);
    bool is = spans.n == 1 && spans.v[0].origin == BY_UNCOVERED;
    arena_free(&a);
    return is;
}

static void other_languages(void **state) {
    static const char *const texts[] = {
        /* Welsh */
        "Mae fy mab yn poeni am fynd yn \xC3\xB4l i'r ysgol ar \xC3\xB4l yr hyn a ddigwyddodd "
        "gartref yr wythnos diwethaf.",
        "Roedd y gweithiwr cymdeithasol yn garedig iawn ond doedd neb yn gwrando arnaf i pan "
        "oeddwn i angen help.",
        /* Polish */
        "Moja c\xC3\xB3rka boi si\xC4\x99 wraca\xC4\x87 do domu, bo jej ojciec du\xC5\xBCo pije i "
        "krzyczy na wszystkich prawie codziennie.",
        "pani z opieki byla mila ale nikt nam nie powiedzial co bedzie dalej z naszym mieszkaniem",
        /* Romanian */
        "Fiul meu nu vrea s\xC4\x83 mearg\xC4\x83 la \xC8\x99"
        "coal\xC4\x83 pentru c\xC4\x83 "
        "ceilal\xC8\x9Bi copii r\xC3\xA2"
        "d de el \xC3\xAEn fiecare zi.",
        "asistenta sociala a venit ieri si a vorbit cu noi despre copii dar nu am inteles nimic",
        /* Somali */
        "Waxaan rabaa inaan la hadlo shaqaalaha bulshada sababtoo ah wiilkaygu dugsiga kuma "
        "faraxsana haatan.",
        "waxay ii sheegtay in ninkeedu uu garaacay habeen hore oo ay ka baqayso inay guriga ku "
        "noqoto",
        /* Portuguese */
        "A minha filha tem medo de voltar para casa porque o pai dela grita muito com toda a "
        "gente.",
        "nao gostei do atendimento, ninguem me explicou nada e fiquei muito tempo a espera da "
        "resposta",
        /* Spanish */
        "Mi hijo no quiere volver al colegio porque los otros chicos le pegan todos los d\xC3\xAD"
        "as en el patio.",
        "la trabajadora fue muy amable pero nadie nos ayudo con la vivienda ni con los papeles",
        /* French */
        "Mon fils ne veut plus retourner \xC3\xA0 l'\xC3\xA9"
        "cole parce que les autres enfants "
        "se moquent de lui tous les jours.",
        "l'assistante sociale est venue hier mais elle ne nous a pas expliqu\xC3\xA9 ce qui va se "
        "passer maintenant",
        /* Turkish */
        "O\xC4\x9Flum okula gitmek istemiyor \xC3\xA7\xC3\xBCnk\xC3\xBC di\xC4\x9F"
        "er "
        "\xC3\xA7ocuklar onunla her g\xC3\xBCn alay ediyorlar ve kimse bize yard\xC4\xB1m etmiyor.",
        /* Arabic */
        "\xD8\xA7\xD8\xA8\xD9\x86\xD9\x8A \xD9\x84\xD8\xA7 \xD9\x8A\xD8\xB1\xD9\x8A\xD8\xAF "
        "\xD8\xA3\xD9\x86 \xD9\x8A\xD8\xB9\xD9\x88\xD8\xAF \xD8\xA5\xD9\x84\xD9\x89 "
        "\xD8\xA7\xD9\x84\xD9\x85\xD8\xAF\xD8\xB1\xD8\xB3\xD8\xA9 \xD9\x84\xD8\xA3\xD9\x86 "
        "\xD8\xA7\xD9\x84\xD8\xA3\xD8\xB7\xD9\x81\xD8\xA7\xD9\x84 "
        "\xD9\x8A\xD8\xB6\xD8\xAD\xD9\x83\xD9\x88\xD9\x86 \xD8\xB9\xD9\x84\xD9\x8A\xD9\x87",
        "\xD8\xA7\xD9\x84\xD9\x85\xD9\x88\xD8\xB8\xD9\x81\xD8\xA9 "
        "\xD9\x83\xD8\xA7\xD9\x86\xD8\xAA \xD9\x84\xD8\xB7\xD9\x8A\xD9\x81\xD8\xA9 "
        "\xD9\x88\xD9\x84\xD9\x83\xD9\x86 \xD9\x84\xD8\xA7 \xD8\xA3\xD8\xAD\xD8\xAF "
        "\xD9\x8A\xD8\xB3\xD8\xA7\xD8\xB9\xD8\xAF\xD9\x86\xD8\xA7 (social worker)",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!withheld(state, texts[i]))
            fail_msg("let through: %s", texts[i]);
}

static void messy_english(void **state) {
    static const char *const texts[] = {
        "Write to <a href=\"mailto:femi.balogun@example.org\">Femi</a>&nbsp;please",
        "see https://www.borough.example.org/adultcare/refs/qzxv?case=kwzt&view=tbl and ring me",
        "pls email zqwkx.vbnm@example.org or qpwoe.rtyu@example.net or lkjh_gfds@example.com asap",
        "tc to mo re ch, nfa. hv rvw w/c, dna appt x2. cpn to f/u re meds, ot ref done",
        "pt aao, obs stble, mobilsng w zf x1. bm 5.2, bp 130/80, nil pu, skin intct. fam updtd",
        "mum sed hes bin in bovver agen at skool n he dont lissen 2 no1. goin 2 ring bk tmrw",
        "MCA/BI done, DoLS auth reqd, IMCA ref sent, CHC DST bkd, OT f/u, SALT rvw, NFA ASC",
        "Ref: SA-23-104/qq; file: vcx_zzr_2.docx; path: \\\\srv\\shr\\asc\\qwz\\bnm.xlsx - saved",
        "thx u 4 ur help wiv da housin, ur gr8. cudnt of dun it wivout u guys xx",
        "Attended A&E c/o SOB, D&V x3/7, O/E T 38.1, HR 110, RR 22, sats 93% RA. Rx abx, TTOs",
        "LAC rvw: SSW, IRO, DSL, HV, CAMHS & SENCO pres. EHCP tbc. PEP o/d. SGO assmt outst",
        "Nan, Abdi, Szymon n Ngozi all cum 2 the grp 2day, Wiktoria n Oluwaseun didnt",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (withheld(state, texts[i]))
            fail_msg("withheld: %s", texts[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_languages),
        cmocka_unit_test(messy_english),
    };
    return cmocka_run_group_tests(tests, open_engine, test_engine_close) == 0 ? 0 : 1;
}

#include "redact/fit.h"

#include "find/role.h"
#include "redact/beside.h"
#include "redact/namedata.h"
#include "redact/spelling.h"

/* What one word of a mention and one of a person may be to each other; later passes take more. */
enum { SAME, INITIAL, FORM, PASSES };

static bool initial_fits(struct slice initial, struct slice word) {
    return mention_is_initial(initial) && slice_starts(word, initial);
}

static bool is_also(const struct known_name *who, uint32_t k, struct slice word) {
    return who->also && who->also[k].p && slice_eq(word, who->also[k]);
}

/* Other forms are of the given name, or of the surname of a full name. */
static bool form_fits(const struct mention *m, const struct known_name *who, uint32_t i,
                      uint32_t k) {
    bool first = i == 0 && k == 0, last = m->n > 1 && i + 1 == m->n && k + 1 == who->n;
    return (first && names_alike(m->words[i], who->words[k])) ||
           (last && (names_alike(m->words[i], who->words[k]) ||
                     surnames_alike(m->words[i], who->words[k])));
}

static bool word_fits(const struct mention *m, const struct known_name *who, uint32_t i, uint32_t k,
                      int pass) {
    struct slice a = m->words[i], b = who->words[k];
    if (pass == SAME)
        return slice_eq(a, b) || is_also(who, k, a);
    return pass == INITIAL ? initial_fits(a, b) || initial_fits(b, a) : form_fits(m, who, i, k);
}

/* Full names of two words each are in one order: Oliver James is not James Oliver. */
static bool in_place(const struct mention *m, const struct known_name *who, uint32_t i,
                     uint32_t k) {
    return m->n != 2 || who->n != 2 || i == k;
}

/* KHAN S for Sarah Khan: the surname and then the initial. */
static bool is_surname_first(const struct mention *m, const struct known_name *who) {
    return m->n == 2 && who->n > 1 && mention_is_initial(m->words[1]) &&
           slice_eq(m->words[0], who->words[who->n - 1]) && !slice_eq(m->words[0], who->words[0]) &&
           initial_fits(m->words[1], who->words[0]);
}

/* Maria Ilie is not Ana-Maria Ilie. */
static bool is_half_of_given(const struct mention *m, const struct known_name *who) {
    if (m->kind != MENTION_FULL || m->n >= who->n || slice_eq(m->words[0], who->words[0]))
        return false;
    for (uint32_t k = 1; k < who->given; k++)
        if (slice_eq(m->words[0], who->words[k]))
            return true;
    return false;
}

/* Gives each word of m a word of its own of who, equal words first. */
static enum fit fit_words(const struct mention *m, const struct known_name *who) {
    uint32_t used = 0, fitted = 0, all = (1u << m->n) - 1;
    int pass = SAME;
    for (; pass < PASSES && fitted != all; pass++)
        for (uint32_t i = 0; i < m->n; i++) {
            if (fitted >> i & 1)
                continue;
            for (uint32_t k = 0; k < who->n; k++) {
                if ((used >> k & 1) || !in_place(m, who, i, k) || !word_fits(m, who, i, k, pass))
                    continue;
                used |= 1u << k;
                fitted |= 1u << i;
                break;
            }
        }
    if (fitted != all)
        return is_surname_first(m, who) ? FIT_FORM : FIT_NONE;
    return pass > FORM ? FIT_FORM : FIT_WORDS;
}

/* What the given name says; a lone word may be a surname. Kaur is a woman's name, wherever. */
static uint8_t given_sex(const struct slice *words, uint8_t n) {
    uint8_t sex = n > 1 ? name_sex(words[0]) : SEX_UNKNOWN;
    for (uint8_t i = 1; i < n && sex == SEX_UNKNOWN; i++)
        sex = slice_is(words[i], "kaur") || slice_is(words[i], "begum") ? SEX_WOMAN : SEX_UNKNOWN;
    return sex;
}

bool fit_given_office(struct slice office) {
    static const char *const offices[] = {"nurse", "pastor", "imam",  "rabbi",
                                          "rev",   "sheikh", "father"};
    for (size_t i = 0; i < sizeof offices / sizeof *offices; i++)
        if (slice_is(office, offices[i]))
            return true;
    return false;
}

/* Nurse Joy is Joy Abara, of whom no other office is known. */
static bool is_by_given_name(const struct mention *m, const struct known_name *who) {
    return m->n == 1 && who->n > 1 && who->office.n == 0 && fit_given_office(m->office) &&
           (slice_eq(m->words[0], who->words[0]) || names_alike(m->words[0], who->words[0]));
}

/* Dr Patel is not the Patel family. */
static bool office_fits(const struct mention *m, const struct known_name *who, uint8_t known) {
    if (m->office.n == 0 && m->sex && who->office.n && who->n == 1)
        return false; /* Mr Perera is not Dr Perera */
    if (m->office.n == 0 || slice_eq(m->office, who->office) || is_by_given_name(m, who))
        return true;
    if (who->office.n == 0 && m->role != ROLE_NONE && m->role == who->role)
        return true; /* Anita Rao, GP, is Dr Rao */
    return who->office.n == 0 && m->sex && m->sex == known;
}

/* Frank and Frank junior are two, unless the record knows no other. */
static bool elder_fits(const struct mention *m, const struct known_name *who) {
    if (m->elder == who->elder || m->elder == ELDER_SENIOR || who->elder == ELDER_SENIOR)
        return m->elder == who->elder || !m->elder || !who->elder;
    return m->elder == ELDER_UNSAID && m->kind != MENTION_FULL && m->kind != MENTION_INITIAL;
}

/* What the text says of both: a mother is not a social worker, nor a brother. */
static bool roles_fit(const struct mention *m, const struct known_name *who) {
    uint8_t a = role_sex(m->role), b = role_sex(who->role);
    return !(a && b && a != b) && !roles_differ(m->role, who->role);
}

/* What is known of a person's sex beside titles; a role only where m has a title. */
static uint8_t known_sex(const struct mention *m, const struct known_name *who) {
    uint8_t known = who->sex ? who->sex : given_sex(who->words, who->n);
    bool titled = m->kind == MENTION_TITLED || (m->kind == MENTION_INITIAL && m->sex);
    return !known && titled ? role_sex(who->role) : known;
}

/* Mr and Mrs of one surname are two. */
static enum fit fit_title(const struct mention *m, const struct known_name *who, uint8_t sexes) {
    uint8_t said = m->sex ? m->sex : given_sex(m->words, m->n);
    if (!elder_fits(m, who) || !roles_fit(m, who))
        return FIT_NONE;
    if ((m->sex && who->sex) || m->sex == SEX_BOTH)
        return m->sex != who->sex                                 ? FIT_NONE
               : m->title && who->title && m->title != who->title ? FIT_SEX
                                                                  : FIT_TITLE;
    uint8_t known = known_sex(m, who);
    if (said && known && said != known)
        return FIT_NONE;
    if (m->kind == MENTION_TITLED && said && who->minor)
        return FIT_NONE;
    if (m->kind != MENTION_TITLED)
        return m->kind == MENTION_INITIAL && m->sex && m->sex == known ? FIT_SEX : FIT_WORDS;
    if (!office_fits(m, who, known))
        return FIT_NONE;
    if (m->sex && sexes && sexes != m->sex && known != m->sex)
        return FIT_NONE;
    bool hint =
        who->role != ROLE_NONE && !role_adult(who->role) && !who->sex &&
        given_sex(who->words, who->n) == SEX_UNKNOWN; /* of two brothers one is said to be */
    return m->sex && known == m->sex && !hint ? FIT_SEX : FIT_WORDS;
}

bool fit_may_be(const struct mention *m, const struct known_name *who) {
    if (m->n != 1 || !fit_given_office(m->office))
        return fit_title(m, who, 0) != FIT_NONE;
    struct mention bare = *m;
    bare.office = (struct slice){NULL, 0};
    return fit_title(&bare, who, 0) != FIT_NONE;
}

enum fit fit_mention(const struct mention *m, const struct known_name *who, uint8_t sexes) {
    if (m->n > who->n || is_half_of_given(m, who))
        return FIT_NONE;
    enum fit title = fit_title(m, who, sexes), words = title ? fit_words(m, who) : FIT_NONE;
    return words == FIT_WORDS ? title : words;
}

static bool is_word(const struct known_name *who, uint32_t k, struct slice word) {
    return slice_eq(word, who->words[k]) || is_also(who, k, word);
}

static enum stand stand_of_initial(const struct mention *m, const struct known_name *who) {
    struct slice first = m->words[0];
    bool fits = is_word(who, 0, first) || initial_fits(first, who->words[0]) ||
                initial_fits(who->words[0], first);
    return fits && is_word(who, who->n - 1u, m->words[m->n - 1]) ? STAND_WELL : STAND_ODD;
}

enum stand fit_stand(const struct mention *m, const struct known_name *who) {
    bool first = who->n > 1 && is_word(who, 0, m->words[0]);
    if (m->kind == MENTION_INITIAL)
        return stand_of_initial(m, who);
    if (m->kind != MENTION_TITLED)
        return first ? STAND_WELL : STAND_ODD;
    if (is_word(who, who->n - 1u, m->words[m->n - 1]))
        return STAND_WELL;
    return first ? STAND_NEXT : STAND_ODD;
}

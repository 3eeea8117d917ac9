#include "redact/fit.h"

#include "redact/beside.h"
#include "redact/namedata.h"

/* What one word of a mention and one of a person may be to each other; later passes take more. */
enum { SAME, INITIAL, FORM, PASSES };

static bool initial_fits(struct slice initial, struct slice word) {
    return mention_is_initial(initial) && slice_starts(word, initial);
}

static bool word_fits(struct slice a, struct slice b, int pass) {
    if (pass == SAME)
        return slice_eq(a, b);
    return pass == INITIAL ? initial_fits(a, b) || initial_fits(b, a) : names_alike(a, b);
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

/* Gives each word of m a word of its own of who, equal words first. */
static enum fit fit_words(const struct mention *m, const struct known_name *who) {
    uint32_t used = 0, fitted = 0, all = (1u << m->n) - 1;
    int pass = SAME;
    for (; pass < PASSES && fitted != all; pass++)
        for (uint32_t i = 0; i < m->n; i++) {
            if (fitted >> i & 1)
                continue;
            for (uint32_t k = 0; k < who->n; k++) {
                if ((used >> k & 1) || !in_place(m, who, i, k) ||
                    !word_fits(m->words[i], who->words[k], pass))
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

/* What the given name says; a lone word may be a surname. */
static uint8_t given_sex(const struct slice *words, uint8_t n) {
    return n > 1 ? name_sex(words[0]) : SEX_UNKNOWN;
}

/* Mr and Mrs of one surname are two, and Dr Patel is not the Patel family. */
static enum fit fit_title(const struct mention *m, const struct known_name *who, uint8_t sexes) {
    uint8_t said = m->sex ? m->sex : given_sex(m->words, m->n);
    if ((m->sex && who->sex) || m->sex == SEX_BOTH)
        return m->sex == who->sex ? FIT_TITLE : FIT_NONE;
    uint8_t known = who->sex ? who->sex : given_sex(who->words, who->n);
    if (!known && m->kind == MENTION_TITLED)
        known = role_sex(who->role);
    if (said && known && said != known)
        return FIT_NONE;
    if (m->kind == MENTION_TITLED && said && who->minor)
        return FIT_NONE;
    if (m->kind != MENTION_TITLED)
        return FIT_WORDS;
    if (m->office.n && !slice_eq(m->office, who->office))
        return FIT_NONE;
    if (m->sex && sexes && sexes != m->sex && known != m->sex)
        return FIT_NONE;
    return m->sex && known == m->sex ? FIT_SEX : FIT_WORDS;
}

enum fit fit_mention(const struct mention *m, const struct known_name *who, uint8_t sexes) {
    if (m->n > who->n)
        return FIT_NONE;
    enum fit title = fit_title(m, who, sexes), words = title ? fit_words(m, who) : FIT_NONE;
    return words == FIT_WORDS ? title : words;
}

bool fit_stands_well(const struct mention *m, const struct known_name *who) {
    struct slice first = m->words[0], last = m->words[m->n - 1];
    if (m->kind == MENTION_TITLED)
        return slice_eq(last, who->words[who->n - 1]);
    if (m->kind == MENTION_INITIAL)
        return word_fits(first, who->words[0], slice_eq(first, who->words[0]) ? SAME : INITIAL) &&
               slice_eq(last, who->words[who->n - 1]);
    return who->n > 1 && slice_eq(first, who->words[0]);
}

#include "redact/choice.h"

#include <string.h>

#include "find/role.h"
#include "redact/beside.h"
#include "redact/namedata.h"
#include "redact/spelling.h"

bool choice_is_apart(const struct people *p, const struct noted *n, uint32_t person) {
    for (const struct other *o = n->apart; o; o = o->next) {
        uint32_t other = p->noted[o->noted]->person;
        if (other != NOBODY && persons_root(p, other) == persons_root(p, person))
            return true;
    }
    return false;
}

/* ---- whom a title means ---- */

/* What is known of the sexes of people with a surname; bits of enum sex. */
static uint8_t sexes_of(const struct people *p, const struct word *surname) {
    uint8_t found = SEX_UNKNOWN;
    for (const struct link *l = surname->people; l && surname->count <= SEARCH_MAX; l = l->next) {
        const struct known_name *who = &p->person[l->person].name;
        uint8_t sex = who->sex ? who->sex : who->n > 1 ? name_sex(who->words[0]) : SEX_UNKNOWN;
        found |= sex ? sex : role_sex(who->role);
    }
    return found;
}

/* Whether another of that surname is said to be a child: then one who is not is none. */
static bool has_minor(const struct people *p, const struct word *surname) {
    for (const struct link *l = surname->people; l && surname->count <= SEARCH_MAX; l = l->next)
        if (p->person[l->person].name.minor)
            return true;
    return false;
}

/* The text says that it is somebody's parent or grandparent. */
static bool is_elder_of(const struct mention *m) {
    return m->role == ROLE_MOTHER || m->role == ROLE_FATHER || m->role == ROLE_GRANDMOTHER ||
           m->role == ROLE_GRANDFATHER;
}

/* Where there are a Mr and a Mrs Khan, they are the couple whose full names stand before them, or
 * people whom the text never calls by the given name alone: that may be their child. So may whom
 * it calls so before the full name, where the title is a parent's. */
static bool may_be_relative(const struct people *p, const struct noted *n, const struct person *who,
                            const struct word *surname, const struct word *given) {
    if (!n->m.sex || who->name.sex == n->m.sex || role_adult(who->name.role))
        return false;
    if (who->given_first && is_elder_of(&n->m))
        return true;
    if (!surname || surname->sexes != SEX_BOTH || who->name.adult || has_minor(p, surname))
        return false;
    bool behind = who->first > n->order;
    if (sexes_of(p, surname) == SEX_BOTH && (!behind || (surname->count == 2 && !who->given_first)))
        return false;
    return given && given->lone;
}

/* Whether others of the surname are called by a title or an office. */
static bool has_titled(const struct people *p, const struct word *surname,
                       const struct person *who) {
    for (const struct link *l = surname->people; l && surname->count <= SEARCH_MAX; l = l->next)
        if (&p->person[l->person] != who && p->person[l->person].name.sex)
            return true;
    return false;
}

/* Whether the text calls somebody a son or daughter by the given name alone: a child, but for the
 * daughter of Mr Clarke, who is Ms Clarke herself. */
static bool is_child(const struct people *p, const struct noted *n, const struct person *who,
                     const struct word *surname, const struct word *given) {
    if (!n->m.sex || who->name.sex == n->m.sex || !given || !given->child)
        return false;
    bool daughter = n->m.title > 1 && who->name.role == ROLE_DAUGHTER && !who->name.minor;
    return !(daughter && surname && has_titled(p, surname, who));
}

/* Whether a title before that surname is likelier another's of the family. */
static bool is_another(const struct people *p, const struct noted *n, const struct person *who,
                       const struct word *surname) {
    const struct word *given = who->name.n > 1 ? persons_word(p, who->name.words[0]) : NULL;
    return is_child(p, n, who, surname, given) || may_be_relative(p, n, who, surname, given);
}

static enum fit fits(const struct people *p, const struct noted *n, const struct person *who) {
    if (n->m.kind != MENTION_TITLED)
        return fit_mention(&n->m, &who->name, 0);
    const struct word *w = persons_last_word(p, n);
    return is_another(p, n, who, w) ? FIT_NONE : fit_mention(&n->m, &who->name, w ? w->sexes : 0);
}

/* ---- the best of some people ---- */

/* As they are shown to better(). */
struct choice {
    uint32_t rank;
    uint32_t any, well, n_any, n_well;
    uint32_t before, n_before; /* those that were named before the mention */
};

/* Whether the text names somebody in full before it does by the given name alone. */
static bool is_introduced(const struct people *p, const struct person *who) {
    const struct word *w = persons_word(p, who->name.words[0]);
    return !who->given_first && !(w && w->lone && w->lone_at < who->full);
}

static bool is_offspring(const struct known_name *who) {
    return who->role == ROLE_DAUGHTER || who->role == ROLE_SON || who->minor;
}

/* How well the person fits; 0: not at all. After a title where the word stands says more than what
 * is known of the sex, and parents are called by it, and people who were introduced in full. */
static uint32_t rank_of(const struct people *p, const struct noted *n, const struct person *who) {
    enum fit fit = fits(p, n, who);
    if (n->m.kind == MENTION_INITIAL && fit != FIT_NONE)
        return fit * 2 + (n->m.sex ? !is_offspring(&who->name) : is_introduced(p, who));
    if (fit == FIT_NONE || n->m.kind != MENTION_TITLED || fit == FIT_FORM)
        return fit;
    if (n->m.title && who->name.title && n->m.title != who->name.title)
        fit = FIT_FORM; /* Ms Bains may be another than Mrs Bains */
    uint32_t stand = fit_stand(&n->m, &who->name), rank = stand * 8 + fit;
    bool adult = n->m.sex && role_adult(who->name.role), full = n->m.sex && is_introduced(p, who);
    return rank * 4 + (adult ? 2 : 0) + (full ? 1 : 0);
}

static void better(struct choice *c, const struct people *p, const struct noted *n,
                   uint32_t person) {
    const struct person *who = &p->person[person];
    uint32_t rank = rank_of(p, n, who);
    if (rank == 0 || rank < c->rank || choice_is_apart(p, n, person))
        return;
    if (rank > c->rank)
        *c = (struct choice){rank, NOBODY, NOBODY, 0, 0, NOBODY, 0};
    uint32_t root = persons_root(p, person);
    c->n_any += c->any != root;
    c->any = root;
    if (p->person[root].first < n->order) {
        c->n_before += c->before != root;
        c->before = root;
    }
    if (fit_stand(&n->m, &who->name) != STAND_WELL)
        return;
    c->n_well += c->well != root;
    c->well = root;
}

/* The only one; of several, the only one where the mention stands well, else, as a part of a name
 * points back, the only one that was named before it. */
static uint32_t chosen(const struct choice *c, const struct mention *m) {
    bool part = m->kind == MENTION_PART || m->kind == MENTION_TITLED;
    if (m->kind != MENTION_FULL && c->n_well == 1)
        return c->well;
    if (c->n_any == 1)
        return c->any;
    if (m->kind == MENTION_FULL && c->n_well == 1)
        return c->well;
    return part && c->n_before == 1 ? c->before : NOBODY;
}

static struct choice best_of(const struct people *p, const struct noted *n, const struct word *w) {
    struct choice c = {0, NOBODY, NOBODY, 0, 0, NOBODY, 0};
    for (const struct link *l = w && w->count <= SEARCH_MAX ? w->people : NULL; l; l = l->next)
        better(&c, p, n, l->person);
    return c;
}

/* The word of m that the fewest people have. */
static const struct word *rarest(const struct people *p, const struct noted *n) {
    const struct mention *m = &n->m;
    const struct word *best = m->n == 1 ? persons_last_word(p, n) : NULL;
    if (m->n == 1)
        return best && best->people ? best : NULL;
    for (uint32_t i = 0; i < m->n; i++) {
        const struct word *w =
            mention_is_initial(m->words[i]) ? NULL : persons_word(p, m->words[i]);
        if (w && w->people && (!best || w->count < best->count))
            best = w;
    }
    return best;
}

uint32_t choice_by_words(const struct people *p, const struct noted *n) {
    struct choice c = best_of(p, n, rarest(p, n));
    return chosen(&c, &n->m);
}

uint32_t choice_by_given(const struct people *p, const struct noted *n) {
    struct choice c = best_of(p, n, persons_last_word(p, n));
    return c.n_well == 1 ? c.well : NOBODY;
}

/* ---- other forms ---- */

/* Whether a is the beginning of b, long enough to be short for it: Jess of Jessica, not Ann of
 * Anna; or a longer one and an ending: Sukhi of Sukhjit. */
static bool is_short_for(struct slice a, struct slice b) {
    if (a.n >= 3 && a.n + 1 < b.n && slice_starts(b, a))
        return true;
    struct slice stem = {a.p, a.n > 0 ? a.n - 1 : 0};
    return stem.n >= 4 && a.n < b.n && slice_starts(b, stem) && strchr("iyoz", a.p[stem.n]);
}

/* "kais mum", in a hurry. */
static bool is_possessive(struct slice a, struct slice b) {
    return b.n >= 3 && a.n == b.n + 1 && a.p[b.n] == 's' && slice_starts(a, b);
}

/* The forms of a person's first word, looked up once. */
static struct name_forms forms_of(const struct people *p, uint32_t person) {
    struct person *who = &p->person[person];
    if (!who->has_forms)
        who->forms = name_forms_of(who->name.words[0]);
    who->has_forms = true;
    return who->forms;
}

/* 2: a form of the given name; 1: its beginning; 0: neither, or something else speaks against it.
 */
static int form_of(const struct people *p, const struct noted *n, struct name_forms forms,
                   uint32_t person) {
    const struct known_name *who = &p->person[person].name;
    if (who->n == 0)
        return 0;
    bool alike = name_forms_alike(n->m.words[0], forms, who->words[0], forms_of(p, person)) ||
                 is_possessive(n->m.words[0], who->words[0]);
    if (!alike && (who->n < 2 || !is_short_for(n->m.words[0], who->words[0])))
        return 0;
    uint8_t sex = name_sex(n->m.words[0]), other = name_sex(who->words[0]);
    if (sex && (!alike || (other && sex != other)))
        return 0; /* Ali is a name, no beginning of Alisha */
    if (!fit_may_be(&n->m, who) || choice_is_apart(p, n, person))
        return 0;
    return alike ? 2 : 1;
}

uint32_t choice_by_form(const struct people *p, const struct noted *n) {
    const struct mention *m = &n->m;
    uint32_t found = NOBODY;
    int best = 0;
    bool several = false, given = m->kind == MENTION_TITLED && fit_given_office(m->office);
    if ((m->kind != MENTION_PART && !given) || m->n != 1)
        return NOBODY;
    const struct word *w = persons_last_word(p, n);
    if (w && w->people)
        return NOBODY;
    if (n->searched >= p->n_person || p->n_person > SEARCH_MAX)
        return NOBODY;
    struct name_forms forms = name_forms_of(m->words[0]);
    for (uint32_t i = n->searched; i < p->n_person; i++) {
        int form = form_of(p, n, forms, i);
        uint32_t root = persons_root(p, i);
        if (form == 0 || form < best)
            continue;
        several = form == best && (several || root != found);
        best = form;
        found = root;
    }
    return several ? NOBODY : found;
}

/* Whether some words and some others are the same letters without spaces. */
static bool same_letters(const struct slice *a, size_t n_a, const struct slice *b, size_t n_b) {
    size_t i = 0, k = 0, at = 0, other = 0; /* bytes at, other of words i, k */
    while (i < n_a && k < n_b) {
        if (a[i].p[at] != b[k].p[other])
            return false;
        if (++at == a[i].n) {
            i++;
            at = 0;
        }
        if (++other == b[k].n) {
            k++;
            other = 0;
        }
    }
    return i == n_a && k == n_b;
}

/* A full name all of who's words, a title's the last ones, a lone name the first or last. */
static bool letters_fit(const struct mention *m, const struct known_name *who) {
    if (who->n == 0 || m->n == 0)
        return false;
    if (m->kind == MENTION_FULL)
        return same_letters(m->words, m->n, who->words, who->n);
    for (uint32_t k = 1; k <= who->n; k++) {
        if (m->n == 1 && k == 1)
            continue; /* one word each */
        if (same_letters(m->words, m->n, who->words + who->n - k, k) ||
            (m->kind == MENTION_PART && same_letters(m->words, m->n, who->words, k)))
            return true;
    }
    return false;
}

#define JOINED_LEAST 6 /* letters of two names that are written as one */

uint32_t choice_by_letters(const struct people *p, const struct noted *n) {
    const bool joined = n->m.n > 1 || (n->m.n == 1 && n->m.words[0].n >= JOINED_LEAST);
    const bool may = joined && (n->m.kind == MENTION_FULL || n->m.kind == MENTION_PART ||
                                n->m.kind == MENTION_TITLED);
    uint32_t found = NOBODY;
    for (uint32_t i = 0; may && i < p->n_person && p->n_person <= SEARCH_MAX; i++) {
        const struct known_name *who = &p->person[i].name;
        uint32_t root = persons_root(p, i);
        if (who->n == 0 || n->m.n + who->n == 2 || !letters_fit(&n->m, who) ||
            !fit_may_be(&n->m, who) || choice_is_apart(p, n, i))
            continue;
        if (found != NOBODY && found != root)
            return NOBODY;
        found = root;
    }
    return found;
}

/* Mrs K.: the letter is of the surname. */
static bool begins_surname(struct slice letter, const struct known_name *who) {
    return mention_is_initial(letter) && slice_starts(who->words[who->n - 1], letter);
}

uint32_t choice_by_spelling(const struct people *p, const struct noted *n) {
    const struct word *w = n->m.kind == MENTION_TITLED ? persons_last_word(p, n) : NULL;
    uint32_t found = NOBODY;
    if (!w || w->people)
        return NOBODY;
    for (uint32_t i = 0; i < p->n_person && p->n_person <= SEARCH_MAX; i++) {
        const struct person *who = &p->person[i];
        uint32_t root = persons_root(p, i);
        if (who->name.n < 2 ||
            !(surnames_alike(n->m.words[n->m.n - 1], who->name.words[who->name.n - 1]) ||
              begins_surname(n->m.words[n->m.n - 1], &who->name)) ||
            !fit_may_be(&n->m, &who->name) || choice_is_apart(p, n, i) ||
            is_another(p, n, who, persons_word(p, who->name.words[who->name.n - 1])))
            continue;
        if (found != NOBODY && found != root)
            return NOBODY;
        found = root;
    }
    return found;
}

enum status choice_by_initials(struct people *p, const struct noted *n, uint32_t *person,
                               struct err *e) {
    struct slice key = persons_initials_key(p, &n->m);
    *person = NOBODY;
    if (!key.p)
        return err_set(e, ST_MEMORY, "memory is out");
    const struct word *w = persons_word(p, key);
    if (!w || w->count > SEARCH_MAX)
        return ST_OK;
    for (const struct link *l = w->people; l; l = l->next) {
        uint32_t root = persons_root(p, l->person);
        if (choice_is_apart(p, n, root))
            continue;
        if (*person != NOBODY && *person != root) {
            *person = NOBODY;
            return ST_OK;
        }
        *person = root;
    }
    return ST_OK;
}

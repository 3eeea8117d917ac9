#include "redact/people.h"

#include <string.h>

#include "base/sort.h"
#include "find/role.h"
#include "redact/choice.h"
#include "redact/namedata.h"
#include "redact/persons.h"

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "memory is out");
}

enum status people_new(struct people **out, struct arena *a, struct err *e) {
    struct people *p = arena_calloc(a, 1, sizeof *p);
    if (!p)
        return no_memory(e);
    p->arena = a;
    p->mentions.arena = a;
    p->words.arena = a;
    *out = p;
    return ST_OK;
}

enum status people_same(struct people *p, uint32_t noted, uint32_t other, struct err *e) {
    if (!persons_grow(p->arena, &p->pair, p->n_pair, &p->cap_pair, sizeof *p->pair))
        return no_memory(e);
    p->pair[p->n_pair++] = (struct pair){noted, other};
    return ST_OK;
}

/* ---- two people ---- */

#define APART_MAX 16 /* others of one mention that are kept in mind */

/* Whether two names may be of one person after all: Sarah and Sarah Khan, Khan and Ben Khan. */
static bool may_be_one(const struct mention *a, const struct mention *b) {
    if (a->n == 0 || b->n == 0 || slice_eq(a->words[0], b->words[0]))
        return true;
    const struct mention *less = a->n < b->n ? a : b, *more = a->n < b->n ? b : a;
    return less->kind == MENTION_PART && less->n == 1 &&
           slice_eq(less->words[0], more->words[more->n - 1]);
}

static bool add_apart(struct people *p, uint32_t noted, uint32_t other) {
    if (p->noted[noted]->n_apart == APART_MAX)
        return true;
    p->noted[noted]->n_apart++;
    struct other *o = arena_alloc(p->arena, sizeof *o);
    if (o) {
        *o = (struct other){other, p->noted[noted]->apart};
        p->noted[noted]->apart = o;
    }
    return o != NULL;
}

enum status people_apart(struct people *p, uint32_t noted, uint32_t other, bool surely,
                         struct err *e) {
    if (noted == other || (!surely && may_be_one(&p->noted[noted]->m, &p->noted[other]->m)))
        return ST_OK;
    return add_apart(p, noted, other) && add_apart(p, other, noted) ? ST_OK : no_memory(e);
}

void people_couple(struct people *p, uint32_t given, uint32_t full) {
    struct noted *n = p->noted[given];
    const struct mention *m = &p->noted[full]->m;
    if (n->m.kind == MENTION_PART && n->m.n == 1 && !n->m.sex && !n->m.letters &&
        m->kind == MENTION_FULL && n->surname.n == 0 && name_sex(n->m.words[0]) != SEX_UNKNOWN)
        n->surname = m->words[m->n - 1];
}

/* ---- making ---- */

/* What m says of the person it names, whose words are given. */
static struct known_name name_of(const struct mention *m, struct slice *words) {
    return (struct known_name){.words = words,
                               .n = m->n,
                               .given = m->given,
                               .sex = m->sex,
                               .title = m->title,
                               .elder = m->elder,
                               .office = m->office,
                               .role = m->role,
                               .minor = m->minor,
                               .adult = m->adult};
}

static enum status make(struct people *p, const struct mention *m, uint32_t order, uint32_t *person,
                        struct err *e) {
    if (!persons_grow(p->arena, &p->person, p->n_person, &p->cap_person, sizeof *p->person))
        return no_memory(e);
    struct slice *words = arena_alloc(p->arena, m->n * sizeof *words);
    if (!words)
        return no_memory(e);
    memcpy(words, m->words, m->n * sizeof *words);
    *person = p->n_person++;
    p->person[*person] = (struct person){
        .name = name_of(m, words), .key = m->key, .first = NOBODY, .full = order, .root = *person};
    return persons_index_all(p, *person, m->letters) ? ST_OK : no_memory(e);
}

/* Takes word i of m, which is not the person's own, as another form of it. */
static bool add_form(struct people *p, const struct mention *m, uint32_t i, uint32_t person) {
    struct known_name *who = &p->person[person].name;
    if (mention_is_initial(m->words[i]))
        return true;
    if (!who->also)
        who->also = arena_calloc(p->arena, who->n, sizeof *who->also);
    if (!who->also)
        return false;
    who->also[i] = m->words[i];
    return persons_index(p, m->words[i], person);
}

/* What the words of a full name say of the person: a word for an initial, another spelling. */
static bool join_words(struct people *p, const struct mention *m, uint32_t person) {
    struct known_name *who = &p->person[person].name;
    for (uint32_t i = 0; i < who->n; i++) {
        if (slice_eq(who->words[i], m->words[i]))
            continue;
        if (!mention_is_initial(who->words[i])) {
            if (!add_form(p, m, i, person))
                return false;
        } else if (slice_starts(m->words[i], who->words[i])) {
            who->words[i] = m->words[i];
            p->person[person].has_forms &= i > 0;
            if (!persons_index(p, m->words[i], person))
                return false;
        }
    }
    return true;
}

/* What a mention that joins says of the person: a title, a role. */
static enum status join(struct people *p, const struct noted *n, uint32_t person, struct err *e) {
    const struct mention *m = &n->m;
    struct known_name *who = &p->person[person].name;
    who->sex |= m->sex;
    if (who->title == 0)
        who->title = m->title;
    if (who->office.n == 0)
        who->office = m->office;
    if (who->role == ROLE_NONE)
        who->role = m->role;
    who->minor |= m->minor;
    who->adult |= m->adult;
    if (m->kind == MENTION_FULL && m->n == who->n && !join_words(p, m, person))
        return no_memory(e);
    const bool form = m->kind == MENTION_PART && m->n == 1 && !m->letters;
    const struct word *w = form ? persons_last_word(p, n) : NULL;
    if (form && !(w && w->people) && !add_form(p, m, 0, person))
        return no_memory(e);
    return ST_OK;
}

/* ---- longer names of people known by a shorter one ---- */

/* True when the person, known by fewer words, may be the one that m names in full. */
static bool may_grow(const struct people *p, const struct mention *m, uint32_t person) {
    const struct known_name *who = &p->person[person].name;
    struct mention shorter = {.n = who->n, .kind = MENTION_PART, .sex = who->sex};
    struct known_name longer = name_of(m, (struct slice *)m->words);
    if (who->n == 0 || who->n >= m->n || persons_root(p, person) != person)
        return false;
    if (who->office.n && m->office.n && !slice_eq(who->office, m->office))
        return false;
    memcpy(shorter.words, who->words, who->n * sizeof *who->words);
    return fit_mention(&shorter, &longer, 0) >= FIT_WORDS;
}

/* The only one of the people with word i of m whose name m completes. *several: they are more. */
static uint32_t shorter_by_word(const struct people *p, const struct mention *m, uint32_t i,
                                bool *several) {
    const struct word *w = mention_is_initial(m->words[i]) ? NULL : persons_word(p, m->words[i]);
    uint32_t found = NOBODY;
    *several = w && w->count > SEARCH_MAX;
    for (const struct link *l = w && !*several ? w->people : NULL; l; l = l->next) {
        if (found == l->person || !may_grow(p, m, l->person))
            continue;
        *several = *several || found != NOBODY;
        found = l->person;
    }
    return found;
}

/* The only person whose name m completes, a given name before a surname: Sarah is Sarah Khan, and
 * then Mrs Khan is left. NOBODY when it is none, or could be several. */
static uint32_t only_shorter(const struct people *p, const struct mention *m) {
    for (uint32_t i = 0; i < m->n; i++) {
        bool several = false;
        uint32_t found = shorter_by_word(p, m, i, &several);
        if (found != NOBODY || several)
            return several ? NOBODY : found;
    }
    return NOBODY;
}

/* Whether another name that waits to be resolved completes the same person too. */
static bool is_contested(const struct people *p, const struct noted *n, uint32_t person) {
    uint32_t end = p->n_noted - p->resolved > SEARCH_MAX ? p->resolved + SEARCH_MAX : p->n_noted;
    for (uint32_t i = p->resolved; i < end; i++) {
        const struct noted *other = p->noted[i];
        if (other != n && other->person != person && other->m.kind <= MENTION_INITIAL &&
            may_grow(p, &other->m, person))
            return true;
    }
    return false;
}

/* Gives the person all the words of m. */
static enum status lengthen(struct people *p, const struct mention *m, uint32_t person,
                            struct err *e) {
    struct known_name *who = &p->person[person].name;
    struct slice *words = arena_alloc(p->arena, m->n * sizeof *words);
    if (!words)
        return no_memory(e);
    memcpy(words, m->words, m->n * sizeof *words);
    who->words = words;
    who->also = NULL;
    who->n = m->n;
    who->given = m->given;
    p->person[person].has_forms = false;
    who->sex |= m->sex;
    return persons_index_all(p, person, false) ? ST_OK : no_memory(e);
}

static enum status complete(struct people *p, const struct noted *n, uint32_t *person,
                            struct err *e) {
    if (n->m.kind > MENTION_INITIAL || p->resolved == 0)
        return ST_OK;
    uint32_t shorter = only_shorter(p, &n->m);
    if (shorter == NOBODY || is_contested(p, n, shorter))
        return ST_OK;
    *person = shorter;
    return lengthen(p, &n->m, shorter, e);
}

/* ---- resolving ---- */

static enum status settle(struct people *p, struct noted *n, uint32_t person, struct err *e) {
    enum status st =
        person == NOBODY ? make(p, &n->m, n->order, &person, e) : join(p, n, person, e);
    if (st)
        return st;
    if (n->m.kind == MENTION_PART && n->order < p->person[person].full)
        p->person[person].given_first = true;
    if (n->order < p->person[person].first)
        p->person[person].first = n->order;
    n->person = person;
    return ST_OK;
}

static enum status resolve(struct people *p, struct noted *n, struct err *e) {
    const struct mention *m = &n->m;
    uint32_t person = NOBODY;
    enum status st = ST_OK;
    if (m->kind != MENTION_INITIALS && m->kind != MENTION_OTHER)
        person = choice_by_words(p, n);
    if (person == NOBODY)
        person = choice_by_form(p, n);
    if (person == NOBODY)
        person = choice_by_spelling(p, n);
    if (person == NOBODY)
        person = choice_by_letters(p, n);
    if (person == NOBODY && (m->kind == MENTION_INITIALS || m->letters))
        st = choice_by_initials(p, n, &person, e);
    if (!st && person == NOBODY)
        st = complete(p, n, &person, e);
    return st ? st : settle(p, n, person, e);
}

/* A lone given name of somebody whose full name is known: what is said beside it is known before
 * it is asked whom a title means. */
static enum status resolve_given(struct people *p, struct noted *n, struct err *e) {
    if (n->m.kind != MENTION_PART || n->m.n != 1)
        return ST_OK;
    const struct word *w = persons_last_word(p, n);
    if (w && w->titled)
        return ST_OK;
    uint32_t person = choice_by_given(p, n);
    if (person == NOBODY)
        person = choice_by_form(p, n);
    if (person != NOBODY)
        return settle(p, n, person, e);
    n->searched = p->n_person;
    if (n->surname.n == 0 || (w && w->people))
        return ST_OK;
    n->word = NOBODY;
    n->m.words[n->m.n++] = n->surname; /* Sue, of "Sue and Derek Platt" */
    return settle(p, n, NOBODY, e);
}

/* Full names before parts, longer before shorter, then as they came. */
static int by_kind(const void *x, const void *y) {
    const struct noted *a = *(struct noted *const *)x, *b = *(struct noted *const *)y;
    if (a->m.kind != b->m.kind)
        return a->m.kind < b->m.kind ? -1 : 1;
    if (a->m.n != b->m.n)
        return a->m.n > b->m.n ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* Two full names of one person are one before parts of them are looked for. */
static void unite_known(struct people *p) {
    for (uint32_t i = p->joined; i < p->n_pair; i++) {
        uint32_t a = p->noted[p->pair[i].a]->person, b = p->noted[p->pair[i].b]->person;
        if (a != NOBODY && b != NOBODY)
            persons_unite(p, a, b);
    }
}

static enum status resolve_all(struct people *p, struct err *e) {
    uint32_t n = p->n_noted - p->resolved, i = 0;
    enum status st = ST_OK;
    if (n == 0)
        return ST_OK;
    struct noted **todo = arena_alloc(p->arena, n * sizeof *todo);
    if (!todo)
        return no_memory(e);
    memcpy(todo, p->noted + p->resolved, n * sizeof *todo);
    sort_array(todo, n, sizeof *todo, by_kind);
    for (; !st && i < n && todo[i]->m.kind <= MENTION_INITIAL; i++)
        st = resolve(p, todo[i], e);
    unite_known(p);
    for (uint32_t k = i; !st && p->n_person > 0 && k < n; k++)
        st = resolve_given(p, todo[k], e);
    for (; !st && i < n; i++)
        if (todo[i]->person == NOBODY)
            st = resolve(p, todo[i], e);
    if (!st)
        p->resolved = p->n_noted;
    return st;
}

static void join_pairs(struct people *p) {
    for (; p->joined < p->n_pair; p->joined++) {
        struct pair pair = p->pair[p->joined];
        persons_unite(p, p->noted[pair.a]->person, p->noted[pair.b]->person);
    }
}

/* What is kept of a mention must not end with the record it came from. */
static bool keep_mention(struct mention *m, struct arena *a) {
    m->key = arena_copy(a, m->key);
    for (size_t i = 0; i < m->n; i++) {
        m->words[i] = arena_copy(a, m->words[i]);
        if (!m->words[i].p)
            return false;
    }
    return m->key.p != NULL;
}

/* A mention that stood before now has a role or an age beside it. */
static void add_role(struct people *p, struct noted *n, const struct mention *m) {
    if (n->m.role == ROLE_NONE)
        n->m.role = m->role;
    n->m.minor |= m->minor;
    n->m.adult |= m->adult;
    if (n->person == NOBODY)
        return;
    struct known_name *who = &p->person[persons_root(p, n->person)].name;
    who->minor |= m->minor;
    who->adult |= m->adult;
    if (who->role == ROLE_NONE)
        who->role = m->role;
}

static bool is_child(const struct mention *m) {
    return m->minor || m->role == ROLE_SON || m->role == ROLE_DAUGHTER;
}

/* What a mention says of its word; n: the first mention of the same words. False when memory is
 * out. */
static bool note_word(struct people *p, const struct mention *m, struct noted *n) {
    const bool lone = m->kind == MENTION_PART && m->n == 1 && !m->sex;
    const bool titled = m->kind == MENTION_TITLED;
    if (!lone && !titled)
        return true;
    struct word *w = persons_word_get(p, n->m.words[m->n - 1]);
    if (!w)
        return false;
    n->word = (uint32_t)(w - p->word);
    if (lone && !w->lone)
        w->lone_at = n->order;
    w->lone |= lone;
    w->child |= lone && is_child(m);
    w->titled |= titled;
    p->titled |= titled;
    if (titled && m->sex != SEX_BOTH)
        w->sexes |= m->sex;
    return true;
}

enum status people_note(struct people *p, const struct mention *m, uint32_t *noted, struct err *e) {
    const uint32_t *known = table_get(&p->mentions, m->key);
    *noted = known ? *known : p->n_noted;
    if (known) {
        add_role(p, p->noted[*known], m);
        return !is_child(m) || note_word(p, m, p->noted[*known]) ? ST_OK : no_memory(e);
    }
    struct noted *n = arena_alloc(p->arena, sizeof *n);
    if (!n || !persons_grow(p->arena, &p->noted, p->n_noted, &p->cap_noted, sizeof *p->noted))
        return no_memory(e);
    *n = (struct noted){*m, NOBODY, p->n_noted, NOBODY, 0, NULL, 0, {NULL, 0}};
    if (!keep_mention(&n->m, p->arena) || !table_put(&p->mentions, n->m.key, p->n_noted))
        return no_memory(e);
    p->noted[p->n_noted++] = n;
    return note_word(p, m, n) ? ST_OK : no_memory(e);
}

bool people_has_titled(const struct people *p) {
    return p->titled;
}

enum status people_suggest(struct people *p, const struct mention *m, struct err *e) {
    uint32_t noted = 0;
    if (m->kind != MENTION_FULL || m->n != 2)
        return ST_OK;
    const struct word *given = persons_word(p, m->words[0]);
    const struct word *surname = given && given->lone ? persons_word(p, m->words[1]) : NULL;
    return surname && surname->titled ? people_note(p, m, &noted, e) : ST_OK;
}

enum status people_find(struct people *p, uint32_t noted, uint32_t *person, struct err *e) {
    enum status st = resolve_all(p, e);
    if (st)
        return st;
    join_pairs(p);
    *person = persons_root(p, p->noted[noted]->person);
    return ST_OK;
}

enum status people_name(struct slice *out, const struct people *p, uint32_t person, struct arena *a,
                        struct err *e) {
    const struct known_name *who = &p->person[person].name;
    size_t n = 0;
    for (size_t i = 0; i < who->n; i++)
        n += who->words[i].n + 1;
    char *name = arena_alloc(a, n + 1);
    if (!name)
        return no_memory(e);
    *out = who->n > 0 ? (struct slice){name, n - 1} : p->person[person].key;
    for (size_t i = 0; i < who->n; i++) {
        memcpy(name, who->words[i].p, who->words[i].n);
        name += who->words[i].n;
        *name++ = ' ';
    }
    return ST_OK;
}

uint8_t people_role(const struct people *p, uint32_t person) {
    return p->person[person].name.role;
}

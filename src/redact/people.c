#include "redact/people.h"

#include <string.h>

#include "base/sort.h"
#include "find/role.h"
#include "redact/fit.h"
#include "redact/namedata.h"
#include "redact/table.h"

#define NOBODY     PEOPLE_NONE
#define SEARCH_MAX 64 /* people looked at for one mention; with more of a name it is ambiguous */

/* People who share a word or initials, newest first. */
struct link {
    uint32_t person;
    struct link *next;
};

struct person {
    struct known_name name; /* words in the arena */
    struct slice key;       /* of the mention it was made from */
    uint32_t first;         /* order of the first mention that means it */
    uint32_t root;          /* itself, or another of whom is known that it is the same person */
};

/* What is known of one word of a name. */
struct word {
    struct link *people;
    uint32_t count;
    uint8_t sexes; /* enum sex bits of the titles before it */
    bool child;    /* a lone name that the text says is a child's */
};

/* One distinct mention. */
struct noted {
    struct mention m;
    uint32_t person; /* NOBODY until resolved */
    uint32_t order;
};

/* Two noted mentions that name one person. */
struct pair {
    uint32_t a, b;
};

struct people {
    struct arena *arena;
    struct table mentions; /* mention key → index in noted */
    struct table words;    /* word, or # and initials → index in word */
    struct person *person;
    struct word *word;
    struct noted **noted;
    struct pair *pair;
    uint32_t n_person, cap_person, n_word, cap_word, n_noted, cap_noted, n_pair, cap_pair;
    uint32_t resolved; /* noted[0 .. resolved) have a person */
    uint32_t joined;   /* pair[0 .. joined) are one person */
};

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "memory is out");
}

/* Room for one more element; old arrays stay in the arena, which doubles at most. */
static bool grow(struct arena *a, void *array, uint32_t n, uint32_t *cap, size_t size) {
    if (n < *cap)
        return true;
    if (*cap > UINT32_MAX / 2)
        return false;
    uint32_t more = *cap ? *cap * 2 : 16;
    void *p = arena_alloc(a, (size_t)more * size);
    void *old;
    memcpy(&old, array, sizeof old);
    if (!p)
        return false;
    if (n)
        memcpy(p, old, (size_t)n * size);
    memcpy(array, &p, sizeof p);
    *cap = more;
    return true;
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

/* ---- the index ---- */

static struct word *word_find(const struct people *p, struct slice key) {
    uint32_t *at = table_get(&p->words, key);
    return at ? &p->word[*at] : NULL;
}

/* The word, made when new; NULL when memory is out. */
static struct word *word_get(struct people *p, struct slice key) {
    struct word *w = word_find(p, key);
    if (w)
        return w;
    if (!grow(p->arena, &p->word, p->n_word, &p->cap_word, sizeof *p->word) ||
        !table_put(&p->words, key, p->n_word))
        return NULL;
    w = &p->word[p->n_word++];
    *w = (struct word){0};
    return w;
}

static bool index_add(struct people *p, struct slice key, uint32_t person) {
    struct word *w = word_get(p, key);
    if (!w)
        return false;
    if (w->people && w->people->person == person)
        return true;
    struct link *l = arena_alloc(p->arena, sizeof *l);
    if (!l)
        return false;
    *l = (struct link){person, w->people};
    w->people = l;
    w->count++;
    return true;
}

/* # and the first characters of words, the key under which initials are found. */
static struct slice initials_of(struct people *p, const struct slice *words, size_t n, bool ends) {
    char *out = arena_alloc(p->arena, 1 + n * 4);
    if (!out)
        return (struct slice){NULL, 0};
    size_t k = 0;
    out[k++] = '#';
    for (size_t i = 0; i < n; i++) {
        if (ends && i > 0 && i + 1 < n)
            continue;
        size_t len = 1;
        while (len < words[i].n && ((unsigned char)words[i].p[len] & 0xC0) == 0x80)
            len++;
        memcpy(out + k, words[i].p, len);
        k += len;
    }
    return (struct slice){out, k};
}

static struct slice letters_key(struct people *p, struct slice word) {
    char *out = arena_alloc(p->arena, word.n + 1);
    if (!out)
        return (struct slice){NULL, 0};
    out[0] = '#';
    memcpy(out + 1, word.p, word.n);
    return (struct slice){out, word.n + 1};
}

static bool index_initials(struct people *p, uint32_t person, bool letters) {
    const struct known_name *who = &p->person[person].name;
    struct slice all, ends;
    if (who->n == 1) {
        if (!letters)
            return true;
        all = letters_key(p, who->words[0]);
        return all.p && index_add(p, all, person);
    }
    all = initials_of(p, who->words, who->n, false);
    ends = initials_of(p, who->words, who->n, true);
    return all.p && ends.p && index_add(p, all, person) && index_add(p, ends, person);
}

/* ---- one person, two names ---- */

static uint32_t root_of(const struct people *p, uint32_t person) {
    while (p->person[person].root != person)
        person = p->person[person].root;
    return person;
}

/* The older of the two stands for both. */
static void unite(struct people *p, uint32_t a, uint32_t b) {
    a = root_of(p, a);
    b = root_of(p, b);
    uint32_t older = a < b ? a : b, other = a < b ? b : a;
    p->person[other].root = older;
    if (p->person[older].name.role == ROLE_NONE)
        p->person[older].name.role = p->person[other].name.role;
}

enum status people_same(struct people *p, uint32_t noted, uint32_t other, struct err *e) {
    if (!grow(p->arena, &p->pair, p->n_pair, &p->cap_pair, sizeof *p->pair))
        return no_memory(e);
    p->pair[p->n_pair++] = (struct pair){noted, other};
    return ST_OK;
}

/* ---- comparing ---- */

/* What the given names of people with a surname say; bits of enum sex. */
static uint8_t sexes_of(const struct people *p, const struct word *surname) {
    uint8_t found = SEX_UNKNOWN;
    for (const struct link *l = surname->people; l && surname->count <= SEARCH_MAX; l = l->next) {
        const struct known_name *who = &p->person[l->person].name;
        found |= who->n > 1 ? name_sex(who->words[0]) : SEX_UNKNOWN;
    }
    return found;
}

/* Where there are a Mr and a Mrs Khan, they are the couple whose full names stand before them. With
 * one full name alone, or one behind them, it may be their child's. */
static bool may_be_relative(const struct people *p, const struct noted *n, const struct person *who,
                            const struct word *surname) {
    if (!n->m.sex || !surname || surname->sexes != SEX_BOTH || who->name.sex == n->m.sex)
        return false;
    return who->first > n->order || sexes_of(p, surname) != SEX_BOTH;
}

static enum fit fits(const struct people *p, const struct noted *n, const struct person *who) {
    const struct mention *m = &n->m;
    if (m->kind != MENTION_TITLED)
        return fit_mention(m, &who->name, 0);
    const struct word *w = word_find(p, m->words[m->n - 1]);
    const struct word *first = who->name.n > 1 ? word_find(p, who->name.words[0]) : NULL;
    if (may_be_relative(p, n, who, w) || (m->sex && first && first->child))
        return FIT_NONE;
    return fit_mention(m, &who->name, w ? w->sexes : 0);
}

/* The best of some people, as they are shown to better(). */
struct choice {
    enum fit fit;
    uint32_t any, well, n_any, n_well;
    uint32_t before, n_before; /* those that were named before the mention */
};

static void better(struct choice *c, const struct people *p, const struct noted *n,
                   uint32_t person) {
    const struct mention *m = &n->m;
    const struct person *who = &p->person[person];
    enum fit fit = fits(p, n, who);
    if (fit == FIT_NONE || fit < c->fit)
        return;
    if (fit > c->fit)
        *c = (struct choice){fit, NOBODY, NOBODY, 0, 0, NOBODY, 0};
    uint32_t root = root_of(p, person);
    c->n_any += c->any != root;
    c->any = root;
    if (p->person[root].first < n->order) {
        c->n_before += c->before != root;
        c->before = root;
    }
    if (!fit_stands_well(m, &who->name))
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
    return part && c->n_before == 1 ? c->before : NOBODY;
}

/* The person of a list that m means, NOBODY when it is none or could be several. */
static uint32_t only_one(const struct people *p, const struct noted *n, const struct word *w) {
    struct choice c = {FIT_NONE, NOBODY, NOBODY, 0, 0, NOBODY, 0};
    if (!w || w->count > SEARCH_MAX)
        return NOBODY;
    for (const struct link *l = w->people; l; l = l->next)
        better(&c, p, n, l->person);
    return chosen(&c, &n->m);
}

/* The word of m that the fewest people have. */
static const struct word *rarest(const struct people *p, const struct mention *m) {
    const struct word *best = NULL;
    for (uint32_t i = 0; i < m->n; i++) {
        const struct word *w = mention_is_initial(m->words[i]) ? NULL : word_find(p, m->words[i]);
        if (w && (!best || w->count < best->count))
            best = w;
    }
    return best;
}

/* Whether a is the beginning of b, long enough to be short for it: Jess of Jessica, not Ann of
 * Anna.
 */
static bool is_short_for(struct slice a, struct slice b) {
    return a.n >= 3 && a.n + 1 < b.n && slice_starts(b, a);
}

/* Whom a lone given name that nobody has means as a short form, or in full. */
static uint32_t by_form(const struct people *p, const struct mention *m) {
    uint32_t found = NOBODY;
    if (m->kind != MENTION_PART || m->n != 1 || word_find(p, m->words[0]))
        return NOBODY;
    for (uint32_t i = 0; i < p->n_person && p->n_person <= SEARCH_MAX; i++) {
        const struct known_name *who = &p->person[i].name;
        bool alike = who->n > 0 && names_alike(m->words[0], who->words[0]);
        if (!alike && (who->n < 2 || !is_short_for(m->words[0], who->words[0])))
            continue;
        if (found != NOBODY && found != root_of(p, i))
            return NOBODY;
        found = root_of(p, i);
    }
    return found;
}

/* ---- making ---- */

static enum status by_initials(struct people *p, const struct mention *m, uint32_t *person,
                               struct err *e) {
    struct slice key =
        m->letters ? letters_key(p, m->words[0]) : initials_of(p, m->words, m->n, false);
    if (!key.p)
        return no_memory(e);
    const struct word *w = word_find(p, key);
    *person = w && w->count == 1 ? root_of(p, w->people->person) : NOBODY;
    return ST_OK;
}

/* Adds person's words to the index. */
static bool index_person(struct people *p, uint32_t person, bool letters) {
    const struct known_name *who = &p->person[person].name;
    for (uint32_t i = 0; i < who->n; i++)
        if (!mention_is_initial(who->words[i]) && !index_add(p, who->words[i], person))
            return false;
    return who->n == 0 || index_initials(p, person, letters);
}

static enum status make(struct people *p, const struct mention *m, uint32_t *person,
                        struct err *e) {
    if (!grow(p->arena, &p->person, p->n_person, &p->cap_person, sizeof *p->person))
        return no_memory(e);
    struct slice *words = arena_alloc(p->arena, m->n * sizeof *words);
    if (!words)
        return no_memory(e);
    memcpy(words, m->words, m->n * sizeof *words);
    *person = p->n_person++;
    p->person[*person] = (struct person){
        {words, m->n, m->sex, m->office, m->role, m->minor}, m->key, NOBODY, *person};
    return index_person(p, *person, m->letters) ? ST_OK : no_memory(e);
}

/* What a mention that joins says of the person: a title, a word for an initial. */
static enum status join(struct people *p, const struct mention *m, uint32_t person, struct err *e) {
    struct known_name *who = &p->person[person].name;
    who->sex |= m->sex;
    if (who->office.n == 0)
        who->office = m->office;
    if (who->role == ROLE_NONE)
        who->role = m->role;
    who->minor |= m->minor;
    if (m->kind != MENTION_FULL || m->n != who->n)
        return ST_OK;
    for (uint32_t i = 0; i < who->n; i++) {
        if (slice_eq(who->words[i], m->words[i]) ||
            !(mention_is_initial(who->words[i]) && slice_starts(m->words[i], who->words[i])))
            continue;
        who->words[i] = m->words[i];
        if (!index_add(p, m->words[i], person))
            return no_memory(e);
    }
    return ST_OK;
}

/* ---- longer names of people known by a shorter one ---- */

/* True when the person, known by fewer words, may be the one that m names in full. */
static bool may_grow(const struct people *p, const struct mention *m, uint32_t person) {
    const struct known_name *who = &p->person[person].name;
    struct mention shorter = {.n = who->n, .kind = MENTION_PART, .sex = who->sex};
    struct known_name longer = {
        (struct slice *)m->words, m->n, m->sex, m->office, m->role, m->minor};
    if (who->n == 0 || who->n >= m->n || root_of(p, person) != person)
        return false;
    if (who->office.n && m->office.n && !slice_eq(who->office, m->office))
        return false;
    memcpy(shorter.words, who->words, who->n * sizeof *who->words);
    return fit_mention(&shorter, &longer, 0) >= FIT_WORDS;
}

/* The only one of the people with word i of m whose name m completes. *several: they are more. */
static uint32_t shorter_by_word(const struct people *p, const struct mention *m, uint32_t i,
                                bool *several) {
    const struct word *w = mention_is_initial(m->words[i]) ? NULL : word_find(p, m->words[i]);
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
    who->n = m->n;
    who->sex |= m->sex;
    return index_person(p, person, false) ? ST_OK : no_memory(e);
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

static enum status resolve(struct people *p, struct noted *n, struct err *e) {
    const struct mention *m = &n->m;
    uint32_t person = NOBODY;
    enum status st = ST_OK;
    if (m->kind != MENTION_INITIALS && m->kind != MENTION_OTHER)
        person = only_one(p, n, rarest(p, m));
    if (person == NOBODY)
        person = by_form(p, m);
    if (person == NOBODY && (m->kind == MENTION_INITIALS || m->letters))
        st = by_initials(p, m, &person, e);
    if (!st && person == NOBODY)
        st = complete(p, n, &person, e);
    if (!st && person == NOBODY)
        st = make(p, m, &person, e);
    else if (!st)
        st = join(p, m, person, e);
    if (!st && n->order < p->person[person].first)
        p->person[person].first = n->order;
    n->person = person;
    return st;
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
            unite(p, a, b);
    }
}

static enum status resolve_all(struct people *p, struct err *e) {
    uint32_t n = p->n_noted - p->resolved;
    if (n == 0)
        return ST_OK;
    struct noted **todo = arena_alloc(p->arena, n * sizeof *todo);
    if (!todo)
        return no_memory(e);
    memcpy(todo, p->noted + p->resolved, n * sizeof *todo);
    sort_array(todo, n, sizeof *todo, by_kind);
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0 && todo[i]->m.kind > MENTION_INITIAL && todo[i - 1]->m.kind <= MENTION_INITIAL)
            unite_known(p);
        enum status st = resolve(p, todo[i], e);
        if (st)
            return st;
    }
    p->resolved = p->n_noted;
    return ST_OK;
}

static void join_pairs(struct people *p) {
    for (; p->joined < p->n_pair; p->joined++) {
        struct pair pair = p->pair[p->joined];
        unite(p, p->noted[pair.a]->person, p->noted[pair.b]->person);
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
static void add_role(struct people *p, struct noted *n, uint8_t role, bool minor) {
    if (n->m.role == ROLE_NONE)
        n->m.role = role;
    n->m.minor |= minor;
    if (n->person == NOBODY)
        return;
    struct known_name *who = &p->person[root_of(p, n->person)].name;
    who->minor |= minor;
    if (who->role == ROLE_NONE)
        who->role = role;
}

/* False when memory is out. */
static bool note_child(struct people *p, const struct mention *m) {
    const bool child = m->minor || m->role == ROLE_SON || m->role == ROLE_DAUGHTER;
    if (!child || m->kind != MENTION_PART || m->n != 1)
        return true;
    struct word *w = word_get(p, arena_copy(p->arena, m->words[0]));
    if (w)
        w->child = true;
    return w != NULL;
}

enum status people_note(struct people *p, const struct mention *m, uint32_t *noted, struct err *e) {
    const uint32_t *known = table_get(&p->mentions, m->key);
    *noted = known ? *known : p->n_noted;
    if (known) {
        add_role(p, p->noted[*known], m->role, m->minor);
        return note_child(p, m) ? ST_OK : no_memory(e);
    }
    struct noted *n = arena_alloc(p->arena, sizeof *n);
    if (!n || !grow(p->arena, &p->noted, p->n_noted, &p->cap_noted, sizeof *p->noted))
        return no_memory(e);
    *n = (struct noted){*m, NOBODY, p->n_noted};
    if (!keep_mention(&n->m, p->arena) || !table_put(&p->mentions, n->m.key, p->n_noted))
        return no_memory(e);
    p->noted[p->n_noted++] = n;
    if (!note_child(p, m))
        return no_memory(e);
    if (m->kind == MENTION_TITLED && (m->sex == SEX_WOMAN || m->sex == SEX_MAN)) {
        struct word *w = word_get(p, n->m.words[m->n - 1]);
        if (!w)
            return no_memory(e);
        w->sexes |= m->sex;
    }
    return ST_OK;
}

enum status people_find(struct people *p, uint32_t noted, uint32_t *person, struct err *e) {
    enum status st = resolve_all(p, e);
    if (st)
        return st;
    join_pairs(p);
    *person = root_of(p, p->noted[noted]->person);
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

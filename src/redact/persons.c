#include "redact/persons.h"

#include <string.h>

#include "find/role.h"

bool persons_grow(struct arena *a, void *array, uint32_t n, uint32_t *cap, size_t size) {
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

struct word *persons_word(const struct people *p, struct slice key) {
    uint32_t *at = table_get(&p->words, key);
    return at ? &p->word[*at] : NULL;
}

const struct word *persons_last_word(const struct people *p, const struct noted *n) {
    return n->word != NOBODY ? &p->word[n->word] : persons_word(p, n->m.words[n->m.n - 1]);
}

struct word *persons_word_get(struct people *p, struct slice key) {
    struct word *w = persons_word(p, key);
    if (w)
        return w;
    if (!persons_grow(p->arena, &p->word, p->n_word, &p->cap_word, sizeof *p->word) ||
        !table_put(&p->words, key, p->n_word))
        return NULL;
    w = &p->word[p->n_word++];
    *w = (struct word){0};
    return w;
}

bool persons_index(struct people *p, struct slice key, uint32_t person) {
    struct word *w = persons_word_get(p, key);
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
        return all.p && persons_index(p, all, person);
    }
    all = initials_of(p, who->words, who->n, false);
    ends = initials_of(p, who->words, who->n, true);
    if (!all.p || !ends.p || !persons_index(p, all, person) || !persons_index(p, ends, person))
        return false;
    if (who->n == 2)
        return true;
    struct slice given = initials_of(p, who->words, who->n - 1u, false); /* J.P. of J.P. Costello */
    return given.p && persons_index(p, given, person);
}

bool persons_index_all(struct people *p, uint32_t person, bool letters) {
    const struct known_name *who = &p->person[person].name;
    for (uint32_t i = 0; i < who->n; i++)
        if (!mention_is_initial(who->words[i]) && !persons_index(p, who->words[i], person))
            return false;
    return who->n == 0 || index_initials(p, person, letters);
}

struct slice persons_initials_key(struct people *p, const struct mention *m) {
    return m->letters ? letters_key(p, m->words[0]) : initials_of(p, m->words, m->n, false);
}

uint32_t persons_root(const struct people *p, uint32_t person) {
    while (p->person[person].root != person)
        person = p->person[person].root;
    return person;
}

void persons_unite(struct people *p, uint32_t a, uint32_t b) {
    a = persons_root(p, a);
    b = persons_root(p, b);
    uint32_t older = a < b ? a : b, other = a < b ? b : a;
    p->person[other].root = older;
    if (p->person[older].name.role == ROLE_NONE)
        p->person[older].name.role = p->person[other].name.role;
}

#include "find/seen.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#define TEXT_MAX   (64u * 1024u)      /* bytes of fields that are worth it */
#define RING_WORDS (128u * 1024u)     /* a power of two */
#define ENTRY_MAX  (RING_WORDS / 64u) /* words of an entry that is kept */
#define SLOTS      8192u              /* likewise */
#define SPAN_WORDS (sizeof(struct span) / sizeof(uint32_t))

_Static_assert(sizeof(struct span) == SPAN_WORDS * sizeof(uint32_t), "spans are whole words");
_Static_assert(sizeof(struct seen_key) == crypto_shorthash_siphashx24_BYTES, "the whole hash");

/* Entries stand one behind the other in a ring of words, the newest over the oldest: the key, then
 * of each field the number of its spans and the spans. An entry begins at most RING_WORDS before
 * head, or it is written over. */
struct seen {
    unsigned char secret[crypto_shorthash_siphashx24_KEYBYTES];
    uint64_t head;        /* words written since the start; where the next entry begins */
    uint64_t slot[SLOTS]; /* where an entry began, and 1; 0: none */
    uint32_t ring[RING_WORDS];
};

enum status seen_new(struct seen **out, struct err *e) {
    *out = NULL;
    if (sodium_init() < 0)
        return err_set(e, ST_INTERNAL, "libsodium cannot be used here");
    struct seen *s = calloc(1, sizeof *s);
    if (!s)
        return err_set(e, ST_MEMORY, "out of memory");
    randombytes_buf(s->secret, sizeof s->secret);
    *out = s;
    return ST_OK;
}

void seen_free(struct seen *s) {
    if (s)
        sodium_memzero(s->secret, sizeof s->secret);
    free(s);
}

/* ---- keys ---- */

/* What of a field counts beside its text. */
struct head {
    uint8_t treat, known, person, zero;
    uint32_t bytes;
};

bool seen_key(struct seen_key *key, const struct seen *s, const struct detect_field *fields,
              size_t n, struct arena *a) {
    size_t bytes = 0, at = 0;
    for (size_t i = 0; i < n; i++) {
        bytes += sizeof(struct head) + fields[i].text.n;
        if (fields[i].text.n > TEXT_MAX || bytes > TEXT_MAX)
            return false;
    }
    unsigned char *all = arena_alloc(a, bytes + 1);
    if (!all)
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct detect_field *f = &fields[i];
        const struct head head = {f->treat, f->known, f->person, 0, (uint32_t)f->text.n};
        memcpy(all + at, &head, sizeof head);
        at += sizeof head;
        if (f->text.n)
            memcpy(all + at, f->text.p, f->text.n);
        at += f->text.n;
    }
    return crypto_shorthash_siphashx24((unsigned char *)key->word, all, bytes, s->secret) == 0;
}

/* ---- entries ---- */

static uint32_t *word_at(struct seen *s, uint64_t at) {
    return &s->ring[at % RING_WORDS];
}

/* One of the two slots of a key. */
static uint64_t *slot_of(struct seen *s, const struct seen_key *key, unsigned which) {
    return &s->slot[(key->word[0] % SLOTS) ^ which];
}

static bool is_there(const struct seen *s, uint64_t slot) {
    return slot && s->head - (slot - 1) <= RING_WORDS;
}

/* The slot with the key's entry; NULL when there is none. */
static uint64_t *find_slot(struct seen *s, const struct seen_key *key) {
    for (unsigned k = 0; k < 2; k++) {
        uint64_t *slot = slot_of(s, key, k);
        if (is_there(s, *slot) && memcmp(word_at(s, *slot - 1), key, sizeof *key) == 0)
            return slot;
    }
    return NULL;
}

/* The slot for a key that has none: one that is free, else that of the older entry. */
static uint64_t *free_slot(struct seen *s, const struct seen_key *key) {
    uint64_t *one = slot_of(s, key, 0), *other = slot_of(s, key, 1);
    return *one <= *other ? one : other;
}

bool seen_find(struct seen *s, const struct seen_key *key, struct span_list *spans, size_t n,
               struct arena *a) {
    const uint64_t *slot = find_slot(s, key);
    if (!slot)
        return false;
    const bool old = s->head - *slot > RING_WORDS / 2;
    const uint32_t *p = word_at(s, *slot - 1) + SEEN_KEY_WORDS;
    for (size_t i = 0; i < n; i++) {
        const size_t k = *p++;
        spans[i] = (struct span_list){arena_alloc(a, k * sizeof(struct span)), k, k};
        if (!spans[i].v)
            return false;
        memcpy(spans[i].v, p, k * sizeof(struct span));
        p += k * SPAN_WORDS;
    }
    if (old) /* what comes again and again stays */
        seen_keep(s, key, spans, n);
    return true;
}

void seen_keep(struct seen *s, const struct seen_key *key, const struct span_list *spans,
               size_t n) {
    size_t words = SEEN_KEY_WORDS + n;
    for (size_t i = 0; i < n; i++)
        words += spans[i].n * SPAN_WORDS;
    if (words > ENTRY_MAX)
        return;
    uint64_t *slot = find_slot(s, key);
    if (!slot)
        slot = free_slot(s, key);
    const uint64_t left = RING_WORDS - s->head % RING_WORDS;
    if (left < words) /* entries do not go round */
        s->head += left;
    *slot = s->head + 1;
    uint32_t *p = word_at(s, s->head);
    memcpy(p, key, sizeof *key);
    p += SEEN_KEY_WORDS;
    for (size_t i = 0; i < n; i++) {
        *p++ = (uint32_t)spans[i].n;
        if (spans[i].n)
            memcpy(p, spans[i].v, spans[i].n * sizeof(struct span));
        p += spans[i].n * SPAN_WORDS;
    }
    s->head += words;
}

#include "text/lexicon.h"

#include <stdlib.h>

#include "base/file.h"
#include "text/lexpack.h"
#include "text/hash.h"

/* The block that lexpack wrote at build time (lexicon_data.S). */
extern const char blot_lexicon_start[];
extern const char blot_lexicon_end[];
extern const char blot_lexicon_sha256[];

struct lexicon {
    struct pack base;
    struct pack_builder added; /* the user's entries, with the base's class numbers first */
    struct buf added_block;    /* packed anew after each file */
    struct pack own;
    bool has_own;
    lex_set plain; /* lexicon_plain */
};

static void note_plain(struct lexicon *lx) {
    static const char *const names[] = {"ordinary", "given", "surname", "name-word", "function"};
    lx->plain = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int c = lexicon_class(lx, slice_of(names[i]));
        lx->plain |= c < 0 ? 0 : (lex_set)1 << c;
    }
}

enum status lexicon_builtin(struct lexicon **out, struct err *e) {
    struct lexicon *lx = calloc(1, sizeof *lx);
    if (!lx)
        return err_set(e, ST_MEMORY, "out of memory");
    struct slice block = {blot_lexicon_start, (size_t)(blot_lexicon_end - blot_lexicon_start)};
    if (!pack_open(&lx->base, block)) {
        free(lx);
        return err_set(e, ST_INTERNAL, "the built-in word lists are damaged");
    }
    for (uint32_t i = 0; i < lx->base.head->n_classes; i++)
        (void)pack_class(&lx->added, slice_of(lx->base.names + i * PACK_CLASS_NAME));
    note_plain(lx);
    *out = lx;
    return ST_OK;
}

enum status lexicon_add_file(struct lexicon *lx, const char *name, const char *path,
                             struct err *e) {
    int cls = pack_class(&lx->added, slice_of(name));
    if (cls < 0)
        return err_set(e, ST_USAGE, "no word list can be called \"%s\": a name has 1 to %u letters",
                       name, PACK_CLASS_NAME - 1);
    struct buf text = {0}, block = {0};
    enum status st = file_read(&text, path, e);
    if (st == ST_OK)
        st = pack_add_text(&lx->added, cls, buf_slice(&text), path, e);
    if (st == ST_OK)
        st = pack_write(&lx->added, &block, e);
    buf_free(&text);
    if (st != ST_OK) {
        buf_free(&block);
        return st;
    }
    buf_free(&lx->added_block);
    lx->added_block = block;
    lx->has_own = pack_open(&lx->own, buf_slice(&lx->added_block));
    note_plain(lx);
    return lx->has_own ? ST_OK : err_set(e, ST_INTERNAL, "the word list could not be packed");
}

void lexicon_free(struct lexicon *lx) {
    if (!lx)
        return;
    pack_free(&lx->added);
    buf_free(&lx->added_block);
    free(lx);
}

int lexicon_class(const struct lexicon *lx, struct slice name) {
    for (int i = 0; i < lx->added.n_classes; i++)
        if (slice_is(name, lx->added.names[i]))
            return i;
    return -1;
}

const char *lexicon_class_name(const struct lexicon *lx, int c) {
    return c >= 0 && c < lx->added.n_classes ? lx->added.names[c] : NULL;
}

void lexicon_fetch_slots(const struct lexicon *lx, uint32_t hash) {
    pack_fetch_slots(&lx->base, hash);
}

void lexicon_fetch_entry(const struct lexicon *lx, uint32_t hash) {
    pack_fetch_entry(&lx->base, hash);
}

lex_set lexicon_plain(const struct lexicon *lx) {
    return lx->plain;
}

static void join(struct lex_entry *a, const struct lex_entry *b) {
    a->classes |= b->classes;
    a->given = a->given > b->given ? a->given : b->given;
    a->surname = a->surname > b->surname ? a->surname : b->surname;
    a->place = a->place > b->place ? a->place : b->place;
    a->level = a->level > b->level ? a->level : b->level;
    a->sense = a->sense ? a->sense : b->sense;
    a->capital = a->capital ? a->capital : b->capital;
    a->prefix |= b->prefix;
}

bool lexicon_find(const struct lexicon *lx, struct slice key, struct lex_entry *out) {
    return lexicon_find_hashed(lx, key, token_hash(key), out) && (out->classes || out->prefix);
}

bool lexicon_find_hashed(const struct lexicon *lx, struct slice key, uint32_t hash,
                         struct lex_entry *out) {
    bool found = pack_find(&lx->base, key, hash, out);
    struct lex_entry own;
    if (!found)
        *out = (struct lex_entry){0};
    if (lx->has_own && pack_find(&lx->own, key, hash, &own)) {
        join(out, &own);
        found = true;
    }
    return found;
}

size_t lexicon_size(const struct lexicon *lx) {
    return (size_t)lx->base.head->n_hot_slots + lx->base.head->n_slots;
}

bool lexicon_at(const struct lexicon *lx, size_t i, struct slice *key, struct lex_entry *out) {
    return pack_at(&lx->base, i, key, out);
}

bool lexicon_pair(const struct lexicon *lx, uint32_t first, uint32_t second) {
    return pack_pair(&lx->base, first, second) ||
           (lx->has_own && pack_pair(&lx->own, first, second));
}

bool lexicon_slip(const struct lexicon *lx, struct slice key) {
    return slips_near(&lx->base.head->slips, key) ||
           (lx->has_own && slips_near(&lx->own.head->slips, key));
}

struct slice lexicon_builtin_block(void) {
    return (struct slice){blot_lexicon_start, (size_t)(blot_lexicon_end - blot_lexicon_start)};
}

const char *lexicon_builtin_sha256(void) {
    return blot_lexicon_sha256;
}

uint32_t lexicon_longest_number(const struct lexicon *lx) {
    uint32_t base = lx->base.head->longest_number;
    return lx->has_own && lx->own.head->longest_number > base ? lx->own.head->longest_number : base;
}

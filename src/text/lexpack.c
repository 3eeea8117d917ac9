#include "text/lexpack.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/hash.h"

struct pack_item {
    struct slice key;
    lex_set set;
    uint8_t given, surname, place, level, sense;
    uint16_t capital;
    bool prefix;
    uint32_t line; /* of its file, for messages */
};

int pack_class(struct pack_builder *b, struct slice name) {
    if (name.n == 0 || name.n >= PACK_CLASS_NAME)
        return -1;
    for (int i = 0; i < b->n_classes; i++)
        if (slice_is(name, b->names[i]))
            return i;
    if (b->n_classes == LEX_CLASSES_MAX)
        return -1;
    memcpy(b->names[b->n_classes], name.p, name.n);
    return b->n_classes++;
}

static struct pack_item *item_new(struct pack_builder *b) {
    if (b->n == b->cap) {
        size_t cap = b->cap ? b->cap * 2 : 1024;
        struct pack_item *items = realloc(b->items, cap * sizeof *items);
        if (!items)
            return NULL;
        b->items = items;
        b->cap = cap;
    }
    struct pack_item *it = &b->items[b->n++];
    *it = (struct pack_item){0};
    return it;
}

/* The entry's prior: a number is itself (a level), letters count. */
static unsigned marks_value(struct slice marks) {
    if (marks.n && marks.p[0] >= '0' && marks.p[0] <= '9') {
        unsigned v = 0;
        for (size_t i = 0; i < marks.n && marks.p[i] >= '0' && marks.p[i] <= '9' && v < 1000; i++)
            v = v * 10 + (unsigned)(marks.p[i] - '0');
        return v / 5;
    }
    return marks.n ? (unsigned)marks.n : 1u;
}

static void note_value(struct pack_item *it, const char *class_name, unsigned v) {
    uint8_t x = (uint8_t)(v > 15 ? 15 : v);
    if (strcmp(class_name, "given") == 0)
        it->given = x;
    else if (strcmp(class_name, "surname") == 0)
        it->surname = x;
    else if (strcmp(class_name, "place") == 0)
        it->place = x;
    else if (strcmp(class_name, "ordinary") == 0)
        it->level = x;
}

/* The key of a line's entry: each word folded, words joined by one space. 0: nothing is left, or
 * too long. */
static size_t entry_key(char *out, struct slice text) {
    size_t n = 0;
    for (size_t i = 0; i < text.n;) {
        size_t end = i;
        while (end < text.n && text.p[end] != ' ' && text.p[end] != '-')
            end++;
        if (end > i) {
            if (n && n + 1 < LEX_KEY_MAX)
                out[n++] = ' ';
            size_t k = fold_key(out + n, LEX_KEY_MAX - n, slice_cut(text, i, end));
            if (k == 0)
                return 0;
            n += k;
        }
        i = end + 1;
    }
    return n;
}

/* No word has a key of punctuation alone. */
static bool has_letter(struct slice key) {
    for (size_t i = 0; i < key.n; i++) {
        char c = key.p[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (signed char)c < 0)
            return true;
    }
    return false;
}

/* One line of a list, cut. */
struct list_line {
    struct slice text, marks;
    uint64_t number;
};

static enum status add_key(struct pack_builder *b, const struct list_line *line,
                           struct pack_item **out, struct err *e) {
    char key[LEX_KEY_MAX];
    size_t n = entry_key(key, line->text);
    if (n == 0 || !has_letter((struct slice){key, n}))
        return err_set(e, ST_RULE, "the entry is empty or longer than %d bytes", LEX_KEY_MAX - 1);
    struct pack_item *it = item_new(b);
    if (!it)
        return err_set(e, ST_MEMORY, "out of memory");
    it->key = arena_copy(&b->arena, (struct slice){key, n});
    it->line = (uint32_t)line->number;
    *out = it;
    return it->key.p ? ST_OK : err_set(e, ST_MEMORY, "out of memory");
}

static enum status add_entry(struct pack_builder *b, int cls, const struct list_line *line,
                             struct err *e) {
    struct pack_item *it;
    enum status st = add_key(b, line, &it, e);
    if (st != ST_OK)
        return st;
    it->set = (lex_set)1 << cls;
    note_value(it, b->names[cls], marks_value(line->marks));
    return ST_OK;
}

/* A whole number of one or two digits, all of s. */
static bool short_number(unsigned *out, struct slice s) {
    *out = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        *out = *out * 10 + (unsigned)(s.p[i] - '0');
    }
    return s.n == 1 || s.n == 2;
}

static enum status add_value(struct pack_builder *b, enum pack_values what,
                             const struct list_line *line, struct err *e) {
    const char *stop = line->marks.n ? memchr(line->marks.p, '.', line->marks.n) : NULL;
    size_t at = stop ? (size_t)(stop - line->marks.p) : 0;
    unsigned major, minor;
    if (!stop || !short_number(&major, slice_cut(line->marks, 0, at)) ||
        !short_number(&minor, slice_cut(line->marks, at + 1, line->marks.n)) || major > 63 ||
        minor >= CAPITAL_SHARES || (what == PACK_SENSES && (major > 44 || minor > 3)))
        return err_set(e, ST_RULE, "behind the word stand no two numbers as 18.0");
    struct pack_item *it;
    enum status st = add_key(b, line, &it, e);
    if (st != ST_OK)
        return st;
    if (what == PACK_SENSES)
        it->sense = (uint8_t)(major * 4 + minor + 1);
    else
        it->capital = (uint16_t)(major * CAPITAL_SHARES + minor);
    return ST_OK;
}

enum pack_values pack_values_of(struct slice name) {
    return slice_is(name, "sense")     ? PACK_SENSES
           : slice_is(name, "capital") ? PACK_CAPITALS
                                       : PACK_CLASSES;
}

/* Every shorter run of words of a phrase is a prefix that look-ups step through. */
static enum status add_prefixes(struct pack_builder *b, size_t index, struct err *e) {
    struct slice key = b->items[index].key;
    for (size_t i = 1; i < key.n; i++) {
        if (key.p[i] != ' ')
            continue;
        struct pack_item *it = item_new(b);
        if (!it)
            return err_set(e, ST_MEMORY, "out of memory");
        it->key = slice_cut(key, 0, i);
        it->prefix = true;
    }
    return ST_OK;
}

static int by_key(const void *x, const void *y) {
    const struct pack_item *a = x, *b = y;
    size_t n = a->key.n < b->key.n ? a->key.n : b->key.n;
    int c = memcmp(a->key.p, b->key.p, n);
    return c ? c : (a->key.n > b->key.n) - (a->key.n < b->key.n);
}

static int by_key_and_line(const void *x, const void *y) {
    const struct pack_item *const *pa = x, *const *pb = y, *a = *pa, *b = *pb;
    int c = by_key(a, b);
    return c ? c : (a->line > b->line) - (a->line < b->line);
}

/* The first line of a file, whose entries are items [from, n), that says what an earlier one said.
 */
static enum status check_twice(const struct pack_builder *b, size_t from, struct err *e) {
    const struct pack_item **v = malloc((b->n - from + 1) * sizeof *v);
    const struct pack_item *first = NULL, *again = NULL;
    if (!v)
        return err_set(e, ST_MEMORY, "out of memory");
    for (size_t i = from; i < b->n; i++)
        v[i - from] = &b->items[i];
    qsort(v, b->n - from, sizeof(const struct pack_item *), by_key_and_line);
    for (size_t i = 1; i < b->n - from; i++)
        if (slice_eq(v[i - 1]->key, v[i]->key) && (!again || v[i]->line < again->line)) {
            first = v[i - 1];
            again = v[i];
        }
    free(v);
    if (!again)
        return ST_OK;
    if (e)
        e->row = again->line;
    err_hint(e, "take one of them out (capitals, accents and hyphens make no difference)");
    return err_set(e, ST_RULE, "the entry stands on line %u already", first->line);
}

/* Adds the entry of a line; nothing for an empty line or a remark. */
static enum status add_line(struct pack_builder *b, enum pack_values what, int cls,
                            struct slice line, uint64_t number, struct err *e) {
    if (utf8_valid_prefix(line) != line.n)
        return err_set(e, ST_RULE, "the line is not valid UTF-8");
    if (slice_trim(line).n == 0 || line.p[0] == '#')
        return ST_OK;
    const char *tab = memchr(line.p, '\t', line.n);
    struct slice text = tab ? slice_cut(line, 0, (size_t)(tab - line.p)) : line;
    struct slice marks = tab ? slice_cut(line, text.n + 1, line.n) : (struct slice){NULL, 0};
    struct list_line l = {slice_trim(text), slice_trim(marks), number};
    return what == PACK_CLASSES ? add_entry(b, cls, &l, e) : add_value(b, what, &l, e);
}

static enum status add_lines(struct pack_builder *b, enum pack_values what, int cls,
                             struct slice text, const char *file, struct err *e) {
    uint64_t line_no = 0;
    size_t from = b->n;
    for (size_t i = 0; i < text.n;) {
        const char *nl = memchr(text.p + i, '\n', text.n - i);
        size_t end = nl ? (size_t)(nl - text.p) : text.n;
        struct slice line = slice_cut(text, i, end);
        i = end + 1;
        line_no++;
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        enum status st = add_line(b, what, cls, line, line_no, e);
        if (st != ST_OK) {
            err_file(e, file);
            if (e)
                e->row = line_no;
            return st;
        }
    }
    enum status st = check_twice(b, from, e);
    if (st != ST_OK)
        err_file(e, file);
    return st;
}

enum status pack_add_text(struct pack_builder *b, int cls, struct slice text, const char *file,
                          struct err *e) {
    return add_lines(b, PACK_CLASSES, cls, text, file, e);
}

enum status pack_add_values(struct pack_builder *b, enum pack_values what, struct slice text,
                            const char *file, struct err *e) {
    return add_lines(b, what, 0, text, file, e);
}

static uint8_t larger(uint8_t a, uint8_t b) {
    return a > b ? a : b;
}

static void merge(struct pack_item *into, const struct pack_item *from) {
    into->set |= from->set;
    into->given = larger(into->given, from->given);
    into->surname = larger(into->surname, from->surname);
    into->place = larger(into->place, from->place);
    into->level = larger(into->level, from->level);
    into->sense = into->sense ? into->sense : from->sense;
    into->capital = into->capital ? into->capital : from->capital;
    into->prefix |= from->prefix;
}

static enum status sort_and_merge(struct pack_builder *b, struct err *e) {
    size_t n = b->n;
    for (size_t i = 0; i < n; i++) {
        enum status st = add_prefixes(b, i, e);
        if (st != ST_OK)
            return st;
    }
    if (b->n)
        qsort(b->items, b->n, sizeof *b->items, by_key);
    size_t k = 0;
    for (size_t i = 0; i < b->n; i++) {
        if (k && slice_eq(b->items[k - 1].key, b->items[i].key))
            merge(&b->items[k - 1], &b->items[i]);
        else
            b->items[k++] = b->items[i];
    }
    b->n = k;
    return ST_OK;
}

/* The distinct class sets, in order of first use; false when memory or the 16 bits are out. */
static bool number_sets(const struct pack_builder *b, struct buf *sets, uint16_t *index) {
    for (size_t i = 0; i < b->n; i++) {
        size_t n = sets->n / sizeof(lex_set), k = 0;
        const lex_set *v = (const lex_set *)(const void *)sets->p;
        while (k < n && v[k] != b->items[i].set)
            k++;
        if (k == n &&
            (k > UINT16_MAX || !buf_add(sets, (const char *)&b->items[i].set, sizeof(lex_set))))
            return false;
        index[i] = (uint16_t)k;
    }
    return true;
}

static bool write_entry(struct buf *entries, const struct pack_item *it, uint16_t set) {
    struct pack_entry en = {
        .set = set,
        .given_surname = (uint8_t)(it->given | it->surname << 4),
        .place_level = (uint8_t)(it->place | it->level << 4),
        .prefix = it->prefix,
        .key_len = (uint8_t)it->key.n,
        .capital = it->capital,
        .sense = it->sense,
    };
    if (!buf_add(entries, (const char *)&en, sizeof en) || !buf_add_slice(entries, it->key))
        return false;
    while (entries->n % 2)
        if (!buf_add_char(entries, 0))
            return false;
    return true;
}

static uint32_t next_slot(uint32_t i, uint32_t n) {
    return i + 1 < n ? i + 1 : 0;
}

/* The part of a slot that tells keys apart. */
static uint32_t slot_tag(uint32_t hash) {
    return hash << PACK_PLACE_BITS;
}

static void place_slot(uint32_t *slots, uint32_t n_slots, struct slice key, size_t entry) {
    uint32_t hash = token_hash(key), i = pack_first(hash, n_slots);
    while (slots[i])
        i = next_slot(i, n_slots);
    slots[i] = slot_tag(hash) | (uint32_t)(entry / 2 + 1);
}

/* Two in three are in use. */
static size_t slots_for(size_t n) {
    return n + n / 2 + 8;
}

#define HOT_LEVEL 4 /* SCOWL level 20, over 5 */

static bool is_hot(const struct pack_item *it) {
    return it->level && it->level <= HOT_LEVEL;
}

/* Writes the entries that are hot, or those that are not, and fills their table. */
static bool write_part(const struct pack_builder *b, const uint16_t *index, bool hot,
                       uint32_t *slots, uint32_t n_slots, struct buf *entries) {
    for (size_t i = 0; i < b->n; i++) {
        if (is_hot(&b->items[i]) != hot)
            continue;
        place_slot(slots, n_slots, b->items[i].key, entries->n);
        if (!write_entry(entries, &b->items[i], index[i]))
            return false;
    }
    return true;
}

static void note_pairs(const struct pack_builder *b, struct pack_head *head) {
    for (size_t i = 0; i < b->n; i++) {
        struct slice key = b->items[i].key;
        const char *gap = memchr(key.p, ' ', key.n);
        if (!gap)
            continue;
        struct slice first = slice_cut(key, 0, (size_t)(gap - key.p));
        struct slice rest = slice_cut(key, first.n + 1, key.n);
        const char *next = memchr(rest.p, ' ', rest.n);
        if (next)
            rest.n = (size_t)(next - rest.p);
        uint32_t bit = pair_hash(token_hash(first), token_hash(rest)) % PACK_PAIR_BITS;
        head->pairs[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

#define SLIP_LEVEL 7 /* SCOWL level 35, over 5 */

static void note_slips(const struct pack_builder *b, struct pack_head *head) {
    for (size_t i = 0; i < b->n; i++)
        if (b->items[i].level && b->items[i].level <= SLIP_LEVEL)
            slips_add(&head->slips, b->items[i].key, is_hot(&b->items[i]));
}

/* Digits that keys begin with, where nothing but a space follows them. */
static uint32_t longest_number(const struct pack_builder *b) {
    uint32_t most = 0;
    for (size_t i = 0; i < b->n; i++) {
        struct slice key = b->items[i].key;
        uint32_t n = 0;
        while (n < key.n && key.p[n] >= '0' && key.p[n] <= '9')
            n++;
        if ((n == key.n || key.p[n] == ' ') && n > most)
            most = n;
    }
    return most;
}

enum status pack_write(struct pack_builder *b, struct buf *out, struct err *e) {
    enum status st = sort_and_merge(b, e);
    if (st != ST_OK)
        return st;
    struct buf sets = {0}, entries = {0};
    size_t n_hot = 0;
    for (size_t i = 0; i < b->n; i++)
        n_hot += is_hot(&b->items[i]);
    size_t hot_slots = slots_for(n_hot), n_slots = slots_for(b->n - n_hot);
    uint32_t *slots = calloc(hot_slots + n_slots, sizeof *slots);
    uint16_t *index = calloc(b->n + 1, sizeof *index);
    bool ok = n_slots <= UINT32_MAX && slots && index && number_sets(b, &sets, index) &&
              write_part(b, index, true, slots, (uint32_t)hot_slots, &entries) &&
              write_part(b, index, false, slots + hot_slots, (uint32_t)n_slots, &entries);
    struct pack_head *head = calloc(1, sizeof *head);
    ok = ok && head;
    if (head)
        *head = (struct pack_head){.magic = PACK_MAGIC,
                                   .n_classes = (uint32_t)b->n_classes,
                                   .n_sets = (uint32_t)(sets.n / sizeof(lex_set)),
                                   .n_slots = (uint32_t)n_slots,
                                   .n_entries = (uint32_t)b->n,
                                   .entry_bytes = (uint32_t)entries.n,
                                   .n_hot_slots = (uint32_t)hot_slots,
                                   .longest_number = longest_number(b)};
    if (ok && entries.n / 2 >= PACK_PLACE_MASK)
        st = err_set(e, ST_LIMIT, "the word lists are larger than %u MiB together",
                     PACK_PLACE_MASK >> 19);
    if (ok) {
        note_pairs(b, head);
        note_slips(b, head);
    }
    ok = ok && buf_add(out, (const char *)head, sizeof *head) &&
         buf_add(out, (const char *)b->names, (size_t)b->n_classes * PACK_CLASS_NAME) &&
         buf_add_slice(out, buf_slice(&sets)) &&
         buf_add(out, (const char *)slots, (hot_slots + n_slots) * sizeof *slots) &&
         buf_add_slice(out, buf_slice(&entries));
    free(head);
    free(slots);
    free(index);
    buf_free(&sets);
    buf_free(&entries);
    if (st != ST_OK)
        return st;
    return ok ? ST_OK : err_set(e, ST_MEMORY, "out of memory");
}

void pack_free(struct pack_builder *b) {
    arena_free(&b->arena);
    free(b->items);
    *b = (struct pack_builder){0};
}

bool pack_open(struct pack *out, struct slice block) {
    const struct pack_head *h = (const struct pack_head *)(const void *)block.p;
    if (block.n < sizeof *h || h->magic != PACK_MAGIC || h->n_classes > LEX_CLASSES_MAX)
        return false;
    size_t names = sizeof *h, sets = names + (size_t)h->n_classes * PACK_CLASS_NAME;
    size_t slots = sets + (size_t)h->n_sets * sizeof(lex_set);
    size_t entries = slots + ((size_t)h->n_hot_slots + h->n_slots) * sizeof(uint32_t);
    if (entries + h->entry_bytes != block.n)
        return false;
    out->head = h;
    out->names = block.p + names;
    out->sets = (const lex_set *)(const void *)(block.p + sets);
    out->hot = (const uint32_t *)(const void *)(block.p + slots);
    out->slots = out->hot + h->n_hot_slots;
    out->entries = (const unsigned char *)block.p + entries;
    return true;
}

static void read_entry(const struct pack *p, const struct pack_entry *en, struct lex_entry *out) {
    *out = (struct lex_entry){
        .classes = p->sets[en->set],
        .given = en->given_surname & 15,
        .surname = en->given_surname >> 4,
        .place = en->place_level & 15,
        .level = en->place_level >> 4,
        .sense = en->sense,
        .capital = en->capital,
        .prefix = en->prefix != 0,
    };
}

static const unsigned char *slot_entry(const struct pack *p, uint32_t slot) {
    return p->entries + ((size_t)(slot & PACK_PLACE_MASK) - 1) * 2;
}

static bool find_in(const struct pack *p, const uint32_t *slots, uint32_t n, struct slice key,
                    uint32_t hash, struct lex_entry *out) {
    uint32_t tag = slot_tag(hash);
    for (uint32_t i = pack_first(hash, n); slots[i]; i = next_slot(i, n)) {
        if ((slots[i] & ~PACK_PLACE_MASK) != tag)
            continue;
        const unsigned char *at = slot_entry(p, slots[i]);
        struct pack_entry en;
        memcpy(&en, at, sizeof en);
        if (en.key_len == key.n && memcmp(at + sizeof en, key.p, key.n) == 0) {
            read_entry(p, &en, out);
            return true;
        }
    }
    return false;
}

/* False when no slot has this hash. */
static bool fetch_in(const struct pack *p, const uint32_t *slots, uint32_t n, uint32_t hash) {
    uint32_t tag = slot_tag(hash);
    for (uint32_t i = pack_first(hash, n); slots[i]; i = next_slot(i, n))
        if ((slots[i] & ~PACK_PLACE_MASK) == tag) {
            __builtin_prefetch(slot_entry(p, slots[i]));
            return true;
        }
    return false;
}

void pack_fetch_entry(const struct pack *p, uint32_t hash) {
    if (!fetch_in(p, p->hot, p->head->n_hot_slots, hash))
        (void)fetch_in(p, p->slots, p->head->n_slots, hash);
}

bool pack_find(const struct pack *p, struct slice key, uint32_t hash, struct lex_entry *out) {
    return find_in(p, p->hot, p->head->n_hot_slots, key, hash, out) ||
           find_in(p, p->slots, p->head->n_slots, key, hash, out);
}

bool pack_at(const struct pack *p, size_t i, struct slice *key, struct lex_entry *out) {
    struct pack_entry en;
    if (!p->hot[i])
        return false;
    const unsigned char *at = slot_entry(p, p->hot[i]); /* the two tables are one array */
    memcpy(&en, at, sizeof en);
    *key = (struct slice){(const char *)at + sizeof en, en.key_len};
    read_entry(p, &en, out);
    return true;
}

#include "rules/symbols.h"

void symbols_add(struct symbol_set *s, uint32_t symbol) {
    if (symbol >= SYMBOL_OTHER)
        s->letter = s->rest = true;
    else
        s->ascii[symbol / 64] |= (uint64_t)1 << symbol % 64;
}

void symbols_range(struct symbol_set *s, uint32_t from, uint32_t to) {
    for (uint32_t c = from; c <= to; c++)
        symbols_add(s, c);
}

void symbols_join(struct symbol_set *s, const struct symbol_set *b) {
    s->ascii[0] |= b->ascii[0];
    s->ascii[1] |= b->ascii[1];
    s->letter |= b->letter;
    s->rest |= b->rest;
}

void symbols_all(struct symbol_set *s) {
    *s = (struct symbol_set){{UINT64_MAX, UINT64_MAX}, true, true};
}

void symbols_invert(struct symbol_set *s) {
    s->ascii[0] = ~s->ascii[0];
    s->ascii[1] = ~s->ascii[1];
    s->letter = s->rest = true;
}

void symbols_fold_ascii(struct symbol_set *s) {
    for (uint32_t c = 'a'; c <= 'z'; c++)
        if (symbol_in(s, c) || symbol_in(s, c - 32)) {
            symbols_add(s, c);
            symbols_add(s, c - 32);
        }
}

/* The Kelvin sign and the long s are k and s to a caseless match. */
void symbols_fold(struct symbol_set *s) {
    for (uint32_t c = 'a'; c <= 'z'; c++)
        if (symbol_in(s, c) || symbol_in(s, c - 32)) {
            symbols_add(s, c);
            symbols_add(s, c - 32);
            s->letter |= c == 'k' || c == 's';
        }
    if (s->letter)
        for (const char *c = "kKsS"; *c; c++)
            symbols_add(s, (uint32_t)*c);
}

void symbols_add_letters(struct symbol_set *s, bool upper, bool lower) {
    if (upper)
        symbols_range(s, 'A', 'Z');
    if (lower)
        symbols_range(s, 'a', 'z');
    s->letter = true;
}

bool symbols_of_type(struct symbol_set *s, char c) {
    switch (c | 32) {
    case 'd':
        symbols_range(s, '0', '9');
        break;
    case 'w':
        symbols_range(s, '0', '9');
        symbols_add_letters(s, true, true);
        symbols_add(s, '_');
        break;
    case 's':
        symbols_range(s, '\t', '\r');
        symbols_add(s, ' ');
        break;
    case 'h':
        symbols_add(s, '\t');
        symbols_add(s, ' ');
        break;
    case 'v':
        symbols_range(s, '\n', '\r');
        break;
    default:
        return false;
    }
    s->rest = true;
    if (c < 'a')
        symbols_invert(s);
    return true;
}

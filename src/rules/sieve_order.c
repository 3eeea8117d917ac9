/* In what order steps of the automaton are made: as likely as the text is that leads to them. */
#include <stdlib.h>

#include "rules/sieve_build_private.h"

/* What a symbol is beside others: numbers, words and what stands between them each go on in their
 * own way. */
enum sort { DIGIT, LETTER, SPACE, SIGN };

static enum sort sort_of(uint32_t y) {
    if (y >= '0' && y <= '9')
        return DIGIT;
    if ((y >= 'a' && y <= 'z') || (y >= 'A' && y <= 'Z') || y >= SYMBOL_OTHER)
        return LETTER;
    return y == ' ' || y == '\n' ? SPACE : SIGN;
}

/* In a thousand: by the sort of the symbol before (at the beginning: as after a sign). */
static const uint16_t follows[SIGN + 1][SIGN + 1] = {[DIGIT] = {500, 80, 220, 200},
                                                     [LETTER] = {10, 790, 150, 50},
                                                     [SPACE] = {120, 780, 20, 80},
                                                     [SIGN] = {450, 250, 250, 50}};

/* How often letters stand in English, among ten thousand small ones. */
static const uint16_t letters['z' - 'a' + 1] = {820, 150, 280, 430, 1270, 220, 200, 610, 700,
                                                15,  77,  400, 240, 670,  750, 190, 10,  600,
                                                630, 910, 280, 98,  240,  15,  200, 7};

/* In ten thousand: among the symbols of its sort. */
static uint32_t among(uint32_t y) {
    switch (sort_of(y)) {
    case DIGIT:
        return 1000;
    case LETTER:
        return y >= SYMBOL_OTHER ? 50 : y >= 'a' ? letters[y - 'a'] : letters[y - 'A'] / 8 + 5u;
    case SPACE:
        return y == ' ' ? 9500 : 500;
    case SIGN:
        break;
    }
    return y && strchr("./,-", (int)y) ? 1800 : y && strchr(":'()", (int)y) ? 500 : 30;
}

/* log2(1 / (a b)) in sixteenths, a in thousand, b in ten thousand. */
static uint32_t cost_of(uint32_t a, uint32_t b) {
    uint64_t n = (uint64_t)a * b, x = 10000000;
    uint32_t cost = 0;
    for (; n * 2 <= x; n *= 2)
        cost += 16;
    for (uint64_t part = n / 16 + 1; n + part <= x; n += part)
        cost++;
    return cost;
}

/* The order needs to be good, not exact: a class costs what the likeliest of its symbols does. */
void builder_costs(struct builder *s) {
    memset(s->cost, 0xFF, sizeof s->cost);
    for (uint32_t y = 0; y < SYMBOL_LETTER; y++)
        for (uint32_t before = 0; before < SIEVE_SORTS; before++) {
            uint32_t c = s->symbol_class[y], cost = cost_of(follows[before][sort_of(y)], among(y));
            if (cost < s->cost[before][c]) {
                s->cost[before][c] = cost;
                s->sort[c] = (uint8_t)sort_of(y);
            }
        }
}

uint32_t builder_first(void) {
    return SIGN;
}

/* A total order, so that the same outlines always make the same automaton. */
static bool before(const struct step *a, const struct step *b) {
    if (a->cost != b->cost)
        return a->cost < b->cost;
    return a->state != b->state ? a->state < b->state : a->class < b->class;
}

bool builder_put(struct builder *s, struct step step) {
    if (s->n_queue == s->cap_queue) {
        size_t cap = s->cap_queue ? s->cap_queue * 2 : 1024;
        struct step *p = realloc(s->queue, cap * sizeof *p);
        if (!p)
            return false;
        s->queue = p;
        s->cap_queue = cap;
    }
    size_t i = s->n_queue++;
    for (; i > 0 && before(&step, &s->queue[(i - 1) / 2]); i = (i - 1) / 2)
        s->queue[i] = s->queue[(i - 1) / 2];
    s->queue[i] = step;
    return true;
}

bool builder_take(struct builder *s, struct step *out) {
    if (s->n_queue == 0)
        return false;
    *out = s->queue[0];
    struct step last = s->queue[--s->n_queue];
    size_t i = 0;
    for (size_t child; (child = 2 * i + 1) < s->n_queue; i = child) {
        child += child + 1 < s->n_queue && before(&s->queue[child + 1], &s->queue[child]);
        if (!before(&s->queue[child], &last))
            break;
        s->queue[i] = s->queue[child];
    }
    s->queue[i] = last;
    return true;
}

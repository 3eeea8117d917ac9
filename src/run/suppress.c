#include "run/suppress.h"

#include <stdbool.h>

void suppress_one(struct count *c, uint32_t min) {
    c->shown = c->n > 0 && c->n < min ? SHOWN_BELOW : SHOWN_EXACT;
}

/* What somebody knows of a hidden part: low and high bound. */
static uint64_t low(const struct count *c, uint32_t min) {
    return c->shown == SHOWN_BELOW ? 1 : min;
}

static uint64_t high(const struct count *c, uint32_t min) {
    return c->shown == SHOWN_BELOW ? min - 1 : UINT64_MAX;
}

static uint64_t plus(uint64_t a, uint64_t b) {
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static uint64_t minus(uint64_t a, uint64_t b) {
    return a > b ? a - b : 0;
}

/* Sums over the parts that are hidden. */
struct hidden {
    uint64_t low, high;   /* by their own bounds */
    uint64_t least, most; /* by the total */
};

static struct hidden sum_hidden(const struct count *total, const struct count *parts, size_t n,
                                uint32_t min) {
    struct hidden h = {0};
    uint64_t told = 0;
    for (size_t i = 0; i < n; i++) {
        if (parts[i].shown == SHOWN_EXACT) {
            told += parts[i].n;
            continue;
        }
        h.low = plus(h.low, low(&parts[i], min));
        h.high = plus(h.high, high(&parts[i], min));
    }
    h.least = minus(total->shown == SHOWN_EXACT ? total->n : min, told);
    h.most = total->shown == SHOWN_EXACT ? minus(total->n, told) : UINT64_MAX;
    return h;
}

/* True when some small part can be one number only. */
static bool tells(const struct count *total, const struct count *parts, size_t n, uint32_t min) {
    struct hidden h = sum_hidden(total, parts, n, min);
    for (size_t i = 0; i < n; i++) {
        if (parts[i].shown != SHOWN_BELOW)
            continue;
        uint64_t others_high = h.high == UINT64_MAX ? UINT64_MAX : h.high - (min - 1);
        uint64_t least = minus(h.least, others_high), most = minus(h.most, h.low - 1);
        if (least < 1)
            least = 1;
        if (most > min - 1)
            most = min - 1;
        if (least >= most)
            return true;
    }
    return false;
}

/* Hides the smallest part that is still told; the total when there is none. False: nothing left. */
static bool hide_more(struct count *total, struct count *parts, size_t n) {
    struct count *least = NULL;
    for (size_t i = 0; i < n; i++)
        if (parts[i].n > 0 && parts[i].shown == SHOWN_EXACT && (!least || parts[i].n < least->n))
            least = &parts[i];
    if (!least && total->shown != SHOWN_EXACT)
        return false;
    if (!least)
        least = total;
    least->shown = SHOWN_NOT;
    return true;
}

void suppress_parts(struct count *total, struct count *parts, size_t n, uint32_t min) {
    suppress_one(total, min);
    for (size_t i = 0; i < n; i++)
        suppress_one(&parts[i], min);
    if (total->shown != SHOWN_EXACT)
        return;
    while (tells(total, parts, n, min) && hide_more(total, parts, n))
        ;
}

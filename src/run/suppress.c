#include "run/suppress.h"

void suppress_one(struct count *c, uint32_t min) {
    c->shown = c->n > 0 && c->n < min ? SHOWN_BELOW : SHOWN_EXACT;
}

bool suppress_parts(struct count *total, struct count *parts, size_t n, uint32_t min) {
    uint64_t hidden = 0, sum = 0, told = 0, small = min - 1;
    suppress_one(total, min);
    for (size_t i = 0; i < n; i++) {
        suppress_one(&parts[i], min);
        hidden += parts[i].shown == SHOWN_BELOW;
        sum += parts[i].shown == SHOWN_BELOW ? parts[i].n : 0;
        told += parts[i].shown == SHOWN_BELOW ? 0 : parts[i].n;
    }
    if (hidden == 0)
        return total->shown == SHOWN_EXACT;
    if (told == 0)
        return false;
    /* An exact total tells the hidden parts' sum. Each may still be 1, the others making up the
     * rest, and each may be min - 1, only when the sum is in between; else the total is hidden, and
     * that it is hidden leaves every number possible, too. */
    bool open = hidden > 1 && sum >= hidden - 1 + small && sum <= (hidden - 1) * small + 1;
    if (!open) {
        total->shown = SHOWN_AT_LEAST;
        total->least = told + hidden;
    }
    return true;
}

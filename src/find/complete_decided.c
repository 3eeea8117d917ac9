#include "find/complete.h"

#include <string.h>

#define LONG_CODE 4000 /* bytes of what a rule found up to the end of what it sees */

static bool is_of_code(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/' || c == '=';
}

/* A rule sees so many bytes: a longer code, a file in base64, goes on as far as its letters. */
static void widen_long_codes(struct span_list *l, struct slice text) {
    for (size_t i = 0; i < l->n; i++) {
        struct span *s = &l->v[i];
        while (s->label == LABEL_ID && s->end - s->start >= LONG_CODE && s->end < text.n &&
               is_of_code(text.p[s->end]))
            s->end++;
    }
}

static bool is_of_mailbox(char c) {
    return is_of_code(c) ? c != '/' && c != '=' : c != '\0' && strchr("._%-", c);
}

/* A rule looks so many tokens ahead for an @: an address of more parts begins with the first. */
static void widen_addresses(struct span_list *l, struct slice text) {
    for (size_t i = 0; i < l->n; i++) {
        struct span *s = &l->v[i];
        if (s->label != LABEL_CONTACT || text.p[s->start] == '@' ||
            !memchr(text.p + s->start, '@', s->end - s->start))
            continue;
        while (s->start > 0 && is_of_mailbox(text.p[s->start - 1]))
            s->start--;
    }
}

/* An address of mail or of a page, which says more than a name in it. */
static bool is_address(const struct span *s, struct slice text) {
    const char *at = text.p + s->start;
    const size_t n = s->end - s->start;
    return s->label == LABEL_CONTACT && s->origin == BY_RULE &&
           (memchr(at, '@', n) ||
            (n > 8 && (memcmp(at, "http:", 5) == 0 || memcmp(at, "https:", 6) == 0)));
}

/* Drops the known names that stand within an address: it becomes one placeholder, not three. Where
 * addresses stay (--only), the names in them do not. */
static void drop_names_of_addresses(struct span_list *l, uint32_t labels, struct slice text) {
    size_t n = 0, k = 0;
    uint32_t end = 0; /* of the addresses that begin before the span or with it */
    bool names = false, addresses = false;
    for (size_t i = 0; i < l->n; i++) {
        names |= l->v[i].origin == BY_KNOWN && l->v[i].label == LABEL_NAME;
        addresses |= is_address(&l->v[i], text);
    }
    if (!names || !addresses || !(labels >> LABEL_CONTACT & 1))
        return;
    span_sort(l);
    for (size_t i = 0; i < l->n; i++) {
        const struct span s = l->v[i];
        for (k = k > i ? k : i; k < l->n && l->v[k].start <= s.start; k++)
            if (is_address(&l->v[k], text) && l->v[k].end > end)
                end = l->v[k].end;
        if (s.origin != BY_KNOWN || s.label != LABEL_NAME || s.end > end)
            l->v[n++] = s;
    }
    l->n = n;
}

void complete_decided(struct span_list *spans, uint32_t labels, struct slice text) {
    widen_long_codes(spans, text);
    widen_addresses(spans, text);
    drop_names_of_addresses(spans, labels, text);
}

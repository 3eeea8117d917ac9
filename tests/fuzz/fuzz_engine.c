/* Detection and redaction with the built-in rules, through the library's interface. Bytes: choices,
 * where an NHS number is planted, then the text. */
#include "fuzz.h"

#include <string.h>

#include "blot.h"
#include "planted.h"

/* What stands between the replaced stretches is the source's, byte for byte. */
static void check_spans(const struct blot_result *r, struct slice text) {
    size_t at = 0, from = 0;
    for (size_t i = 0; i <= r->n_spans; i++) {
        size_t end = i < r->n_spans ? r->spans[i].start : r->n;
        size_t to = i < r->n_spans ? r->spans[i].source_start : text.n;
        FUZZ_CHECK(at <= end && end <= r->n && from <= to && to <= text.n);
        FUZZ_CHECK(slice_eq((struct slice){r->text + at, end - at}, slice_cut(text, from, to)));
        if (i == r->n_spans)
            return;
        at = r->spans[i].end;
        from = r->spans[i].source_end;
        FUZZ_CHECK(at > end && from > to);
    }
}

/* In the text that came out, what was put in stays as it is when the text comes in again; and all
 * else, where every text is looked at again as it comes out. */
static void check_again(struct blot *b, const struct blot_result *first, bool sure) {
    struct buf text = {0};
    size_t n = first->n_spans;
    struct blot_span *put = malloc((n + 1) * sizeof *put);
    struct blot_result r;
    FUZZ_CHECK(put && buf_add(&text, first->text, first->n) && buf_add_char(&text, '\0'));
    if (n)
        memcpy(put, first->spans, n * sizeof *put);
    int failed = blot_redact(b, text.p, text.n - 1, &r, NULL);
    FUZZ_CHECK(!failed);
    check_spans(&r, (struct slice){text.p, text.n - 1});
    for (size_t i = 0, k = 0; i < r.n_spans && r.spans[i].label[0]; i++) {
        while (k < n && put[k].end <= r.spans[i].source_start)
            k++;
        FUZZ_CHECK(k == n || put[k].start >= r.spans[i].source_end);
    }
    FUZZ_CHECK(!sure || slice_eq((struct slice){r.text, r.n}, (struct slice){text.p, text.n - 1}));
    free(put);
    buf_free(&text);
}

enum { MASK = 2 }; /* of the actions below */

static struct blot *engine(unsigned strict, unsigned group, unsigned action) {
    static struct blot *open[2][2][3];
    static const char *const actions[] = {"-anumber", "-alabel", "-amask"};
    const char *options[4] = {actions[action]};
    size_t n = 1;
    if (strict)
        options[n++] = "--strict";
    if (group)
        options[n++] = "--also=GROUP";
    struct blot **b = &open[strict][group][action];
    if (!*b)
        FUZZ_CHECK(blot_open(b, options, NULL) == 0);
    return *b;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_input in = {data, size};
    uint8_t how = fuzz_byte(&in), where = fuzz_byte(&in);
    struct blot *b = engine(how & 1, how >> 1 & 1, (how >> 2 & 3) % 3);
    struct buf text = {0};
    struct blot_result r;
    char message[BLOT_MESSAGE_MAX] = "";
    bool planted = how & 0x80 && plant(&text, fuzz_rest(&in), how, where);
    if (!planted)
        FUZZ_CHECK(buf_add_slice(&text, fuzz_rest(&in)));
    struct slice s = text.n ? buf_slice(&text) : slice_of("");
    int failed = blot_redact(b, s.p, s.n, &r, message);
    FUZZ_CHECK(failed ? message[0] && !r.text : !message[0] && r.text[r.n] == '\0');
    if (!failed) {
        check_spans(&r, s);
        FUZZ_CHECK(!planted || is_gone((struct slice){r.text, r.n}));
        check_again(b, &r, (how & 1) || (how >> 2 & 3) % 3 == MASK);
    }
    buf_free(&text);
    return 0;
}

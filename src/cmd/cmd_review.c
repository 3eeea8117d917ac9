/* blot review: a page on which a person reviews a sample. */
#include "cmd/cmd.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "cmd/signals.h"
#include "cmd/ticker.h"
#include "run/review.h"

static enum status check(const struct options *o, struct err *e) {
    if (o->output && strcmp(o->output, "-") != 0)
        return ST_OK;
    err_set(e, ST_USAGE, "review writes a page that holds text of records; say where");
    err_hint(e, "blot review -o review.html FILE: the file is made so that only you may read it");
    return ST_USAGE;
}

static enum status draw_seed(uint64_t *seed, const struct options *o, struct err *e) {
    *seed = o->review.seed;
    if (o->review.seed_given)
        return ST_OK;
    if (sodium_init() < 0)
        return err_set(e, ST_INTERNAL, "the system gives no random numbers");
    *seed = randombytes_random();
    return ST_OK;
}

static void tell(const struct options *o, const struct review *r, uint64_t records, uint64_t seed) {
    uint64_t random = 0, added = 0;
    struct err shown = {0}; /* makes the name fit for a terminal */
    err_file(&shown, o->output);
    review_size(r, &random, &added);
    fprintf(stderr,
            "blot: %s: %" PRIu64 " of %" PRIu64 " records, %" PRIu64
            " drawn at random (--seed %" PRIu64 "), %" PRIu64 " added to show every label\n",
            shown.file, random + added, records, random, seed, added);
    if (!o->review.sanitised_only)
        fputs("blot: it holds original text: keep it where the records may be kept\n", stderr);
}

/* The run, and then the page into out. */
static enum status make(struct review *r, const struct options *o, const struct engine *en,
                        struct output *out, uint64_t *records, struct err *e) {
    struct stream_result res = {0};
    struct ticker ticker;
    ticker_start(&ticker, o);
    const struct sink sink = {.ctx = r,
                              .record = review_record,
                              .columns = review_columns,
                              .progress = ticker.wanted ? ticker_tick : NULL,
                              .progress_ctx = &ticker,
                              .output = out};
    enum status st = stream_run(&res, o, en, &sink, e);
    ticker_end(&ticker);
    *records = res.records;
    if (st == ST_OK && res.records == 0)
        st = err_set(e, ST_USAGE, "there is no record to review");
    return st == ST_OK ? review_page(r, output_buffer(out), e) : st;
}

static enum status write_page(struct review *r, const struct options *o, const struct engine *en,
                              uint64_t *records, struct err *e) {
    struct output *out = NULL;
    signals_hold();
    enum status st = output_file(&out, o->output, false, e);
    if (st == ST_OK)
        signals_add(output_temporary(out));
    signals_release();
    if (st != ST_OK)
        return st;
    st = make(r, o, en, out, records, e);
    signals_hold();
    if (st == ST_OK)
        st = output_finish(out, e);
    else
        output_abort(out);
    signals_forget();
    signals_release();
    return st;
}

int cmd_review(const struct options *o) {
    struct err e = {0};
    struct engine en;
    struct review *r = NULL;
    uint64_t seed = 0, records = 0;
    enum status st = check(o, &e);
    if (st == ST_OK)
        st = draw_seed(&seed, o, &e);
    if (st == ST_OK)
        st = engine_open(&en, o, &e);
    if (st != ST_OK)
        return cmd_fail(&e);
    st = review_new(&r, o, &en, seed, &e);
    if (st == ST_OK)
        st = write_page(r, o, &en, &records, &e);
    if (st == ST_OK)
        tell(o, r, records, seed);
    review_free(r);
    engine_close(&en);
    return st == ST_OK ? EXIT_DONE : cmd_fail(&e);
}

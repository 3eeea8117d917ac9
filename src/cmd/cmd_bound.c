/* blot bound: from the verdicts of a review, how much may leak. */
#include "cmd/cmd.h"

#include <inttypes.h>
#include <math.h>

#include "base/binomial.h"
#include "run/verdicts.h"

struct limits {
    double records, identifiers; /* upper limits: share of records with a leak; leaks per 1,000 */
};

static struct limits limits(const struct verdict_tally *t, double confidence) {
    return (struct limits){binomial_upper(t->random_leaky, t->random, confidence),
                           1000.0 * binomial_upper(t->leaks, t->identifiers, confidence)};
}

static double share(uint64_t part, uint64_t whole) {
    return whole ? (double)part / (double)whole : 0.0;
}

static double target(const struct bound_options *o) {
    return !isnan(o->target) ? o->target : !isnan(o->max_records) ? o->max_records : 0.01;
}

static bool add_counts(struct buf *b, const struct verdict_tally *t, const struct verdicts *vs) {
    bool ok = buf_printf(b, "output sha256 %.*s\n", (int)vs->v[0].output.n, vs->v[0].output.p) &&
              buf_printf(b,
                         "reviewed      %" PRIu64 " records drawn at random from %" PRIu64
                         "; %" PRIu64 " with a leak\n",
                         t->random, t->records, t->random_leaky);
    if (ok && t->added > 0)
        ok = buf_printf(b,
                        "              %" PRIu64 " added for their labels; %" PRIu64
                        " with a leak (not in the limits)\n",
                        t->added, t->added_leaky);
    if (ok && t->random < t->drawn)
        ok = buf_printf(b,
                        "              %" PRIu64 " of the %" PRIu64 " drawn have no verdict: the "
                        "limits hold only if none was passed over for what it says\n",
                        t->drawn - t->random, t->drawn);
    if (ok && t->both > 0)
        ok = buf_printf(b, "agreement     %" PRIu64 " of %" PRIu64 " records judged twice",
                        t->agreed, t->both) &&
             (isnan(t->kappa) || buf_printf(b, ", kappa %.2f", t->kappa)) && buf_add_char(b, '\n');
    return ok;
}

static bool add_limits(struct buf *b, const struct verdict_tally *t, const struct limits *l,
                       double confidence) {
    double percent = 100.0 * confidence;
    bool ok =
        buf_printf(b, "records       at most %.4f have a leak (upper %g %% limit; seen %.4f)\n",
                   l->records, percent, share(t->random_leaky, t->random));
    if (ok && t->identifiers > 0)
        ok = buf_printf(b,
                        "identifiers   at most %.2f of 1,000 leak (upper %g %% limit; seen %.2f: "
                        "%" PRIu64 " of %" PRIu64 ")\n",
                        l->identifiers, percent, 1000.0 * share(t->leaks, t->identifiers), t->leaks,
                        t->identifiers);
    return ok;
}

static bool add_needed(struct buf *b, const struct verdict_tally *t,
                       const struct bound_options *o) {
    double want = target(o);
    uint64_t n = binomial_needed(t->random_leaky, want, o->confidence);
    if (n <= t->random)
        return buf_printf(b, "needed        none: no more than %g is shown\n", want);
    if (n > t->records)
        return buf_printf(b,
                          "needed        to show no more than %g: %" PRIu64 " more records without "
                          "a leak, which is more than there are\n",
                          want, n - t->random);
    return buf_printf(
        b, "needed        to show no more than %g: %" PRIu64 " more records without a leak\n", want,
        n - t->random);
}

static bool above(const struct limits *l, const struct bound_options *o) {
    return l->records > o->max_records || l->identifiers > o->max_identifiers; /* NAN: never */
}

static int print(struct verdicts *vs, const struct bound_options *o) {
    struct err e = {0};
    struct verdict_tally t;
    struct buf b = {0};
    if (verdicts_tally(&t, vs, &e) != ST_OK)
        return cmd_fail(&e);
    const struct limits l = limits(&t, o->confidence);
    bool ok =
        add_counts(&b, &t, vs) && add_limits(&b, &t, &l, o->confidence) && add_needed(&b, &t, o);
    if (ok && above(&l, o))
        ok = buf_add_str(&b, "above --max\n");
    return cmd_print_buf(&b, ok, above(&l, o) ? EXIT_FINDINGS : EXIT_DONE);
}

int cmd_bound(const struct options *o) {
    struct err e = {0};
    struct verdicts vs = {0};
    enum status st = ST_OK;
    if (o->inputs.n == 0) {
        st = err_set(&e, ST_USAGE, "bound needs files of verdicts: blot bound verdicts.json");
        err_hint(&e, "the page that blot review writes saves them");
    }
    for (size_t i = 0; st == ST_OK && i < o->inputs.n; i++)
        st = verdicts_load(&vs, o->inputs.v[i], &e);
    int status = st == ST_OK ? print(&vs, &o->bound) : cmd_fail(&e);
    verdicts_free(&vs);
    return status;
}

#include "run/papers.h"

static enum status one_file(const char *option, const struct output *a, const struct output *b,
                            struct err *e) {
    if (!a || !b || !output_same(a, b))
        return ST_OK;
    err_set(e, ST_USAGE, "--%s names a file that is written already", option);
    err_hint(e, "give each its own name");
    return ST_USAGE;
}

static enum status open_files(struct papers *p, const struct options *o, const struct output *other,
                              struct err *e) {
    enum status st = ST_OK;
    if (o->papers.report)
        st = output_file(&p->report, o->papers.report, false, e);
    if (st == ST_OK && o->papers.audit)
        st = output_file(&p->audit, o->papers.audit, false, e);
    if (st == ST_OK)
        st = one_file("report", p->report, p->output, e);
    if (st == ST_OK)
        st = one_file("audit", p->audit, p->output, e);
    if (st == ST_OK)
        st = one_file("report", p->report, other, e);
    if (st == ST_OK)
        st = one_file("audit", p->audit, other, e);
    return st == ST_OK ? one_file("audit", p->audit, p->report, e) : st;
}

enum status papers_open(struct papers *p, const struct options *o, const struct engine *en,
                        const struct paper_head *h, struct output *output,
                        const struct output *other, struct err *e) {
    *p = (struct papers){.wanted = o->papers.report || o->papers.audit || o->papers.residue,
                         .head = *h,
                         .output = output};
    if (!p->wanted)
        return o->papers.quasi.n == 0
                   ? ST_OK
                   : err_set(e, ST_USAGE, "--quasi is told by --report and --audit; give one");
    enum status st = observer_init(&p->observer, o, en, e);
    if (st == ST_OK)
        st = open_files(p, o, other, e);
    if (st == ST_OK && p->audit)
        st = audit_head(p->audit, &p->observer, &p->head, e);
    sha256_start(&p->output_hash);
    if (st == ST_OK)
        output_hash(output, &p->output_hash);
    else
        papers_close(p);
    return st;
}

enum status papers_columns(struct papers *p, const struct slice *names, size_t n,
                           struct policy *policy, struct err *e) {
    return p->wanted ? observer_columns(&p->observer, names, n, policy, e) : ST_OK;
}

enum status papers_record(struct papers *p, const struct record *r, const struct redacted *d,
                          struct arena *a, struct err *e) {
    if (!p->wanted)
        return ST_OK;
    enum status st = observer_record(&p->observer, r, d, a, e);
    return st == ST_OK && p->audit ? audit_record(p->audit, &p->observer, r, d, a, e) : st;
}

void papers_fault(struct papers *p) {
    if (p->wanted)
        p->observer.quarantined++;
}

enum status papers_input(struct papers *p, const struct sha256 *hash, struct err *e) {
    return p->wanted ? observer_input(&p->observer, hash, e) : ST_OK;
}

static enum status write_report(struct papers *p, struct err *e) {
    enum status st =
        report_print(output_buffer(p->report), &p->observer, &p->head, &p->output_hash, e);
    return st == ST_OK ? output_complete(p->report, e) : st;
}

/* Gives a complete file its name. */
static enum status name_file(struct output **o, struct err *e) {
    struct output *out = *o;
    *o = NULL;
    return out ? output_finish(out, e) : ST_OK;
}

enum status papers_finish(struct papers *p, struct err *e) {
    if (!p->wanted)
        return ST_OK;
    enum status st = observer_finish(&p->observer, e);
    if (st == ST_OK)
        st = output_complete(p->output, e);
    if (st == ST_OK && p->audit)
        st = audit_summary(p->audit, &p->observer, &p->output_hash, e);
    if (st == ST_OK && p->audit)
        st = output_complete(p->audit, e);
    if (st == ST_OK && p->report)
        st = write_report(p, e);
    if (st == ST_OK)
        st = name_file(&p->audit, e);
    return st == ST_OK ? name_file(&p->report, e) : st;
}

void papers_close(struct papers *p) {
    output_abort(p->report);
    output_abort(p->audit);
    if (p->wanted)
        observer_free(&p->observer);
    *p = (struct papers){0};
}

/* The options of the run's papers and of checks. */
#include "run/optionset.h"

#include <string.h>

static enum status flag(bool *to) {
    *to = true;
    return ST_OK;
}

/* "<2" would be the number one itself. */
static enum status min_count(struct parse *p) {
    uint32_t n = 0;
    enum status st = option_number(p, &n, 1);
    if (st == ST_OK && n == 2) {
        err_set(p->e, ST_USAGE, "--min-count 2: \"<2\" would tell a count of one");
        err_hint(p->e, "give 3 or more, or 1 to show all counts");
        return ST_USAGE;
    }
    p->o->papers.min_count = n;
    return st;
}

static enum status paper(struct parse *p, const char **to) {
    if (p->value[0] != '\0' && strcmp(p->value, "-") != 0)
        return option_string(p, to);
    err_set(p->e, ST_USAGE, "--%s needs the name of a file", p->def->name);
    err_hint(p->e, "for example --%s run.json", p->def->name);
    return ST_USAGE;
}

enum status option_set_papers(struct parse *p) {
    static const char *const formats[] = {"human", "jsonl", "sarif", "github", NULL};
    static const char *const results[] = {"human", "tap", "junit", NULL};
    static const char *const places[] = {"human", "jsonl", NULL};
    struct paper_options *o = &p->o->papers;
    switch (p->def->id) {
    case OPT_PUBLIC:
        return option_add_file(p, &o->public, &o->n_public, (struct file_choice){.path = p->value});
    case OPT_REPORT:
        return paper(p, &o->report);
    case OPT_AUDIT:
        return paper(p, &o->audit);
    case OPT_MIN_COUNT:
        return min_count(p);
    case OPT_QUASI:
        return option_add_string(p, &o->quasi, p->value);
    case OPT_CHECK:
        return flag(&o->check);
    case OPT_FORMAT:
        return option_choose(p, &o->format, formats);
    case OPT_DECISIVE:
        return flag(&o->decisive);
    case OPT_BASELINE:
        return option_string(p, &o->baseline);
    case OPT_QUIET:
        return flag(&o->quiet);
    case OPT_VERIFY_FORMAT:
        return option_choose(p, &o->verify, results);
    case OPT_PLACES_FORMAT:
        return option_choose(p, &o->format, places);
    case OPT_GOLD:
        return option_add_string(p, &o->gold, p->value);
    case OPT_VERDICTS:
        return option_add_string(p, &o->verdicts, p->value);
    case OPT_SHIFTED:
        return flag(&o->shifted);
    default:
        return option_string(p, &o->join);
    }
}

static bool was_given(const struct options *o, enum option_id id) {
    for (size_t i = 0; i < o->n_given; i++)
        if (o->given[i].def->id == id)
            return true;
    return false;
}

/* --check writes no records, and what describes them is then nothing. */
static enum status check_alone(struct parse *p) {
    const struct options *o = p->o;
    const char *other = o->spans           ? "spans"
                        : o->quarantine    ? "quarantine"
                        : o->papers.report ? "report"
                        : o->papers.audit  ? "audit"
                                           : NULL;
    if (other)
        return err_set(p->e, ST_USAGE, "--check writes no records, so --%s has nothing to say",
                       other);
    return ST_OK;
}

enum status option_check_papers(struct parse *p) {
    const struct options *o = p->o;
    const struct paper_options *w = &o->papers;
    const char *lone = was_given(o, OPT_FORMAT) ? "format"
                       : w->decisive            ? "decisive"
                       : w->baseline            ? "baseline"
                       : w->quiet               ? "quiet"
                                                : NULL;
    if (w->check)
        return check_alone(p);
    if (lone) {
        err_set(p->e, ST_USAGE, "--%s says how --check lists findings; give both", lone);
        return ST_USAGE;
    }
    if (was_given(o, OPT_MIN_COUNT) && !w->report && was_given(o, OPT_REPORT))
        return ST_USAGE;
    return ST_OK;
}

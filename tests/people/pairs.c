/* How well numbers tell who is who: pairwise precision and recall over records in which each
 * mention is marked with its person.
 *
 *     people_pairs [--min SHARE] [--measure|--build] [--every N] [--show] FILE
 *
 * Records whose number is divisible by N (4) are for measuring.
 * Counted twice: over the marks themselves (the numbering alone), and over the marks that blot
 * finds (detection with it). Fails when a share is below the least one. --show lists the records
 * with a wrong pair; never of those for measuring. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "redact/numbering.h"
#include "run/engine.h"

enum { MARKS_MAX = 64, TEXT_MAX = 8192 };

struct mark {
    struct span span;
    char who;
    uint32_t number; /* 0: not found */
};

struct case_text {
    char id[64], text[TEXT_MAX];
    size_t n;
    struct mark mark[MARKS_MAX];
    size_t n_marks;
};

struct count {
    unsigned right, joined, same; /* pairs: both, with one number, of one person */
};

static int fail(const char *what) {
    fprintf(stderr, "people_pairs: %s\n", what);
    return 1;
}

static int fail_err(const struct err *e) {
    char line[2048];
    err_format(line, sizeof line, e);
    return fail(line);
}

/* Reads the record at *at (behind "#ID "); false when it is not well formed. */
static bool read_record(struct case_text *r, const char **at) {
    const char *p = *at;
    size_t id = strcspn(p, "\n");
    *r = (struct case_text){0};
    if (id >= sizeof r->id)
        return false;
    memcpy(r->id, p, id);
    for (p += id; *p && strncmp(p, "\n#ID ", 5) != 0;) {
        struct mark *m = &r->mark[r->n_marks];
        if (r->n + 1 >= TEXT_MAX || r->n_marks == MARKS_MAX)
            return false;
        if (strncmp(p, "[[", 2) == 0 && p[3] == ':') {
            *m = (struct mark){.who = p[2]};
            m->span = (struct span){.start = (uint32_t)r->n, .label = LABEL_NAME};
            p += 4;
        } else if (strncmp(p, "]]", 2) == 0) {
            m->span.end = (uint32_t)r->n;
            r->n_marks++;
            p += 2;
        } else {
            r->text[r->n++] = *p++;
        }
    }
    *at = p;
    return r->n_marks > 0;
}

static bool is_measured(const struct case_text *r, unsigned long every) {
    const char *dash = strrchr(r->id, '-');
    return dash && strtoul(dash + 1, NULL, 10) % every == 0;
}

static enum status number_all(struct case_text *r, const struct span_list *found, struct arena *a,
                              struct err *e) {
    struct numbering *nb;
    struct slice text = {r->text, r->n};
    enum status st = numbering_new(&nb, a, e);
    if (st == ST_OK)
        st = numbering_learn(nb, text, found, NUMBERING_NOBODY, e);
    for (size_t i = 0; st == ST_OK && i < found->n; i++) {
        const struct span *s = &found->v[i];
        uint32_t number = 0;
        enum role role;
        if (s->label != LABEL_NAME)
            continue;
        st = numbering_number(nb, text, s, &number, &role, e);
        for (size_t k = 0; k < r->n_marks; k++)
            if (s->start < r->mark[k].span.end && r->mark[k].span.start < s->end)
                r->mark[k].number = number;
    }
    return st;
}

/* Adds the record's pairs; returns how many are wrong. */
static unsigned count_pairs(struct count *c, const struct case_text *r) {
    unsigned wrong = 0;
    for (size_t i = 0; i < r->n_marks; i++)
        for (size_t k = i + 1; k < r->n_marks; k++) {
            const struct mark *a = &r->mark[i], *b = &r->mark[k];
            if (!a->number || !b->number)
                continue;
            bool joined = a->number == b->number, same = a->who == b->who;
            c->joined += joined;
            c->same += same;
            c->right += joined && same;
            wrong += joined != same;
        }
    return wrong;
}

static void show(const struct case_text *r, const char *how) {
    printf("%s (%s):", r->id, how);
    for (size_t i = 0; i < r->n_marks; i++) {
        const struct span *s = &r->mark[i].span;
        printf(" %c%u:%.*s", r->mark[i].who, r->mark[i].number, (int)(s->end - s->start),
               r->text + s->start);
    }
    putchar('\n');
}

struct bench {
    struct detector *detector;
    struct count marked, found;
    unsigned long every;
    bool show;
};

static enum status one(struct bench *b, struct case_text *r, struct err *e) {
    struct arena a = {0};
    struct span_list marks = {0}, found = {0};
    struct detect_field field = {.text = {r->text, r->n}, .treat = TREAT_PROSE};
    bool ok = true;
    for (size_t i = 0; ok && i < r->n_marks; i++)
        ok = span_add(&marks, r->mark[i].span, &a);
    enum status st = ok ? number_all(r, &marks, &a, e) : err_set(e, ST_MEMORY, "out of memory");
    if (st == ST_OK && count_pairs(&b->marked, r) > 0 && b->show && !is_measured(r, b->every))
        show(r, "marked");
    for (size_t i = 0; i < r->n_marks; i++)
        r->mark[i].number = 0;
    if (st == ST_OK)
        st = detect(b->detector, &field, 1, &a, &found, e);
    if (st == ST_OK)
        st = number_all(r, &found, &a, e);
    if (st == ST_OK && count_pairs(&b->found, r) > 0 && b->show && !is_measured(r, b->every))
        show(r, "found");
    arena_free(&a);
    return st;
}

/* Prints precision and recall; false when one is below the least. */
static bool report(const char *what, const struct count *c, double least) {
    double precision = c->joined ? (double)c->right / c->joined : 0;
    double recall = c->same ? (double)c->right / c->same : 0;
    printf("%s: pairwise precision %.4f recall %.4f (%u pairs of one person)\n", what, precision,
           recall, c->same);
    return precision >= least && recall >= least;
}

static int run(struct bench *b, const char *text, int part, double least) {
    unsigned records = 0;
    struct err e = {0};
    while (*text) {
        static struct case_text r;
        if (*text == '\n') {
            text++;
            continue;
        }
        if (strncmp(text, "#ID ", 4) != 0)
            return fail("a record does not start with #ID");
        text += 4;
        if (!read_record(&r, &text))
            return fail("a record is not well formed");
        if (part >= 0 && is_measured(&r, b->every) != part)
            continue;
        if (one(b, &r, &e) != ST_OK)
            return fail_err(&e);
        records++;
    }
    printf("%u records\n", records);
    bool marked = report("marked", &b->marked, least), found = report("found", &b->found, least);
    if (records < 10)
        return fail("too few records to say anything");
    return marked && found ? 0 : fail("below the least share");
}

int main(int argc, char **argv) {
    double least = 0;
    int part = -1;
    const char *file = NULL;
    struct bench b = {.every = 4};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--min") == 0 && i + 1 < argc)
            least = strtod(argv[++i], NULL);
        else if (strcmp(argv[i], "--measure") == 0 || strcmp(argv[i], "--build") == 0)
            part = argv[i][2] == 'm';
        else if (strcmp(argv[i], "--every") == 0 && i + 1 < argc)
            b.every = strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--show") == 0)
            b.show = true;
        else
            file = argv[i];
    }
    if (!file || b.every == 0)
        return fail("which file, and every how many of its records are measured?");
    struct err e = {0};
    struct buf text = {0};
    struct engine en;
    struct options o = {.labels = ((1u << LABEL_COUNT) - 1) & ~(1u << LABEL_GROUP)}; /* default */
    enum status st = file_read(&text, file, &e);
    if (st == ST_OK && !buf_add_char(&text, '\0'))
        st = err_set(&e, ST_MEMORY, "out of memory");
    if (st == ST_OK)
        st = engine_open(&en, &o, &e);
    if (st != ST_OK)
        return fail_err(&e);
    int status = 1;
    if (detector_new(&b.detector, &en.detect, &e) == ST_OK)
        status = run(&b, text.p, part, least);
    detector_free(b.detector);
    engine_close(&en);
    buf_free(&text);
    return status;
}

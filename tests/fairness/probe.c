/* The fairness probe: names of many communities in the same sentences.
 *
 *     probe [--min SHARE] [--spread SHARE] [--weights FILE] [--verbose] [--misses] FRAMES
 * NAMES.txt...
 *
 * Puts every name of every file into every frame, runs detection with default options, and counts a
 * name as found only if every letter of it is inside spans. Prints recall per community (the file's
 * name), worst first. Exit status 1 if a community is under --min or more than --spread under the
 * best one, 2 on an error.
 *
 * FRAMES: a sentence a line with {full}, {given} and {surname}; \n is a line break. A frame without
 * a capital letter takes its names in lower case. NAMES: a name a line, "given surname"; where the
 * surname has several words, `given | surname`; where it stands first, `given | surname | full`.
 * Lines that begin with # are comments. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/file.h"
#include "run/engine.h"

enum { SLOTS = 8, WORST = 25 };

struct tally {
    unsigned asked, found;
};

struct name {
    struct slice given, surname, full, line;
    struct tally tally;
};

struct frame {
    struct slice text;
    bool lower;
    struct tally tally;
};

struct community {
    struct slice name;
    struct name *names;
    size_t n;
    struct tally tally, lower; /* lower: of the lower-case frames alone */
};

struct probe {
    struct engine engine;
    struct detector *detector;
    struct arena keep, scratch;
    struct frame *frames;
    size_t n_frames;
    struct community *communities;
    size_t n_communities;
    const char *weights;
    double min, spread;
    bool verbose, misses;
    struct err err;
};

/* One frame with one name in it. */
struct sentence {
    struct buf text;
    struct {
        size_t start, end;
    } at[SLOTS];
    size_t n;
};

/* ---- reading ---- */

static enum status out_of_memory(struct probe *p) {
    return err_set(&p->err, ST_MEMORY, "out of memory");
}

/* The next line of *rest without comments and blank lines; false at the end. */
static bool next_line(struct slice *rest, struct slice *line) {
    while (rest->n > 0) {
        const char *end = memchr(rest->p, '\n', rest->n);
        size_t n = end ? (size_t)(end - rest->p) : rest->n;
        *line = slice_trim((struct slice){rest->p, n});
        n += end != NULL;
        *rest = slice_cut(*rest, n, rest->n);
        if (line->n > 0 && line->p[0] != '#')
            return true;
    }
    return false;
}

static enum status read_whole(struct probe *p, const char *path, struct slice *out) {
    struct buf b = {0};
    enum status st = file_read(&b, path, &p->err);
    if (st == ST_OK)
        *out = arena_copy(&p->keep, buf_slice(&b));
    buf_free(&b);
    return st == ST_OK && !out->p ? out_of_memory(p) : st;
}

static size_t count_lines(struct slice text) {
    struct slice line;
    size_t n = 0;
    while (next_line(&text, &line))
        n++;
    return n;
}

/* The first character that is `c`, or with `last` the last one; s.n if there is none. */
static size_t find_char(struct slice s, char c, bool last) {
    size_t at = s.n;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == c && (last || at == s.n))
            at = i;
    return at;
}

static struct slice join(struct probe *p, struct slice a, struct slice b) {
    char *s = arena_alloc(&p->keep, a.n + b.n + 1);
    if (!s)
        return (struct slice){NULL, 0};
    memcpy(s, a.p, a.n);
    s[a.n] = ' ';
    memcpy(s + a.n + 1, b.p, b.n);
    return (struct slice){s, a.n + b.n + 1};
}

/* given, surname and full of a line. */
static enum status read_name(struct probe *p, struct slice line, struct name *out) {
    size_t bar = find_char(line, '|', false);
    bool marked = bar < line.n;
    size_t cut = marked ? bar : find_char(line, ' ', true);
    if (cut == line.n)
        return err_set(&p->err, ST_DATA, "a line of names has no surname");
    out->line = line;
    out->given = slice_trim(slice_cut(line, 0, cut));
    struct slice rest = slice_trim(slice_cut(line, cut + 1, line.n));
    bar = find_char(rest, '|', false);
    out->surname = slice_trim(slice_cut(rest, 0, bar));
    out->full = bar < rest.n ? slice_trim(slice_cut(rest, bar + 1, rest.n))
                             : join(p, out->given, out->surname);
    return out->full.p ? ST_OK : out_of_memory(p);
}

/* names/somali.txt: somali */
static struct slice stem(const char *path) {
    const char *slash = strrchr(path, '/');
    struct slice s = slice_of(slash ? slash + 1 : path);
    size_t dot = find_char(s, '.', true);
    return slice_cut(s, 0, dot);
}

static enum status read_community(struct probe *p, const char *path) {
    struct community *c = &p->communities[p->n_communities++];
    struct slice text = {0}, line;
    enum status st = read_whole(p, path, &text);
    if (st != ST_OK)
        return st;
    c->name = stem(path);
    c->names = arena_calloc(&p->keep, count_lines(text) + 1, sizeof *c->names);
    if (!c->names)
        return out_of_memory(p);
    while (st == ST_OK && next_line(&text, &line))
        st = read_name(p, line, &c->names[c->n++]);
    if (st != ST_OK)
        err_file(&p->err, path);
    return st;
}

/* \n becomes a line break in place. */
static struct slice unescape(struct slice s) {
    char *to = (char *)s.p;
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool escape = s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == 'n';
        to[n++] = escape ? '\n' : s.p[i];
        i += escape;
    }
    return (struct slice){s.p, n};
}

static bool has_capital(struct slice s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= 'A' && s.p[i] <= 'Z')
            return true;
    return false;
}

static enum status read_frames(struct probe *p, const char *path) {
    struct slice text = {0}, line;
    enum status st = read_whole(p, path, &text);
    if (st != ST_OK)
        return st;
    p->frames = arena_calloc(&p->keep, count_lines(text) + 1, sizeof *p->frames);
    if (!p->frames)
        return out_of_memory(p);
    while (next_line(&text, &line)) {
        struct frame *f = &p->frames[p->n_frames++];
        f->text = unescape(line);
        f->lower = !has_capital(line);
    }
    return ST_OK;
}

/* ---- putting names into frames ---- */

static bool add_lower(struct buf *b, struct slice s) {
    while (s.n > 0) {
        utf8proc_int32_t c;
        utf8proc_uint8_t out[4];
        utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &c);
        if (n <= 0)
            return false;
        utf8proc_ssize_t m = utf8proc_encode_char(utf8proc_tolower(c), out);
        if (!buf_add(b, (const char *)out, (size_t)m))
            return false;
        s = slice_cut(s, (size_t)n, s.n);
    }
    return true;
}

/* The part of the name that a slot at the start of s asks for; *n is the slot's length. */
static const struct slice *slot_at(struct slice s, const struct name *name, size_t *n) {
    static const char *const slots[] = {"{full}", "{given}", "{surname}"};
    const struct slice *parts[] = {&name->full, &name->given, &name->surname};
    for (size_t i = 0; i < 3; i++)
        if (slice_starts(s, slice_of(slots[i]))) {
            *n = strlen(slots[i]);
            return parts[i];
        }
    return NULL;
}

static bool add_slot(struct sentence *s, struct slice part, bool lower) {
    if (s->n == SLOTS)
        return false;
    s->at[s->n].start = s->text.n;
    bool ok = lower ? add_lower(&s->text, part) : buf_add_slice(&s->text, part);
    s->at[s->n++].end = s->text.n;
    return ok;
}

static bool fill(struct sentence *s, const struct frame *f, const struct name *name) {
    bool ok = true;
    s->n = 0;
    buf_clear(&s->text);
    for (size_t i = 0; ok && i < f->text.n;) {
        size_t n = 1;
        const struct slice *part = slot_at(slice_cut(f->text, i, f->text.n), name, &n);
        ok = part ? add_slot(s, *part, f->lower) : buf_add_char(&s->text, f->text.p[i]);
        i += n;
    }
    return ok;
}

/* ---- counting ---- */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

static bool covered(const struct span_list *l, size_t at) {
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].start <= at && at < l->v[i].end)
            return true;
    return false;
}

static bool whole(const struct sentence *s, size_t slot, const struct span_list *l) {
    for (size_t i = s->at[slot].start; i < s->at[slot].end; i++)
        if (is_letter(s->text.p[i]) && !covered(l, i))
            return false;
    return true;
}

static void count(struct tally *t, bool found) {
    t->asked++;
    t->found += found;
}

static void print_miss(const struct community *c, const struct sentence *s, size_t slot) {
    printf("%.*s\t%.*s\t", (int)c->name.n, c->name.p, (int)(s->at[slot].end - s->at[slot].start),
           s->text.p + s->at[slot].start);
    for (size_t i = 0; i < s->text.n; i++)
        putchar(s->text.p[i] == '\n' ? '/' : s->text.p[i]);
    putchar('\n');
}

static enum status try_sentence(struct probe *p, struct community *c, struct frame *f,
                                struct name *name, const struct sentence *s) {
    const struct detect_field field = {buf_slice(&s->text), TREAT_PROSE, LABEL_NONE, false};
    struct span_list found = {0};
    arena_reset(&p->scratch);
    enum status st = detect(p->detector, &field, 1, &p->scratch, &found, &p->err);
    for (size_t i = 0; st == ST_OK && i < s->n; i++) {
        bool ok = whole(s, i, &found);
        count(&c->tally, ok);
        count(&f->tally, ok);
        count(&name->tally, ok);
        if (f->lower)
            count(&c->lower, ok);
        if (!ok && p->misses)
            print_miss(c, s, i);
    }
    return st;
}

static enum status try_community(struct probe *p, struct community *c, struct sentence *s) {
    enum status st = ST_OK;
    for (size_t n = 0; st == ST_OK && n < c->n; n++)
        for (size_t f = 0; st == ST_OK && f < p->n_frames; f++) {
            if (!fill(s, &p->frames[f], &c->names[n]))
                return err_set(&p->err, ST_MEMORY, "out of memory, or a frame of too many slots");
            st = try_sentence(p, c, &p->frames[f], &c->names[n], s);
        }
    return st;
}

static enum status try_all(struct probe *p) {
    struct sentence s = {0};
    enum status st = detector_new(&p->detector, &p->engine.detect, &p->err);
    for (size_t i = 0; st == ST_OK && i < p->n_communities; i++)
        st = try_community(p, &p->communities[i], &s);
    buf_free(&s.text);
    return st;
}

/* ---- reporting ---- */

static double recall(const struct tally *t) {
    return t->asked ? (double)t->found / t->asked : 1;
}

static int compare(double a, double b) {
    return (a > b) - (a < b);
}

static int by_community(const void *a, const void *b) {
    const struct community *x = a, *y = b;
    return compare(recall(&x->tally), recall(&y->tally));
}

static int by_frame(const void *a, const void *b) {
    const struct frame *x = a, *y = b;
    return compare(recall(&x->tally), recall(&y->tally));
}

static int by_name(const void *a, const void *b) {
    const struct name *x = *(const struct name *const *)a, *y = *(const struct name *const *)b;
    return compare(recall(&x->tally), recall(&y->tally));
}

static void print_frames(struct probe *p) {
    qsort(p->frames, p->n_frames, sizeof *p->frames, by_frame);
    printf("\nframes, worst first\n");
    for (size_t i = 0; i < p->n_frames; i++) {
        printf("  %.4f  ", recall(&p->frames[i].tally));
        for (size_t k = 0; k < p->frames[i].text.n; k++)
            putchar(p->frames[i].text.p[k] == '\n' ? '/' : p->frames[i].text.p[k]);
        putchar('\n');
    }
}

/* All names of all communities, for sorting; NULL when memory is out. */
static const struct name **all_names(struct probe *p, size_t *n) {
    *n = 0;
    for (size_t i = 0; i < p->n_communities; i++)
        *n += p->communities[i].n;
    const struct name **v = arena_calloc(&p->keep, *n + 1, sizeof *v);
    *n = 0;
    for (size_t i = 0; v && i < p->n_communities; i++)
        for (size_t k = 0; k < p->communities[i].n; k++)
            v[(*n)++] = &p->communities[i].names[k];
    return v;
}

static enum status print_names(struct probe *p) {
    size_t n;
    const struct name **v = all_names(p, &n);
    if (!v)
        return out_of_memory(p);
    qsort(v, n, sizeof *v, by_name);
    printf("\nnames, worst first\n");
    for (size_t i = 0; i < n && i < WORST; i++)
        printf("  %.4f  %.*s\n", recall(&v[i]->tally), (int)v[i]->line.n, v[i]->line.p);
    return ST_OK;
}

/* Prints the communities, worst first; false when one falls short. */
static bool print_communities(struct probe *p) {
    struct community *c = p->communities;
    struct tally all = {0};
    bool fair = true;
    qsort(c, p->n_communities, sizeof *c, by_community);
    double best = p->n_communities ? recall(&c[p->n_communities - 1].tally) : 1;
    printf("recall  lower   names\n");
    for (size_t i = 0; i < p->n_communities; i++) {
        double r = recall(&c[i].tally);
        bool low = r < p->min, behind = r < best - p->spread;
        printf("%.4f  %.4f  %5zu  %.*s%s%s\n", r, recall(&c[i].lower), c[i].n, (int)c[i].name.n,
               c[i].name.p, low ? "  under the minimum" : "", behind ? "  behind the best" : "");
        all.asked += c[i].tally.asked;
        all.found += c[i].tally.found;
        fair = fair && !low && !behind;
    }
    printf("%.4f  of %u names in %zu frames, %zu communities; wanted: %.4f each, none more than "
           "%.4f under the best\n",
           recall(&all), all.asked, p->n_frames, p->n_communities, p->min, p->spread);
    return fair;
}

/* ---- the command line ---- */

static bool read_share(const char *s, double *out) {
    char *end;
    *out = strtod(s, &end);
    return end != s && *end == '\0' && *out >= 0 && *out <= 1;
}

/* Takes the options; *first gets the index of the first file. */
static enum status read_options(struct probe *p, int argc, char **argv, int *first) {
    int i = 1;
    bool ok = true;
    for (; ok && i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (strcmp(argv[i], "--verbose") == 0)
            p->verbose = true;
        else if (strcmp(argv[i], "--misses") == 0)
            p->misses = true;
        else if (strcmp(argv[i], "--min") == 0)
            ok = value && read_share(argv[++i], &p->min);
        else if (strcmp(argv[i], "--spread") == 0)
            ok = value && read_share(argv[++i], &p->spread);
        else if (strcmp(argv[i], "--weights") == 0)
            ok = (p->weights = value) != NULL, i++;
        else
            ok = false;
    }
    *first = i;
    return ok && argc - i >= 2
               ? ST_OK
               : err_set(&p->err, ST_USAGE,
                         "usage: probe [--min SHARE] [--spread SHARE] [--weights FILE] [--verbose] "
                         "[--misses] FRAMES NAMES.txt...");
}

static enum status read_files(struct probe *p, char **files, size_t n) {
    enum status st = read_frames(p, files[0]);
    p->communities = arena_calloc(&p->keep, n, sizeof *p->communities);
    if (!p->communities)
        return out_of_memory(p);
    for (size_t i = 1; st == ST_OK && i < n; i++)
        st = read_community(p, files[i]);
    return st;
}

static enum status run(struct probe *p, int argc, char **argv, bool *fair) {
    int first;
    struct options o = {.labels = ((1u << LABEL_COUNT) - 1) & ~(1u << LABEL_GROUP) & ~1u};
    enum status st = read_options(p, argc, argv, &first);
    if (st == ST_OK)
        st = read_files(p, argv + first, (size_t)(argc - first));
    o.weights = p->weights;
    if (st == ST_OK)
        st = engine_open(&p->engine, &o, &p->err);
    if (st == ST_OK)
        st = try_all(p);
    if (st != ST_OK)
        return st;
    *fair = print_communities(p);
    if (!p->verbose)
        return ST_OK;
    print_frames(p);
    return print_names(p);
}

int main(int argc, char **argv) {
    struct probe p = {.min = 0.97, .spread = 0.02};
    bool fair = false;
    enum status st = run(&p, argc, argv, &fair);
    if (st != ST_OK) {
        char line[2048];
        err_format(line, sizeof line, &p.err);
        fprintf(stderr, "%s\n", line);
    }
    if (p.detector)
        detector_free(p.detector);
    engine_close(&p.engine);
    arena_free(&p.scratch);
    arena_free(&p.keep);
    if (st == ST_OK && fflush(stdout) != 0)
        st = ST_IO;
    return st != ST_OK ? 2 : fair ? 0 : 1;
}

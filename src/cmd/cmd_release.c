/* blot release: a folder to hand over, made completely or not at all. */
#include "cmd/cmd.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/fixture.h"
#include "cmd/signals.h"
#include "run/goldrun.h"
#include "run/papers.h"
#include "run/release.h"
#include "run/stream.h"
#include "run/writer.h"

static const char *const names[] = {"data.jsonl",          "schema.json",   "datapackage.json",
                                    "data-dictionary.csv", "manifest.json", "LIMITATIONS.md",
                                    "SHA256SUMS"};
enum { FILES = sizeof names / sizeof *names, NAME_MAX_CHARS = 100 };

struct making {
    struct options o;       /* those given, with the inputs behind the folder */
    const char *name_given; /* borrowed from the arguments */
    char *target;           /* the folder's name, without slashes at the end */
    char *folder;           /* the folder under way, beside it; NULL: none was made */
    char *data;             /* data.jsonl in it */
    struct engine engine;
    struct writer writer;
    struct papers papers;
    char moment[32], key_id[KEY_ID_CHARS + 1], name[NAME_MAX_CHARS];
    struct gold gold;
    struct score score;
    struct verdicts verdicts;
    struct verdict_tally tally;
    struct shape *shape;
    struct buf sums; /* SHA256SUMS */
    struct stream_result res;
};

/* ---- the folder ---- */

static int any_entry(const struct dirent *d) {
    return strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0;
}

/* An empty folder of that name is no harm. */
static enum status check_target(const char *target, struct err *e) {
    struct stat s;
    struct dirent **list = NULL;
    if (lstat(target, &s) != 0)
        return errno == ENOENT ? ST_OK : file_failed(target, "make the folder", e);
    int n = S_ISDIR(s.st_mode) ? scandir(target, &list, any_entry, NULL) : 1;
    for (int i = 0; list && i < n; i++)
        free(list[i]);
    free(list);
    if (n == 0)
        return ST_OK;
    err_file(e, target);
    err_set(e, ST_USAGE, "is there already");
    err_hint(e, "a release is made in a new folder; give another name");
    return ST_USAGE;
}

/* DIR/.NAME.XXXXXX beside DIR/NAME. */
static enum status make_folder(struct making *m, struct err *e) {
    const char *slash = strrchr(m->target, '/');
    const char *base = slash ? slash + 1 : m->target;
    struct buf b = {0};
    bool ok = buf_printf(&b, "%.*s.%.200s.XXXXXX", (int)(base - m->target), m->target, base) &&
              buf_add_char(&b, '\0');
    if (!ok) {
        buf_free(&b);
        return err_memory(e);
    }
    if (!mkdtemp(b.p)) {
        buf_free(&b);
        return file_failed(m->target, "make the folder", e);
    }
    m->folder = b.p;
    m->data = path_join(m->folder, names[0]);
    return m->data ? ST_OK : err_memory(e);
}

/* What was made so far. Nothing better can be done when a part of it fails. */
static void remove_folder(struct making *m) {
    for (size_t i = 0; m->folder && i < FILES; i++) {
        char *path = path_join(m->folder, names[i]);
        if (path)
            (void)unlink(path);
        free(path);
    }
    if (m->folder)
        (void)rmdir(m->folder);
}

static enum status sync_folder(const char *path, struct err *e) {
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return file_failed(path, "open", e);
    enum status st =
        fsync(fd) == 0 || errno == EINVAL || errno == EROFS ? ST_OK : file_failed(path, "write", e);
    (void)close(fd); /* it was only read */
    return st;
}

/* ---- the records ---- */

static enum status release_record(void *ctx, const struct record *r, const struct redacted *d,
                                  struct arena *a, struct err *e) {
    struct making *m = ctx;
    enum status st = papers_record(&m->papers, r, d, a, e);
    return st == ST_OK ? writer_record(&m->writer, r, d, a, e) : st;
}

static enum status release_columns(void *ctx, const char *input, enum format f,
                                   const struct slice *columns, size_t n, struct policy *policy,
                                   struct err *e) {
    (void)input, (void)f;
    return papers_columns(&((struct making *)ctx)->papers, columns, n, policy, e);
}

static enum status release_ended(void *ctx, const struct sha256 *hash, struct err *e) {
    return papers_input(&((struct making *)ctx)->papers, hash, e);
}

static enum status open_all(struct making *m, struct err *e) {
    if (m->engine.keys)
        keyring_id(m->key_id, m->engine.keys);
    cmd_moment(m->moment);
    const struct paper_head head = {cmd_libraries(), m->moment, m->engine.keys ? m->key_id : NULL};
    signals_hold();
    enum status st = make_folder(m, e);
    if (st == ST_OK)
        st = output_file(&m->writer.output, m->data, false, e);
    if (st == ST_OK)
        st = papers_open(&m->papers, &m->o, &m->engine, &head, m->writer.output, NULL, e);
    if (st == ST_OK) {
        signals_add(output_temporary(m->writer.output));
        if (m->papers.audit)
            signals_add(output_temporary(m->papers.audit));
        signals_add(m->folder); /* after the file in it */
    }
    signals_release();
    return st;
}

static enum status run_records(struct making *m, struct err *e) {
    const struct sink sink = {.ctx = m,
                              .record = release_record,
                              .columns = release_columns,
                              .output = m->writer.output,
                              .ended = release_ended,
                              .papers = {m->papers.report, m->papers.audit}};
    return stream_run(&m->res, &m->o, &m->engine, &sink, e);
}

/* ---- what is said of them ---- */

static enum status read_shape(struct making *m, const char *path, struct err *e) {
    enum status st = shape_new(&m->shape, e);
    FILE *f = st == ST_OK ? fopen(path, "re") : NULL;
    char *line = NULL;
    size_t size = 0;
    if (st == ST_OK && !f)
        return file_failed(path, "open", e);
    while (st == ST_OK) {
        ssize_t n = getline(&line, &size, f);
        if (n <= 0)
            break;
        st = shape_add(m->shape, (struct slice){line, (size_t)n - (line[n - 1] == '\n')}, e);
    }
    if (st == ST_OK && !feof(f))
        st = file_failed(path, "read", e);
    free(line);
    if (f)
        (void)fclose(f); /* it was only read */
    return st;
}

static enum status check_verdicts(struct making *m, struct err *e) {
    char sum[SHA256_HEX];
    if (m->o.papers.verdicts.n == 0)
        return ST_OK;
    sha256_hex(&m->papers.output_hash, sum);
    if (!verdicts_about(&m->verdicts, slice_of(sum))) {
        err_file(e, m->o.papers.verdicts.v[0]);
        err_set(e, ST_DATA, "the verdicts are about another output than this release's data.jsonl");
        err_hint(e, "review the output that the same options make of the same input");
        return ST_DATA;
    }
    return verdicts_tally(&m->tally, &m->verdicts, e);
}

/* Writes one of the files and notes its hash. */
static enum status put_file(struct making *m, const char *name, struct slice text, struct err *e) {
    char sum[SHA256_HEX];
    struct output *out = NULL;
    char *path = path_join(m->folder, name);
    enum status st = path ? output_file(&out, path, false, e) : err_memory(e);
    if (st == ST_OK && !buf_add_slice(output_buffer(out), text)) {
        output_abort(out);
        st = err_memory(e);
    } else if (st == ST_OK) {
        st = output_finish(out, e);
    }
    free(path);
    sha256_of(text, sum);
    if (st == ST_OK && !buf_printf(&m->sums, "%s  %s\n", sum, name))
        st = err_memory(e);
    return st;
}

typedef enum status maker(struct buf *out, const struct release *r, struct err *e);

static enum status make_manifest(struct buf *out, const struct release *r, struct err *e) {
    return report_print(out, r->observer, r->head, r->data, e);
}

static enum status put_documents(struct making *m, struct err *e) {
    static maker *const makers[] = {release_schema, release_package, release_dictionary,
                                    make_manifest, release_limitations};
    char sum[SHA256_HEX];
    const struct release r = {.observer = &m->papers.observer,
                              .head = &m->papers.head,
                              .shape = m->shape,
                              .data = &m->papers.output_hash,
                              .name = m->name,
                              .score = m->o.papers.gold.n ? &m->score : NULL,
                              .tally = m->o.papers.verdicts.n ? &m->tally : NULL};
    enum status st = ST_OK;
    sha256_hex(&m->papers.output_hash, sum);
    if (!buf_printf(&m->sums, "%s  %s\n", sum, names[0]))
        return err_memory(e);
    for (size_t i = 0; st == ST_OK && i < sizeof makers / sizeof *makers; i++) {
        struct buf text = {0};
        st = makers[i](&text, &r, e);
        if (st == ST_OK)
            st = put_file(m, names[i + 1], buf_slice(&text), e);
        buf_free(&text);
    }
    struct buf sums = m->sums;
    m->sums = (struct buf){0};
    if (st == ST_OK)
        st = put_file(m, names[FILES - 1], buf_slice(&sums), e);
    buf_free(&sums);
    return st;
}

/* ---- the whole ---- */

static enum status finish(struct making *m, struct err *e) {
    struct output *out = m->writer.output;
    enum status st = output_complete(out, e);
    if (st == ST_OK)
        st = read_shape(m, output_temporary(out), e);
    if (st == ST_OK)
        st = check_verdicts(m, e);
    if (st == ST_OK)
        st = put_documents(m, e);
    if (st == ST_OK)
        st = papers_finish(&m->papers, e);
    if (st != ST_OK)
        return st;
    m->writer.output = NULL;
    st = output_finish(out, e);
    if (st == ST_OK)
        st = sync_folder(m->folder, e);
    if (st == ST_OK && rename(m->folder, m->target) != 0)
        st = file_failed(m->target, "give the folder its name", e);
    if (st == ST_OK) {
        free(m->folder);
        m->folder = NULL;
    }
    return st;
}

static enum status read_evidence(struct making *m, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < m->o.papers.gold.n; i++)
        st = gold_load(&m->gold, m->o.papers.gold.v[i], e);
    if (st == ST_OK && m->o.papers.gold.n)
        st = goldrun_score(&m->score, &m->gold, &m->engine, &m->o, e);
    tally_sort(&m->score.labels, true);
    for (size_t i = 0; st == ST_OK && i < m->o.papers.verdicts.n; i++)
        st = verdicts_load(&m->verdicts, m->o.papers.verdicts.v[i], e);
    return st;
}

static enum status take_arguments(struct making *m, struct err *e) {
    struct string_list *in = &m->o.inputs;
    if (in->n < 2) {
        err_set(e, ST_USAGE, "release needs a folder to make and the input");
        err_hint(e, "blot release FOLDER --policy policy.yaml export.csv");
        return ST_USAGE;
    }
    if (!m->o.policy) {
        err_set(e, ST_USAGE,
                "release needs --policy: what is handed over is decided column by "
                "column, and kept");
        err_hint(e, "start one with blot policy init %.100s", in->v[1]);
        return ST_USAGE;
    }
    m->name_given = in->v[0];
    in->v++;
    in->n--;
    m->o.papers.residue = true;
    m->o.papers.report = NULL; /* the manifest is the report */
    return ST_OK;
}

/* The folder's name as it was given, without slashes at the end. */
static enum status take_target(struct making *m, struct err *e) {
    size_t n = strlen(m->name_given);
    while (n > 1 && m->name_given[n - 1] == '/')
        n--;
    char *target = strndup(m->name_given, n);
    if (!target)
        return err_memory(e);
    release_name(m->name, sizeof m->name, target);
    m->target = target;
    return ST_OK;
}

static void free_all(struct making *m) {
    free(m->target);
    free(m->folder);
    free(m->data);
    writer_free(&m->writer);
    score_free(&m->score);
    gold_free(&m->gold);
    verdicts_free(&m->verdicts);
    shape_free(m->shape);
    buf_free(&m->sums);
}

static enum status make(struct making *m, struct err *e) {
    enum status st = engine_open(&m->engine, &m->o, e);
    if (st != ST_OK)
        return st;
    m->writer.spans.rules = m->engine.rules;
    st = read_evidence(m, e);
    if (st == ST_OK)
        st = open_all(m, e);
    if (st == ST_OK)
        st = run_records(m, e);
    signals_hold();
    if (st == ST_OK)
        st = finish(m, e);
    if (st != ST_OK) {
        output_abort(m->writer.output);
        remove_folder(m);
    }
    papers_close(&m->papers);
    signals_forget();
    signals_release();
    engine_close(&m->engine);
    return st;
}

int cmd_release(const struct options *o) {
    struct making m = {.o = *o};
    struct err e = {0};
    enum status st = take_arguments(&m, &e);
    if (st == ST_OK)
        st = take_target(&m, &e);
    if (st == ST_OK)
        st = check_target(m.target, &e);
    if (st == ST_OK)
        st = make(&m, &e);
    unsigned long long withheld = m.res.withheld, records = m.res.records;
    free_all(&m);
    if (st != ST_OK)
        return cmd_fail(&e);
    if (withheld > 0)
        fprintf(stderr,
                "blot: %llu of %llu records hold text in no language blot covers; it was withheld "
                "(--uncovered)\n",
                withheld, records);
    return withheld > 0 ? EXIT_WITHHELD : EXIT_DONE;
}

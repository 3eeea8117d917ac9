/* blot verify: fixtures run and compared. */
#include "cmd/cmd.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "run/diff.h"
#include "cmd/fixture.h"
#include "cmd/results.h"
#include "run/leak.h"

struct verify {
    const struct options *o;
    struct results results;
    struct buf detail; /* of the case under way */
    size_t cases, different, updated, refused;
};

/* Never NULL, so that it can be cut. */
static struct slice text_of(const struct buf *b) {
    return b->n ? buf_slice(b) : slice_of("");
}

static bool same(const struct outcome *a, const struct outcome *b) {
    return a->status == b->status && slice_eq(text_of(&a->out), text_of(&b->out)) &&
           slice_eq(text_of(&a->err), text_of(&b->err));
}

static enum status show(struct verify *v, const char *folder, const struct outcome *want,
                        const struct outcome *got, struct err *e) {
    struct buf *b = &v->detail;
    if (v->o->papers.verify == VERIFY_HUMAN && !buf_printf(b, "%s: differs\n", folder))
        return err_memory(e);
    if (want->status != got->status &&
        !buf_printf(b, "exit status %d, expected %d\n", got->status, want->status))
        return err_memory(e);
    enum status st = diff_unified(b, text_of(&want->out), text_of(&got->out), "expected.jsonl",
                                  "standard output", e);
    if (st == ST_OK)
        st = diff_unified(b, text_of(&want->err), text_of(&got->err), "expected.err",
                          "standard error", e);
    return st;
}

static enum status update(struct verify *v, const char *folder, bool known,
                          const struct outcome *want, const struct outcome *got, struct err *e) {
    size_t words = 0, line = 0;
    enum status st = ST_OK;
    if (known)
        st = leak_count(&words, &line, text_of(&want->out), text_of(&got->out), want->status == 2,
                        e);
    if (st != ST_OK)
        return st;
    if (words > 0 && !v->o->accept_leaks) {
        v->refused++;
        return buf_printf(&v->detail,
                          "%s: not updated: text that was hidden becomes visible (line %zu first, "
                          "%zu word%s in all); when that is meant, add --accept-leaks\n",
                          folder, line, words, words == 1 ? "" : "s")
                   ? ST_OK
                   : err_memory(e);
    }
    v->updated++;
    return fixture_record(folder, got, e);
}

static enum status one_case(struct verify *v, const char *folder, struct err *e) {
    struct outcome want = {0}, got = {0};
    bool known = false;
    size_t left = v->different - v->updated;
    v->cases++;
    buf_clear(&v->detail);
    enum status st = fixture_expected(&want, folder, &known, e);
    if (st == ST_OK)
        st = fixture_run(&got, folder, e);
    if (st == ST_OK && !(known && same(&want, &got))) {
        v->different++;
        st = show(v, folder, &want, &got, e);
        if (st == ST_OK && v->o->update)
            st = update(v, folder, known, &want, &got, e);
    }
    bool passed = v->different - v->updated == left;
    if (st == ST_OK && !results_add(&v->results, folder, passed, buf_slice(&v->detail)))
        st = err_memory(e);
    outcome_free(&want);
    outcome_free(&got);
    return st;
}

static int not_hidden(const struct dirent *d) {
    return d->d_name[0] != '.';
}

/* A folder with `args` is a case; others are looked through. */
static enum status look_through(struct verify *v, const char *folder, struct err *e) {
    struct dirent **list = NULL;
    struct stat s;
    if (fixture_is(folder))
        return one_case(v, folder, e);
    int n = scandir(folder, &list, not_hidden, alphasort);
    if (n < 0) {
        err_file(e, folder);
        err_set(e, ST_IO, "cannot be read: %s", strerror(errno));
        if (errno == ENOTDIR)
            err_hint(e, "verify takes folders of fixtures");
        return ST_IO;
    }
    enum status st = ST_OK;
    for (int i = 0; i < n; i++) {
        char *path = st == ST_OK ? path_join(folder, list[i]->d_name) : NULL;
        if (st == ST_OK && !path)
            st = err_memory(e);
        if (path && stat(path, &s) == 0 && S_ISDIR(s.st_mode))
            st = look_through(v, path, e);
        free(path);
        free(list[i]);
    }
    free(list);
    return st;
}

static bool summary(const struct verify *v, struct buf *b) {
    size_t left = v->different - v->updated;
    bool ok = buf_printf(b, "%zu case%s, %zu as expected", v->cases, v->cases == 1 ? "" : "s",
                         v->cases - v->different);
    if (ok && v->updated)
        ok = buf_printf(b, ", %zu updated", v->updated);
    if (ok && left)
        ok = buf_printf(b, ", %zu different", left);
    return ok && buf_add_char(b, '\n');
}

static bool print(const struct verify *v, struct buf *out, bool stopped) {
    struct buf last = {0};
    bool ok = stopped || summary(v, &last);
    ok = ok && results_print(out, &v->results, buf_slice(&last), stopped);
    buf_free(&last);
    return ok;
}

int cmd_verify(const struct options *o) {
    struct verify v = {.o = o, .results.format = o->papers.verify};
    struct buf out = {0};
    struct err e = {0};
    enum status st = ST_OK;
    if (o->inputs.n == 0)
        st = err_set(&e, ST_USAGE, "verify needs a folder of fixtures: blot verify fixtures");
    for (size_t i = 0; st == ST_OK && i < o->inputs.n; i++) {
        size_t before = v.cases;
        st = look_through(&v, o->inputs.v[i], &e);
        if (st == ST_OK && v.cases == before) {
            err_file(&e, o->inputs.v[i]);
            st = err_set(&e, ST_USAGE, "holds no fixture");
            err_hint(&e, "a fixture is a folder with a file called args, one argument a line");
        }
    }
    bool ok = print(&v, &out, st != ST_OK);
    int status = v.different > v.updated ? EXIT_FINDINGS : EXIT_DONE;
    results_free(&v.results);
    buf_free(&v.detail);
    if (st == ST_OK)
        return cmd_print_buf(&out, ok, status);
    (void)cmd_print_buf(&out, ok, EXIT_ERROR); /* what was found so far */
    return cmd_fail(&e);
}

/* blot rules: list, test, export, profile. */
#include "cmd/cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/fixture.h"
#include "cmd/profile.h"
#include "rules/builtin.h"
#include "rules/ruleset.h"
#include "run/output.h"

struct rules_work {
    struct lexicon *lexicon;
    struct ruleset *rules;
    struct buf out;
    size_t failures;
};

static void work_free(struct rules_work *w) {
    if (w->rules)
        ruleset_free(w->rules);
    if (w->lexicon)
        lexicon_free(w->lexicon);
    buf_free(&w->out);
}

/* Rule files named after `test` are taken as those of --rules, and then alone. examples: those of
 * the built-in rules are needed. */
static enum status load(struct rules_work *w, const struct options *o,
                        const struct string_list *files, bool examples, struct err *e) {
    enum status st = lexicon_builtin(&w->lexicon, e);
    for (size_t i = 0; st == ST_OK && i < o->n_lexicons; i++)
        st = lexicon_add_file(w->lexicon, o->lexicons[i].name, o->lexicons[i].path, e);
    if (st == ST_OK)
        st = ruleset_new(&w->rules, w->lexicon, e);
    if (st == ST_OK && !o->no_default_rules && files->n == 0)
        st = (examples ? ruleset_add_builtin_text : ruleset_add_builtin)(w->rules, e);
    for (size_t i = 0; st == ST_OK && i < o->rules.n; i++)
        st = ruleset_add_path(w->rules, o->rules.v[i], true, e);
    for (size_t i = 0; st == ST_OK && i < files->n; i++)
        st = ruleset_add_path(w->rules, files->v[i], true, e);
    return st;
}

static int finish(struct rules_work *w, enum status st, const struct err *e, bool ok, int status) {
    if (st == ST_OK)
        status = cmd_print_buf(&w->out, ok, status);
    else
        status = cmd_fail(e);
    work_free(w);
    return status;
}

static int list(const struct options *o) {
    static const char *const kinds[] = {"decisive", "evidence", "leave"};
    const struct string_list none = {0};
    struct rules_work w = {0};
    struct err e = {0};
    bool ok = true;
    enum status st = load(&w, o, &none, false, &e);
    for (size_t i = 0; st == ST_OK && ok && i < ruleset_count(w.rules); i++) {
        const struct rule *r = ruleset_at(w.rules, i);
        const char *label = r->label == LABEL_NONE ? "-" : label_name(r->label);
        ok = buf_printf(&w.out, "%-32.*s  %-8s  %-7s  ", (int)r->id.n, r->id.p, kinds[r->kind],
                        label) &&
             cmd_add_safe(&w.out, r->about) && buf_add_char(&w.out, '\n');
    }
    return finish(&w, st, &e, ok, EXIT_DONE);
}

static enum status note_failure(void *ctx, const struct err *failure) {
    struct rules_work *w = ctx;
    char line[2048];
    w->failures++;
    err_format(line, sizeof line, failure);
    return buf_printf(&w->out, "%s\n", line) ? ST_OK : ST_MEMORY;
}

static int test(const struct options *o, const struct string_list *files) {
    struct rules_work w = {0};
    struct err e = {0};
    bool ok = true;
    enum status st = load(&w, o, files, true, &e);
    if (st == ST_OK)
        st = ruleset_check_each(w.rules, false, &e, note_failure, &w);
    if (st == ST_OK) {
        size_t examples = 0;
        for (size_t i = 0; i < ruleset_count(w.rules); i++)
            examples += ruleset_at(w.rules, i)->n_examples;
        ok = buf_printf(&w.out, "%zu rules, %zu examples, %zu failed\n", ruleset_count(w.rules),
                        examples, w.failures);
    }
    return finish(&w, st, &e, ok, w.failures ? EXIT_FINDINGS : EXIT_DONE);
}

static int profile(const struct options *o, const struct string_list *inputs) {
    const struct string_list none = {0};
    struct rules_work w = {0};
    struct err e = {0};
    enum status st = load(&w, o, &none, false, &e);
    if (st == ST_OK)
        st = profile_rules(&w.out, w.rules, w.lexicon, &o->reader, inputs, &e);
    return finish(&w, st, &e, true, EXIT_DONE);
}

/* Never writes over a file: somebody may have changed it. */
static enum status export_file(const char *folder, const struct builtin_file *f, struct err *e) {
    struct buf path = {0};
    struct output *out = NULL;
    enum status st = ST_OK;
    if (!buf_printf(&path, "%s/%s", folder, f->name) || !buf_add_char(&path, '\0'))
        st = err_memory(e);
    int fd = -1;
    if (st == ST_OK)
        fd = open(path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (st == ST_OK && fd < 0) {
        st = err_set(e, ST_IO, "cannot be made: %s", strerror(errno));
        if (errno == EEXIST)
            err_hint(e, "name an empty or a new folder");
    }
    if (st == ST_OK)
        st = output_descriptor(&out, fd, path.p, false, e);
    if (st == ST_OK && !buf_add(output_buffer(out), f->text, f->n)) {
        output_abort(out);
        st = err_memory(e);
    } else if (st == ST_OK) {
        st = output_finish(out, e);
    }
    if (st != ST_OK)
        err_file(e, path.p ? path.p : folder);
    buf_free(&path);
    return st;
}

static enum status export_files(const char *folder, const struct builtin_file *files, size_t n,
                                struct err *e) {
    enum status st = ST_OK;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        st = err_set(e, ST_IO, "cannot be made: %s", strerror(errno));
        err_file(e, folder);
    }
    for (size_t i = 0; st == ST_OK && i < n; i++)
        st = export_file(folder, &files[i], e);
    return st;
}

/* The rules of what is left go into a folder of their own: nothing is to be redacted by them. */
static int export_to(const char *folder) {
    struct err e = {0};
    struct buf out = {0};
    char *residue = path_join(folder, "residue");
    enum status st = residue ? ST_OK : err_memory(&e);
    if (st == ST_OK)
        st = export_files(folder, &builtin_prelude, 1, &e);
    if (st == ST_OK)
        st = export_files(folder, builtin_rules, builtin_rules_count, &e);
    if (st == ST_OK)
        st = export_files(residue, builtin_residue, builtin_residue_count, &e);
    free(residue);
    if (st != ST_OK)
        return cmd_fail(&e);
    bool ok = buf_printf(&out, "%zu files written to %s\n",
                         builtin_rules_count + builtin_residue_count + 1, folder);
    return cmd_print_buf(&out, ok, EXIT_DONE);
}

int cmd_rules(const struct options *o) {
    struct err e = {0};
    const char *what = o->inputs.n > 0 ? o->inputs.v[0] : "list";
    const struct string_list rest = {o->inputs.v + 1, o->inputs.n > 0 ? o->inputs.n - 1 : 0};
    if (strcmp(what, "list") == 0 && rest.n == 0)
        return list(o);
    if (strcmp(what, "test") == 0)
        return test(o, &rest);
    if (strcmp(what, "profile") == 0)
        return profile(o, &rest);
    if (strcmp(what, "export") == 0 && rest.n == 1)
        return export_to(rest.v[0]);
    if (strcmp(what, "export") == 0)
        err_set(&e, ST_USAGE, "rules export takes one folder: blot rules export DIR");
    else if (strcmp(what, "list") == 0)
        err_set(&e, ST_USAGE, "rules list takes no file; add rules with --rules FILE");
    else
        err_set(&e, ST_USAGE, "rules %.60s: it can be list, test, export or profile", what);
    return cmd_fail(&e);
}

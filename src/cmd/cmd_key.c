/* blot key: new, id. blot pseudonym. */
#include "cmd/cmd.h"

#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "redact/canonical.h"
#include "redact/pseudonym.h"

static int usage(const char *what, const char *hint) {
    struct err e = {0};
    (void)err_set(&e, ST_USAGE, "%s", what);
    err_hint(&e, "%s", hint);
    return cmd_fail(&e);
}

static int show_id(const char *path) {
    struct keyring *k = NULL;
    struct buf b = {0};
    struct err e = {0};
    char id[KEY_ID_CHARS + 1];
    if (keyring_load(&k, path, "", &e) != ST_OK)
        return cmd_fail(&e);
    keyring_id(id, k);
    keyring_free(k);
    bool ok = buf_add_str(&b, id) && buf_add_char(&b, '\n');
    return cmd_print_buf(&b, ok, EXIT_DONE);
}

static int make(const char *path) {
    struct err e = {0};
    if (keyring_create(path, &e) != ST_OK)
        return cmd_fail(&e);
    return show_id(path);
}

int cmd_key(const struct options *o) {
    const char *what = o->inputs.n > 0 ? o->inputs.v[0] : "";
    bool make_one = strcmp(what, "new") == 0;
    if (!make_one && strcmp(what, "id") != 0)
        return usage("key: say what to do", "blot key new FILE, or blot key id FILE");
    if (o->inputs.n != 2)
        return usage("key: one file is wanted",
                     make_one ? "blot key new FILE" : "blot key id FILE");
    return make_one ? make(o->inputs.v[1]) : show_id(o->inputs.v[1]);
}

/* A line for each label: the pseudonym of a value depends on what it stands for. */
static enum status add_value(struct buf *b, const struct options *o, const struct keyring *k,
                             const char *value, struct err *e) {
    struct arena a = {0};
    struct slice canonical;
    char code[CODE_CHARS + 1];
    if (utf8_valid_prefix(slice_of(value)) < strlen(value))
        return err_set(e, ST_USAGE, "pseudonym: the value is not UTF-8");
    enum status st = canonical_value(&canonical, slice_of(value), &a, e);
    if (st == ST_OK && canonical.n == 0)
        st = err_set(e, ST_USAGE, "pseudonym: this value stands for none");
    for (int l = LABEL_NAME; st == ST_OK && l < LABEL_COUNT; l++) {
        if (!(o->labels >> l & 1))
            continue;
        pseudonym_of_value(code, k, (enum label)l, canonical);
        if (!buf_printf(b, "[%s_%s]\n", label_name((enum label)l), code))
            st = err_memory(e);
    }
    arena_free(&a);
    return st;
}

/* The lines of standard input, so that values need not stand in a command line. */
static enum status add_lines(struct buf *b, const struct options *o, const struct keyring *k,
                             struct err *e) {
    struct buf text = {0};
    enum status st = file_read(&text, "/dev/stdin", e);
    if (st == ST_OK && !buf_add_char(&text, '\0'))
        st = err_memory(e);
    for (char *at = text.p; st == ST_OK && *at;) {
        size_t n = strcspn(at, "\r\n");
        bool more = at[n] != '\0';
        at[n] = '\0';
        if (n > 0)
            st = add_value(b, o, k, at, e);
        at += n + more;
    }
    buf_free(&text);
    return st;
}

static enum status check_id(const struct options *o, const struct keyring *k, struct err *e) {
    char id[KEY_ID_CHARS + 1];
    keyring_id(id, k);
    if (!o->key_id || strcmp(id, o->key_id) == 0)
        return ST_OK;
    return err_set(e, ST_USAGE, "--key-id: the key is another one, its identifier is %s", id);
}

int cmd_pseudonym(const struct options *o) {
    struct keyring *k = NULL;
    struct buf b = {0};
    struct err e = {0};
    if (!o->key_file || !o->project)
        return usage("pseudonym: a key and a project are wanted",
                     "blot pseudonym -k FILE --project NAME VALUE");
    if (o->inputs.n == 0)
        return usage("pseudonym: no value is given",
                     "it takes the value of the field that --person or "
                     "--pseudonymise names");
    enum status st = keyring_load(&k, o->key_file, o->project, &e);
    if (st == ST_OK)
        st = check_id(o, k, &e);
    for (size_t i = 0; st == ST_OK && i < o->inputs.n; i++)
        st = strcmp(o->inputs.v[i], "-") == 0 ? add_lines(&b, o, k, &e)
                                              : add_value(&b, o, k, o->inputs.v[i], &e);
    keyring_free(k);
    if (st == ST_OK)
        return cmd_print_buf(&b, true, EXIT_DONE);
    buf_free(&b);
    return cmd_fail(&e);
}

#include "run/materials.h"

#include "base/array.h"
#include "base/file.h"
#include "find/weights.h"
#include "text/lexicon.h"

static enum status add(struct materials *m, enum material_kind kind, const char *name,
                       const char sha256[SHA256_HEX], struct arena *a, struct err *e) {
    if (!ARRAY_MORE_IN(a, m->v, m->n))
        return err_memory(e);
    struct material *own = &m->v[m->n++];
    own->kind = (uint8_t)kind;
    own->name = name;
    memcpy(own->sha256, sha256, SHA256_HEX);
    return ST_OK;
}

static enum status add_file(struct materials *m, enum material_kind kind, const char *name,
                            const char *path, struct arena *a, struct err *e) {
    struct buf b = {0};
    char sum[SHA256_HEX];
    enum status st = file_read(&b, path, e);
    if (st == ST_OK) {
        sha256_of(buf_slice(&b), sum);
        st = add(m, kind, name, sum, a, e);
    }
    buf_free(&b);
    return st;
}

/* name NULL: each has its own. */
static enum status add_files(struct materials *m, enum material_kind kind, const char *name,
                             const struct file_choice *files, size_t n, struct arena *a,
                             struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++)
        st = add_file(m, kind, name ? name : files[i].name, files[i].path, a, e);
    return st;
}

enum status materials_read(struct materials *m, const struct options *o, struct arena *a,
                           struct err *e) {
    enum status st = add(m, MATERIAL_LEXICON, "built-in", lexicon_builtin_sha256(), a, e);
    if (st == ST_OK)
        st = add_files(m, MATERIAL_LEXICON, NULL, o->lexicons, o->n_lexicons, a, e);
    if (st == ST_OK)
        st = add_files(m, MATERIAL_LIST, "leave", o->leave, o->n_leave, a, e);
    if (st == ST_OK)
        st = add_files(m, MATERIAL_LIST, "deny", o->deny, o->n_deny, a, e);
    if (st == ST_OK)
        st = add_files(m, MATERIAL_LIST, "public", o->papers.public, o->papers.n_public, a, e);
    if (st == ST_OK && o->policy)
        st = add_file(m, MATERIAL_LIST, "policy", o->policy, a, e);
    if (st != ST_OK)
        return st;
    return o->weights ? add_file(m, MATERIAL_WEIGHTS, "own", o->weights, a, e)
                      : add(m, MATERIAL_WEIGHTS, "built-in", weights_builtin_sha256(), a, e);
}

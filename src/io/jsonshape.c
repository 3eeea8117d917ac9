#include "io/jsonshape.h"

#include <math.h>
#include <stdlib.h>

#include <cJSON.h>

#include "base/arena.h"

/* What stands at one place of the lines. */
struct node {
    struct slice key;      /* of a member; in the arena */
    unsigned types;        /* SHAPE_ bits */
    uint64_t count;        /* times it was met */
    uint64_t objects;      /* times it was an object */
    struct node *members;  /* of objects, in the order they were met */
    struct node *last;     /* of them */
    struct node *likely;   /* the member after the one met last */
    struct node *next;     /* the next member of the same object */
    struct node *elements; /* all elements of arrays as one; NULL: none met */
};

struct shape {
    struct arena arena;
    struct node root;
    uint32_t members;
    bool more; /* members were left out */
};

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

enum status shape_new(struct shape **out, struct err *e) {
    *out = calloc(1, sizeof **out);
    return *out ? ST_OK : no_memory(e);
}

void shape_free(struct shape *s) {
    if (!s)
        return;
    arena_free(&s->arena);
    free(s);
}

/* ---- adding ---- */

static unsigned type_of(const cJSON *v) {
    if (cJSON_IsString(v))
        return SHAPE_STRING;
    if (cJSON_IsNumber(v))
        return floor(v->valuedouble) == v->valuedouble && isfinite(v->valuedouble) ? SHAPE_INTEGER
                                                                                   : SHAPE_NUMBER;
    if (cJSON_IsBool(v))
        return SHAPE_BOOLEAN;
    if (cJSON_IsObject(v))
        return SHAPE_OBJECT;
    return cJSON_IsArray(v) ? SHAPE_ARRAY : SHAPE_NULL;
}

/* Records have the same members in the same order, so the one after the last is tried first. */
static struct node *find_member(struct node *of, struct slice key) {
    if (of->likely && slice_eq(of->likely->key, key))
        return of->likely;
    struct node *m = of->members;
    while (m && !slice_eq(m->key, key))
        m = m->next;
    return m;
}

/* The member of that key, made when it is new; NULL with ST_OK when there are too many. */
static enum status take_member(struct shape *s, struct node *of, struct slice key,
                               struct node **out, struct err *e) {
    struct node *m = *out = find_member(of, key);
    if (m || s->members >= SHAPE_MEMBERS_MAX) {
        s->more = s->more || !m;
        of->likely = m ? m->next : NULL;
        return ST_OK;
    }
    m = arena_calloc(&s->arena, 1, sizeof *m);
    if (m)
        m->key = arena_copy(&s->arena, key);
    if (!m || !m->key.p)
        return no_memory(e);
    if (of->last)
        of->last->next = m;
    else
        of->members = m;
    of->last = m;
    s->members++;
    *out = m;
    return ST_OK;
}

/* One value and, level by level, what is in it: the depth of blot's lines is bounded, and the
 * values still to be seen wait in a list. */
struct waiting {
    const cJSON *value;
    struct node *node;
};

struct queue {
    struct waiting *v;
    size_t n, cap;
};

static enum status put(struct queue *q, const cJSON *value, struct node *node, struct err *e) {
    if (q->n == q->cap) {
        size_t cap = q->cap ? q->cap * 2 : 64;
        struct waiting *v = realloc(q->v, cap * sizeof *v);
        if (!v)
            return no_memory(e);
        q->v = v;
        q->cap = cap;
    }
    q->v[q->n++] = (struct waiting){value, node};
    return ST_OK;
}

static enum status put_children(struct shape *s, struct queue *q, struct waiting w, struct err *e) {
    enum status st = ST_OK;
    if (cJSON_IsArray(w.value) && !w.node->elements)
        w.node->elements = arena_calloc(&s->arena, 1, sizeof *w.node);
    if (cJSON_IsArray(w.value) && !w.node->elements)
        return no_memory(e);
    w.node->likely = w.node->members;
    for (const cJSON *c = w.value->child; st == ST_OK && c; c = c->next) {
        struct node *m = w.node->elements;
        if (cJSON_IsObject(w.value))
            st = take_member(s, w.node, slice_of(c->string), &m, e);
        if (st == ST_OK && m)
            st = put(q, c, m, e);
    }
    return st;
}

static enum status add_values(struct shape *s, struct queue *q, struct err *e) {
    enum status st = ST_OK;
    while (st == ST_OK && q->n > 0) {
        struct waiting w = q->v[--q->n];
        w.node->types |= type_of(w.value);
        w.node->count++;
        w.node->objects += cJSON_IsObject(w.value) ? 1 : 0;
        if (cJSON_IsObject(w.value) || cJSON_IsArray(w.value))
            st = put_children(s, q, w, e);
    }
    return st;
}

enum status shape_add(struct shape *s, struct slice line, struct err *e) {
    struct queue q = {0};
    cJSON *root = cJSON_ParseWithLength(line.p, line.n);
    enum status st = cJSON_IsObject(root) ? put(&q, root, &s->root, e)
                                          : err_set(e, ST_DATA, "a line is no JSON object");
    if (st == ST_OK)
        st = add_values(s, &q, e);
    free(q.v);
    cJSON_Delete(root);
    return st;
}

/* ---- JSON Schema ---- */

static const struct {
    unsigned bit;
    const char *name;
} types[] = {{SHAPE_STRING, "string"},   {SHAPE_INTEGER, "integer"}, {SHAPE_NUMBER, "number"},
             {SHAPE_BOOLEAN, "boolean"}, {SHAPE_NULL, "null"},       {SHAPE_OBJECT, "object"},
             {SHAPE_ARRAY, "array"}};

/* A place with whole and other numbers holds numbers. */
static unsigned plain(unsigned set) {
    return set & SHAPE_NUMBER ? set & ~(unsigned)SHAPE_INTEGER : set;
}

static void add_types(struct jsondoc *d, struct cJSON *o, unsigned set) {
    set = plain(set);
    bool one = (set & (set - 1)) == 0;
    struct cJSON *list = one ? NULL : jsondoc_add_array(d, o, "type");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (set & types[i].bit)
            jsondoc_add_string(d, one ? o : list, one ? "type" : NULL, slice_of(types[i].name));
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the lines are, which is bounded */
static void add_schema(struct jsondoc *d, struct cJSON *o, const struct node *n, bool closed) {
    add_types(d, o, n->types);
    if (n->types & SHAPE_ARRAY && n->elements && n->elements->count > 0)
        add_schema(d, jsondoc_add_object(d, o, "items"), n->elements, closed);
    if (!(n->types & SHAPE_OBJECT))
        return;
    struct cJSON *properties = jsondoc_add_object(d, o, "properties");
    struct cJSON *required = jsondoc_add_array(d, o, "required");
    for (const struct node *m = n->members; m; m = m->next) {
        add_schema(d, jsondoc_add_object(d, properties, m->key.p), m, closed);
        if (m->count == n->objects)
            jsondoc_add_string(d, required, NULL, m->key);
    }
    jsondoc_add_bool(d, o, "additionalProperties", !closed);
}

void shape_schema(const struct shape *s, struct jsondoc *d, struct cJSON *parent) {
    struct node root = s->root;
    root.types |= SHAPE_OBJECT; /* also when there is no line */
    add_schema(d, parent, &root, !s->more);
}

/* ---- members ---- */

struct walk {
    struct buf pointer;
    bool deep;
    shape_fn *fn;
    void *ctx;
    struct err *err;
};

static bool add_step(struct buf *b, struct slice key) {
    bool ok = buf_add_char(b, '/');
    for (size_t i = 0; ok && i < key.n; i++)
        ok = key.p[i] == '~'   ? buf_add_str(b, "~0")
             : key.p[i] == '/' ? buf_add_str(b, "~1")
                               : buf_add_char(b, key.p[i]);
    return ok;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the lines are, which is bounded */
static enum status walk_node(struct walk *w, const struct node *n, bool top) {
    enum status st = ST_OK;
    size_t before = w->pointer.n;
    for (const struct node *m = n->members; st == ST_OK && m; m = m->next) {
        w->pointer.n = before;
        if (!add_step(&w->pointer, m->key))
            return no_memory(w->err);
        const struct shape_member member = {top ? m->key : buf_slice(&w->pointer), plain(m->types),
                                            m->count, m->count == n->objects};
        st = w->fn(w->ctx, &member, w->err);
        if (st == ST_OK && w->deep)
            st = walk_node(w, m, false);
    }
    w->pointer.n = before;
    if (st != ST_OK || !n->elements)
        return st;
    if (!buf_add_str(&w->pointer, "/*"))
        return no_memory(w->err);
    st = walk_node(w, n->elements, false);
    w->pointer.n = before;
    return st;
}

enum status shape_walk(const struct shape *s, bool deep, shape_fn *fn, void *ctx, struct err *e) {
    struct walk w = {{0}, deep, fn, ctx, e};
    enum status st = walk_node(&w, &s->root, true);
    buf_free(&w.pointer);
    return st;
}

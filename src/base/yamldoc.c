#include "base/yamldoc.h"

#include <yaml.h>

enum { DEPTH_MAX = 4 };

struct loader {
    yaml_parser_t parser;
    yaml_event_t event; /* the current one; valid when `have` */
    bool have;
    const char *file;
    struct arena *arena;
    struct err *e;
};

static enum status bad_at(struct loader *l, yaml_mark_t at, const char *what, const char *hint) {
    err_file(l->e, l->file);
    if (l->e) {
        l->e->row = at.line + 1;
        l->e->column = at.column + 1;
    }
    if (hint)
        err_hint(l->e, "%s", hint);
    return err_set(l->e, ST_RULE, "%s", what);
}

static enum status bad(struct loader *l, const char *what, const char *hint) {
    return bad_at(l, l->event.start_mark, what, hint);
}

static enum status next(struct loader *l) {
    if (l->have)
        yaml_event_delete(&l->event);
    l->have = yaml_parser_parse(&l->parser, &l->event) == 1;
    if (l->have)
        return ST_OK;
    if (l->parser.error == YAML_MEMORY_ERROR)
        return err_memory(l->e);
    return bad_at(l, l->parser.problem_mark, "this is not YAML",
                  "indent with spaces, and put text with : or # in single quotes");
}

static struct yaml_node *new_node(struct loader *l, enum yaml_kind kind) {
    struct yaml_node *n = arena_calloc(l->arena, 1, sizeof *n);
    if (!n)
        return NULL;
    n->kind = (uint8_t)kind;
    n->line = (uint32_t)l->event.start_mark.line + 1;
    n->column = (uint32_t)l->event.start_mark.column + 1;
    return n;
}

static enum status read_scalar(struct loader *l, struct yaml_node **out) {
    struct slice text = {(const char *)l->event.data.scalar.value, l->event.data.scalar.length};
    if (text.n > 0 && memchr(text.p, 0, text.n))
        return bad(l, "the value holds a NUL character", NULL);
    *out = new_node(l, YAML_DOC_SCALAR);
    if (!*out)
        return err_memory(l->e);
    (*out)->quoted = l->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    (*out)->text = arena_copy(l->arena, text);
    return (*out)->text.p ? ST_OK : err_memory(l->e);
}

static enum status read_node(struct loader *l, struct yaml_node **out, int depth);

/* A key of a map: a scalar that is not there yet. */
static enum status check_key(struct loader *l, const struct yaml_node *map) {
    if (l->event.type != YAML_SCALAR_EVENT)
        return bad(l, "a key must be one word or text", NULL);
    struct slice key = {(const char *)l->event.data.scalar.value, l->event.data.scalar.length};
    for (const struct yaml_node *n = map->first; n; n = n->next->next)
        if (slice_eq(n->text, key))
            return bad(l, "this key stands twice", "put the values under one key, as a list");
    return ST_OK;
}

/* The elements of a list, or the keys and values of a map, up to its end. */
static enum status read_members(struct loader *l, struct yaml_node *parent, int depth) {
    struct yaml_node **tail = &parent->first;
    for (size_t i = 0;; i++) {
        enum status st = next(l);
        if (st != ST_OK)
            return st;
        if (l->event.type == YAML_SEQUENCE_END_EVENT || l->event.type == YAML_MAPPING_END_EVENT)
            return ST_OK;
        bool key = parent->kind == YAML_DOC_MAP && i % 2 == 0;
        struct yaml_node *member = NULL;
        if (key) { /* the list is whole pairs while a key is compared */
            st = check_key(l, parent);
            if (st != ST_OK)
                return st;
        }
        st = read_node(l, &member, depth + 1);
        if (st != ST_OK)
            return st;
        if (!member)
            return err_memory(l->e);
        *tail = member;
        tail = &member->next;
    }
}

static enum status read_node(struct loader *l, struct yaml_node **out, int depth) {
    enum yaml_kind kind = YAML_DOC_SCALAR;
    switch (l->event.type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(l, out);
    case YAML_SEQUENCE_START_EVENT:
        kind = YAML_DOC_LIST;
        break;
    case YAML_MAPPING_START_EVENT:
        kind = YAML_DOC_MAP;
        break;
    default:
        return bad(l, "YAML aliases are not allowed here", "write the value out");
    }
    if (depth == DEPTH_MAX)
        return bad(l, "this is nested too deeply", NULL);
    *out = new_node(l, kind);
    return *out ? read_members(l, *out, depth) : err_memory(l->e);
}

static enum status read_stream(struct loader *l, struct yaml_node **root) {
    enum status st = next(l); /* the stream's start */
    if (st == ST_OK)
        st = next(l);
    if (st != ST_OK || l->event.type == YAML_STREAM_END_EVENT)
        return st;
    st = next(l); /* after the document's start */
    if (st == ST_OK)
        st = read_node(l, root, 0);
    if (st == ST_OK)
        st = next(l); /* the document's end */
    if (st == ST_OK)
        st = next(l);
    if (st == ST_OK && l->event.type != YAML_STREAM_END_EVENT)
        return bad(l, "the file must be one YAML document", NULL);
    return st;
}

enum status yaml_read(struct yaml_node **root, struct slice text, const char *file, struct arena *a,
                      struct err *e) {
    struct loader l = {.file = file, .arena = a, .e = e};
    *root = NULL;
    if (!yaml_parser_initialize(&l.parser))
        return err_memory(l.e);
    yaml_parser_set_encoding(&l.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&l.parser, (const unsigned char *)(text.p ? text.p : ""), text.n);
    enum status st = read_stream(&l, root);
    if (l.have)
        yaml_event_delete(&l.event);
    yaml_parser_delete(&l.parser);
    if (st == ST_OK && *root && (*root)->kind == YAML_DOC_SCALAR && (*root)->text.n == 0 &&
        !(*root)->quoted)
        *root = NULL; /* only comments */
    return st;
}

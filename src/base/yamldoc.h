/* A small YAML file as a tree that keeps lines and columns, for messages. */
#ifndef BLOT_BASE_YAMLDOC_H
#define BLOT_BASE_YAMLDOC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

enum yaml_kind { YAML_DOC_SCALAR, YAML_DOC_LIST, YAML_DOC_MAP };

struct yaml_node {
    uint8_t kind;          /* enum yaml_kind */
    uint32_t line, column; /* 1-based, where it starts */
    struct slice text;     /* a scalar's value, with a NUL after it; never a NUL inside */
    bool quoted;           /* a scalar in quotes: "yes" is a word */
    /* In lists, and in maps, where each key is a node before its value. */
    struct yaml_node *first; /* NULL: empty */
    struct yaml_node *next;  /* of the parent's list */
};

/* Reads one document, at most four levels deep, without aliases, whose keys are scalars that differ
 * within their map. *root is NULL for an empty file. Memory from a. ST_RULE with file and line. */
enum status yaml_read(struct yaml_node **root, struct slice text, const char *file, struct arena *a,
                      struct err *e);

#endif

/* The rules in the binary: what src/tools/embed.c wrote from patterns/ at build time. */
#ifndef BLOT_RULES_BUILTIN_H
#define BLOT_RULES_BUILTIN_H

#include <stddef.h>

struct builtin_file {
    const char *name; /* the file's name without its folder */
    const char *text; /* NUL-terminated */
    size_t n;         /* bytes of text */
};

/* patterns/prelude.pcre */
extern const struct builtin_file builtin_prelude;

/* patterns/NAME.yaml in name order */
extern const struct builtin_file builtin_rules[];
extern const size_t builtin_rules_count;

/* patterns/residue/NAME.yaml in name order: what blot residue counts */
extern const struct builtin_file builtin_residue[];
extern const size_t builtin_residue_count;

#endif

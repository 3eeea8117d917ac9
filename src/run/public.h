/* --public: the full names of public figures stay. */
#ifndef BLOT_RUN_PUBLIC_H
#define BLOT_RUN_PUBLIC_H

#include "find/phrases.h"
#include "run/process.h"

/* Takes spans off out->spans whose whole text is a listed full name, of two words or more, and
 * notes them in out->public. What a known field, --deny or a user's rule decided is not taken off,
 * nor a name that shares a word with a name that seeds the record. fields: what detection was
 * given, those of the record first, n of them. */
enum status public_keep(const struct engine *en, const struct record *r,
                        const struct detect_field *fields, size_t n, struct redacted *out,
                        struct arena *a, struct err *e);

#endif

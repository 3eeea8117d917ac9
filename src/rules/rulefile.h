/* Rule files: YAML, read from libyaml's events so that every mistake is reported with its line. */
#ifndef BLOT_RULES_RULEFILE_H
#define BLOT_RULES_RULEFILE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/slice.h"

struct ruleset;

/* Reads the rules of one file's text into rs. `file` names it in messages and is copied. Rules
 * before a mistake stay in rs: a caller that goes on after an error must drop the set. */
enum status rulefile_read(struct ruleset *rs, struct slice yaml, const char *file, bool user,
                          struct err *e);

#endif

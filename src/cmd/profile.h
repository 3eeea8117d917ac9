/* blot rules profile: what each rule costs on a file's text. */
#ifndef BLOT_CMD_PROFILE_H
#define BLOT_CMD_PROFILE_H

#include "base/buf.h"
#include "base/err.h"
#include "rules/ruleset.h"
#include "run/options.h"

/* Runs every rule alone over all strings of the inputs and appends a table: tries, matches, time,
 * time for a try, costliest first. Time is that of this run on this machine; a pattern's
 * compilation does not count. */
enum status profile_rules(struct buf *out, struct ruleset *rs, const struct lexicon *lx,
                          const struct reader_options *reader, const struct string_list *inputs,
                          struct err *e);

#endif

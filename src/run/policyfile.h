/* Policy files: options in YAML, under their long names.
 *
 *     text: [comment, What could we have done better?]
 *     drop: internal_id
 *     known: {Worker: NAME, Client ref: ID}
 *     action: {NAME: pseudonym, AGE: mask}
 *     strict: yes
 *
 * An option that repeats takes a list; one whose value is KEY=VALUE takes a map; one without a
 * value takes yes or no. Names of files that are read count from the policy's own folder. */
#ifndef BLOT_RUN_POLICYFILE_H
#define BLOT_RUN_POLICYFILE_H

#include "run/optionset.h"

/* Sets the options of the file, as if they stood on the command line. Those that p->command does
 * not take are left out. path is borrowed as long as the options. Errors name file, line and
 * column. */
enum status policyfile_read(struct parse *p, const char *path);

/* The same from text in memory; path stands for it in messages and is what files count from. */
enum status policyfile_read_text(struct parse *p, const char *path, struct slice text);

#endif

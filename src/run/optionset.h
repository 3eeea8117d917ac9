/* Between the files that read options: what one option with its value does. */
#ifndef BLOT_RUN_OPTIONSET_H
#define BLOT_RUN_OPTIONSET_H

#include "run/options.h"

/* What a handler works on. */
struct parse {
    struct options *o;
    struct arena *a;
    struct err *e;
    const struct option_def *def;
    const char *value; /* NULL where the option took none */
    uint32_t only;     /* labels named by --only */
    uint32_t also;
};

/* Takes the option p->def with p->value into p->o. */
enum status option_set(struct parse *p);

/* The same for the options of explain, review, bound, suggest and of running. */
enum status option_set_users(struct parse *p);

/* Says that the value is wrong; ST_USAGE. */
enum status option_bad_value(struct parse *p, const char *what);

/* *out gets the index of the value among names (ended by NULL). */
enum status option_choose(struct parse *p, uint8_t *out, const char *const *names);

/* A whole number from low to high. */
enum status option_range(struct parse *p, uint64_t *out, uint64_t low, uint64_t high);

#endif

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

#endif

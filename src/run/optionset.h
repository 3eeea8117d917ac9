/* Between the files that read options: what one option with its value does. */
#ifndef BLOT_RUN_OPTIONSET_H
#define BLOT_RUN_OPTIONSET_H

#include "run/options.h"

/* What a handler works on. */
struct parse {
    struct options *o;
    struct arena *a;
    struct err *e;
    enum command command; /* whose options are read */
    const struct option_def *def;
    const char *value; /* NULL where the option took none */
    const char *file;  /* the policy file it stands in; NULL: on the command line */
    uint32_t line;     /* and its line there */
    uint32_t only;     /* labels named by --only */
    uint32_t also;
    uint32_t acted; /* labels whose action is said by --action */
    bool profile;   /* --profile uk-research */
    bool reference; /* --reference-date, a date or a field */
};

/* Takes the option p->def with p->value into p->o. */
enum status option_set(struct parse *p);

/* The options of the papers and checks, OPT_PUBLIC to OPT_JOIN. */
enum status option_set_papers(struct parse *p);

/* What those options may not be given with. */
enum status option_check_papers(struct parse *p);

/* More kinds of value. */
enum status option_number(struct parse *p, uint32_t *out, uint32_t low);
enum status option_string(struct parse *p, const char **out);
enum status option_add_file(struct parse *p, struct file_choice **list, size_t *n,
                            struct file_choice f);
/* The options of explain, review, bound, suggest and of running. */
enum status option_set_users(struct parse *p);

/* Kinds of value. *out: the index among names, which NULL ends; a whole number from low to high. */
enum status option_choose(struct parse *p, uint8_t *out, const char *const *names);
enum status option_range(struct parse *p, uint64_t *out, uint64_t low, uint64_t high);

/* The same for the options of fields, people, policy and key. */
enum status option_set_fields(struct parse *p);

/* The same for the options of actions, and the checks of those that need more than one: first
 * option_settle_actions, which takes the profile into the actions. */
enum status option_set_actions(struct parse *p);
void option_settle_actions(struct parse *p);
enum status option_check_actions(struct parse *p);

/* For handlers: "--input xml: is not one of its values". Always ST_USAGE; err_hint may follow. */
enum status option_bad_value(struct parse *p, const char *what);

/* Adds a string that is not empty, borrowed, to a list; a field's choice to p->o. */
enum status option_add_string(struct parse *p, struct string_list *l, const char *s);
enum status option_add_field(struct parse *p, struct field_choice f);

/* Whether some label is replaced by that action. */
bool option_some_action(const struct options *o, enum action a);

/* Adds the field of a use that only one field can have: the last word counts. */
enum status option_one_field(struct parse *p, uint8_t use, bool *has);

/* Checks of these options that need more than one of them; of the filter only. */
enum status option_check_fields(struct parse *p);

#endif

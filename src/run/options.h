/* Options: one table says what they are; parsing, --help and the man page are made from it. */
#ifndef BLOT_RUN_OPTIONS_H
#define BLOT_RUN_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "find/detect.h"
#include "io/reader.h"
#include "redact/redact.h"

/* What blot is asked to be: the filter, or a command named as the first argument. */
enum command {
    COMMAND_FILTER,
    COMMAND_EXPLAIN,
    COMMAND_VERIFY,
    COMMAND_SCORE,
    COMMAND_RULES,
    COMMAND_TRAIN,
    COMMAND_RESIDUE,
    COMMAND_COMPARE,
    COMMAND_REPORT,
    COMMAND_RELEASE,
    COMMAND_REVIEW,
    COMMAND_BOUND,
    COMMAND_SUGGEST,
    COMMAND_POLICY,
    COMMAND_KEY,
    COMMAND_PSEUDONYM,
    COMMAND_COUNT
};

/* The labels, as messages list them. */
#define LABELS_SAID "NAME, AGE, PLACE, DATE, CONTACT, ID and GROUP"

/* Headings of --help and of the man page, in their order. */
enum option_group {
    OPTIONS_INPUT,
    OPTIONS_FIELDS,
    OPTIONS_FINDING,
    OPTIONS_REPLACING,
    OPTIONS_OUTPUT,
    OPTIONS_CHECKING,
    OPTIONS_FAULTS,
    OPTIONS_RUNNING,
    OPTIONS_COMMANDS,
    OPTIONS_OTHER,
    OPTIONS_GROUPS
};

/* What an option sets; the table maps names to it. */
enum option_id {
    OPT_INPUT,
    OPT_DELIMITER,
    OPT_NO_HEADER,
    OPT_SKIP_ROWS,
    OPT_SHORT_ROWS,
    OPT_ENCODING,
    OPT_INVALID,
    OPT_TEXT,
    OPT_PASS_UNSCANNED,
    OPT_DROP,
    OPT_KNOWN,
    OPT_SCAN,
    OPT_PSEUDONYMISE,
    OPT_KNOWN_TABLE,
    OPT_ON,
    OPT_PERSON,
    OPT_CASE_OF,
    OPT_POLICY,
    OPT_STRICT_COLUMNS,
    OPT_RULES_HASH,
    OPT_KEY_ID,
    OPT_ROLES,
    OPT_KEY_FILE,
    OPT_PROJECT,
    OPT_AGE_BANDS,
    OPT_REGION_LEVEL,
    OPT_REFERENCE_DATE,
    OPT_PROFILE,
    OPT_RULES,
    OPT_NO_DEFAULT_RULES,
    OPT_WEIGHTS,
    OPT_LEXICON,
    OPT_LEAVE,
    OPT_DENY,
    OPT_ONLY,
    OPT_ALSO,
    OPT_DISABLE,
    OPT_STRICT,
    OPT_UNCOVERED,
    OPT_ACTION,
    OPT_OUTPUT,
    OPT_SPANS,
    OPT_OFFSETS,
    OPT_MAX_RECORD,
    OPT_MATCH_LIMIT,
    OPT_ON_ERROR,
    OPT_QUARANTINE,
    OPT_SANDBOX,
    OPT_JOBS,
    OPT_LINE_BUFFERED,
    OPT_HELP,
    OPT_VERSION,
    OPT_UPDATE,
    OPT_ACCEPT_LEAKS,
    OPT_MIN,
    OPT_CASE,
    OPT_EVERY,
    OPT_MEASURE,
    OPT_BUILD,
    OPT_GROUP,
    OPT_MISSES,
    OPT_FALSE_ALARMS,
    OPT_COUNT_ONLY,
    OPT_RECALL,
    OPT_SEED,
    OPT_EPOCHS,
    OPT_RUNS,
    OPT_FOLDS,
    OPT_RENAMED,
    OPT_PUBLIC, /* from here on: the run's papers and checks, set in optionpapers.c */
    OPT_REPORT,
    OPT_AUDIT,
    OPT_MIN_COUNT,
    OPT_QUASI,
    OPT_CHECK,
    OPT_FORMAT,
    OPT_DECISIVE,
    OPT_BASELINE,
    OPT_QUIET,
    OPT_VERIFY_FORMAT,
    OPT_PLACES_FORMAT,
    OPT_GOLD,
    OPT_VERDICTS,
    OPT_SHIFTED,
    OPT_JOIN,     /* to here */
    OPT_PROGRESS, /* from here to OPT_INTO: optionset_users.c */
    OPT_COLOR,
    OPT_COMPLETION,
    OPT_EXPLAIN_FORMAT,
    OPT_SAMPLE,
    OPT_EACH,
    OPT_REVIEW_SEED,
    OPT_SANITISED_ONLY,
    OPT_BOUND_MAX,
    OPT_TARGET,
    OPT_CONFIDENCE,
    OPT_INTO
};

/* One row of the table. Static strings throughout. */
struct option_def {
    uint8_t id;       /* enum option_id */
    uint8_t group;    /* enum option_group */
    char letter;      /* short form, or 0 */
    const char *name; /* long form without dashes */
    const char *arg;  /* what stands for its value in the help, or NULL: takes none */
    bool arg_optional;
    bool repeats;      /* may stand several times; all count */
    bool policy;       /* may stand in a policy file */
    uint32_t commands; /* bit c: enum command c takes it; see option_taken */
    const char *help;  /* one or two sentences, lower case at the start, no full stop at the end */
};

/* The table in the order of the help; *n rows. */
const struct option_def *option_table(size_t *n);

/* "Input" ...; never NULL. */
const char *option_group_title(enum option_group g);

/* Commands: name, arguments, one line of help. NULL name for the filter. */
struct command_def {
    const char *name;
    const char *args;
    const char *help;
};
const struct command_def *command_def(enum command c);

/* True when the command takes the option. Review runs the filter, so it takes all that says what is
 * read, found and replaced without a bit of its own. */
bool option_taken(const struct option_def *d, enum command c);

/* The command of that name, COMMAND_FILTER when there is none. */
enum command command_from(const char *name);

enum field_use {
    USE_TEXT,
    USE_SCAN,
    USE_PASS,
    USE_DROP,
    USE_PSEUDONYM,
    USE_KNOWN,
    USE_PERSON,
    USE_CASE,
    USE_ON,
    USE_REFERENCE,
    USE_COUNT
};

/* A field named by the user. */
struct field_choice {
    const char *name; /* as written */
    uint8_t use;      /* enum field_use */
    uint8_t label;    /* enum label, for USE_KNOWN; LABEL_NONE: by its header, else NAME */
    const char *file; /* the policy file it stands in; NULL: on the command line */
    uint32_t line;    /* and its line there */
};

/* A file for a lexicon class, or of phrases for a label. */
struct file_choice {
    const char *path;
    const char *name; /* lexicon class, or NULL */
    uint8_t label;    /* enum label, or LABEL_NONE */
};

struct string_list {
    const char **v;
    size_t n;
};

enum on_error { ON_ERROR_STOP, ON_ERROR_QUARANTINE };
enum sandbox { SANDBOX_AUTO, SANDBOX_REQUIRE, SANDBOX_OFF };
enum spans_wanted { SPANS_NONE, SPANS_OUTPUT, SPANS_SOURCE };
enum offset_unit { OFFSET_CODEPOINT, OFFSET_BYTE, OFFSET_UTF16 };
enum gold_case { CASE_AS_IS, CASE_LOWER, CASE_UPPER };
enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };
enum explain_format { EXPLAIN_TEXT, EXPLAIN_JSON, EXPLAIN_HTML };
enum shell { SHELL_NONE, SHELL_BASH, SHELL_ZSH, SHELL_FISH };
enum gold_part { PART_ALL, PART_MEASURE, PART_BUILD };
enum check_format { CHECK_HUMAN, CHECK_JSONL, CHECK_SARIF, CHECK_GITHUB };
enum verify_format { VERIFY_HUMAN, VERIFY_TAP, VERIFY_JUNIT };

/* An option as it was given, for the report. Borrowed. */
struct given_option {
    const struct option_def *def;
    const char *value; /* NULL where it took none */
};

/* What the run writes beside the records, and what --check does instead of them. */
struct paper_options {
    const char *report, *audit; /* NULL: not wanted */
    uint32_t min_count;         /* counts from 1 to below it are suppressed in the report */
    struct string_list quasi;   /* columns whose combinations are counted, as written */
    struct file_choice *public; /* --public */
    size_t n_public;
    bool residue; /* count what is left even without a report */
    bool check, decisive, quiet;
    uint8_t format;                    /* enum check_format, also of residue and compare */
    uint8_t verify;                    /* enum verify_format */
    const char *baseline;              /* NULL: none */
    struct string_list gold, verdicts; /* release: files to measure with */
    bool shifted;                      /* compare: dates of both outputs were moved */
    const char *join; /* compare: the field that says which records belong together; or NULL */
};

/* review: the sample and the page. */
struct review_options {
    uint32_t sample; /* records drawn at random */
    uint32_t each;   /* records that every label, and "nothing found", stands in at least */
    uint64_t seed;
    bool seed_given;     /* else one is drawn */
    bool sanitised_only; /* the page does not hold the source */
};

/* bound: shares; NAN where not given. */
struct bound_options {
    double max_records;     /* of records with a leak */
    double max_identifiers; /* leaks per 1,000 identifiers */
    double target, confidence;
};

/* What the command line says. Strings are borrowed from argv, lists live in the arena given to
 * options_parse. */
struct options {
    bool help, version;        /* asked for; then nothing else was looked at beyond it */
    struct string_list inputs; /* arguments that are no options */

    struct reader_options reader;
    struct field_choice *fields;
    size_t n_fields;
    struct string_list known_tables;
    bool has_person, has_case, has_on, has_pseudonymise,
        has_reference;   /* fields has one of that use */
    bool strict_columns; /* every column must be named by some option */

    const char *policy;     /* the policy file that was read; NULL: none */
    const char *rules_hash; /* the only one allowed; NULL: any */
    const char *key_id;     /* the same for the key */
    const char *key_file, *project;

    struct string_list rules; /* -r */
    bool no_default_rules;
    const char *weights; /* NULL: the built-in table */
    struct file_choice *lexicons, *leave, *deny;
    size_t n_lexicons, n_leave, n_deny;
    struct string_list disable; /* rule ids */
    uint32_t labels;            /* bit l: enum label l is wanted */
    bool strict;
    uint8_t uncovered;    /* enum uncovered */
    uint32_t match_limit; /* 0: default */

    struct redact_options redact;
    const char *output; /* NULL: standard output */
    uint8_t spans;      /* enum spans_wanted */
    uint8_t offsets;    /* enum offset_unit */
    bool line_buffered;
    uint8_t on_error;       /* enum on_error; as reader.keep_faulty */
    const char *quarantine; /* file for records that cannot be processed; NULL: they stop the run */
    uint8_t sandbox;        /* enum sandbox */
    uint32_t jobs;          /* workers, at least 1 */

    bool update, accept_leaks; /* verify */

    const char *min;     /* score: as written */
    uint8_t text_case;   /* enum gold_case */
    uint8_t part;        /* enum gold_part */
    uint32_t every;      /* records whose number is divisible by it are for measuring */
    uint32_t count_only; /* bit l: labels counted; 0: all */
    bool by_group;
    uint32_t misses, false_alarms; /* how many to list */

    uint32_t recall, seed, epochs, runs, folds, renamed; /* train: see the table */

    struct paper_options papers;
    struct given_option *given; /* all options in the order given */
    size_t n_given;
    bool progress;          /* also where standard error is no terminal */
    uint8_t color;          /* enum when */
    uint8_t completion;     /* enum shell; then nothing else was looked at beyond it */
    uint8_t explain_format; /* enum explain_format */
    struct review_options review;
    struct bound_options bound;
    const char *into; /* suggest: the project's folder of rules */
};

/* Reads argv[1..] for a command (its name already taken off: argv[0] is skipped). argv is permuted
 * as getopt_long does. ST_USAGE or ST_MEMORY; the message names the option and
 * what it allows. */
enum status options_parse(struct options *o, enum command c, int argc, char **argv, struct arena *a,
                          struct err *e);

#endif

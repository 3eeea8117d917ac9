/* All that detection needs, loaded once and immutable afterwards. */
#ifndef BLOT_RUN_ENGINE_H
#define BLOT_RUN_ENGINE_H

#include "base/err.h"
#include "find/detect.h"
#include "redact/keyring.h"
#include "run/knowntable.h"
#include "run/options.h"

/* Owns all of it. Keep in place while `detect` is used: it points into it. */
struct engine {
    struct lexicon *lexicon;
    struct ruleset *rules;
    struct weights *weights;
    struct phrase_list *leave, *deny; /* NULL: none */
    struct phrase_list *public;       /* --public; NULL: none */
    struct ruleset *residue;          /* rules of what is left; NULL: not wanted */
    struct arena phrases;             /* their memory */
    struct known_tables *tables;      /* NULL: none */
    struct keyring *keys;             /* NULL: none */
    struct detect_options detect;
    struct redact_options redact; /* those of the options, with the keys */
};

/* Loads lexicons, rules (the user's are checked with their examples), weights, phrases, known
 * tables and the key; rules and key must be those that the options pin. Errors name file and line.
 * On failure nothing is left to close. */
enum status engine_open(struct engine *en, const struct options *o, struct err *e);
void engine_close(struct engine *en);

#endif

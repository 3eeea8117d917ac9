/* Options of fields, people, policy and key. */
#include <string.h>

#include "redact/action.h"
#include "run/optionset.h"

/* Longest project: it stands in commands and reports. */
enum { PROJECT_MAX = 100, HASH_CHARS = 64, KEY_ID = 16 };

static enum status set_once(struct parse *p, const char **out) {
    if (p->value[0] == '\0')
        return option_bad_value(p, "is empty");
    *out = p->value;
    return ST_OK;
}

static void forget_use(struct options *o, uint8_t use) {
    size_t n = 0;
    for (size_t i = 0; i < o->n_fields; i++)
        if (o->fields[i].use != use)
            o->fields[n++] = o->fields[i];
    o->n_fields = n;
}

/* A field of which there is one: the last word counts. */
enum status option_one_field(struct parse *p, uint8_t use, bool *has) {
    if (strchr(p->value, '*') && p->value[0] == '/') {
        option_bad_value(p, "may be several fields, and one is wanted");
        err_hint(p->e, "write the pointer of one field, such as /client/id");
        return ST_USAGE;
    }
    if (*has)
        forget_use(p->o, use);
    *has = true;
    return option_add_field(p, (struct field_choice){.name = p->value, .use = use});
}

static enum status project(struct parse *p) {
    enum status st = set_once(p, &p->o->project);
    for (const char *c = p->value; st == ST_OK && *c; c++)
        if ((unsigned char)*c < ' ')
            st = option_bad_value(p, "holds control characters");
    if (st == ST_OK && strlen(p->value) > PROJECT_MAX)
        st = option_bad_value(p, "is longer than 100 bytes");
    return st;
}

static enum status hex(struct parse *p, const char **out, size_t chars, const char *hint) {
    *out = p->value;
    if (strlen(p->value) == chars && strspn(p->value, "0123456789abcdef") == chars)
        return ST_OK;
    option_bad_value(p, "is not what it should be");
    err_hint(p->e, "it takes %s", hint);
    return ST_USAGE;
}

enum status option_set_fields(struct parse *p) {
    struct options *o = p->o;
    switch (p->def->id) {
    case OPT_SCAN:
        return option_add_field(p, (struct field_choice){.name = p->value, .use = USE_SCAN});
    case OPT_PSEUDONYMISE:
        o->has_pseudonymise = true;
        return option_add_field(p, (struct field_choice){.name = p->value, .use = USE_PSEUDONYM});
    case OPT_KNOWN_TABLE:
        return option_add_string(p, &o->known_tables, p->value);
    case OPT_ON:
        return option_one_field(p, USE_ON, &o->has_on);
    case OPT_PERSON:
        return option_one_field(p, USE_PERSON, &o->has_person);
    case OPT_CASE_OF:
        return option_one_field(p, USE_CASE, &o->has_case);
    case OPT_POLICY:
        return set_once(p, &o->policy);
    case OPT_STRICT_COLUMNS:
        o->strict_columns = true;
        return ST_OK;
    case OPT_RULES_HASH:
        return hex(p, &o->rules_hash, HASH_CHARS, "64 hex digits in small letters, as blot -V has");
    case OPT_KEY_ID:
        return hex(p, &o->key_id, KEY_ID, "the 16 hex digits that blot key id FILE shows");
    case OPT_ROLES:
        o->redact.roles = true;
        return ST_OK;
    case OPT_KEY_FILE:
        return set_once(p, &o->key_file);
    default:
        return project(p);
    }
}

/* ---- what goes with what ---- */

bool option_some_action(const struct options *o, enum action a) {
    for (int l = LABEL_NAME; l < LABEL_COUNT; l++)
        if (o->redact.action[l] == a)
            return true;
    return false;
}

static enum status wrong(struct parse *p, const char *what, const char *hint) {
    err_set(p->e, ST_USAGE, "%s", what);
    err_hint(p->e, "%s", hint);
    return ST_USAGE;
}

static enum status check_key(struct parse *p, bool pseudonym, bool keyed) {
    const struct options *o = p->o;
    if (keyed && !o->key_file)
        return wrong(p,
                     pseudonym             ? "the action pseudonym needs a key"
                     : o->has_pseudonymise ? "--pseudonymise needs a key"
                                           : "the action shift needs a key",
                     "make one with blot key new FILE, then add -k FILE --project NAME");
    if (keyed && !o->project)
        return wrong(p, "a key is used for one project, and none is named",
                     "add --project NAME; pseudonyms of two projects cannot be joined");
    if (o->key_file && !keyed && !o->has_person && !o->has_case)
        return wrong(p, "--key-file is given, and nothing is made with a key",
                     "add --pseudonymise F, or -a NAME=pseudonym with --person F or --case F");
    if (o->key_file && !o->project)
        return wrong(p, "a key is used for one project, and none is named",
                     "add --project NAME; pseudonyms of two projects cannot be joined");
    if (o->project && !o->key_file)
        return wrong(p, "--project says what a key is used for, and there is none",
                     "add -k FILE; blot key new FILE makes one");
    if (o->key_id && !o->key_file)
        return wrong(p, "--key-id says which key may be used, and there is none", "add -k FILE");
    return ST_OK;
}

static enum status check_people(struct parse *p, bool pseudonym) {
    const struct options *o = p->o;
    bool shift = option_some_action(o, ACT_SHIFT);
    if (pseudonym && !o->has_person && !o->has_case)
        return wrong(p, "the action pseudonym must be told whose record each is",
                     "add --person F for the field that says so, or --case F");
    if (shift && !o->has_person && !o->has_case)
        return wrong(p, "the action shift must be told which records are one case",
                     "add --case F, or --person F");
    if (o->has_person && !pseudonym && !shift)
        return wrong(p, "--person is what pseudonyms are made from, and none are made",
                     "add -a NAME=pseudonym, or leave --person out");
    if (o->redact.roles && o->redact.action[LABEL_NAME] != ACT_NUMBER)
        return wrong(p, "--roles is for names that are numbered, and another action is chosen",
                     "write -a NAME=number, or leave --roles out");
    return ST_OK;
}

static enum status check_tables(struct parse *p) {
    const struct options *o = p->o;
    if (o->known_tables.n > 0 && !o->has_on)
        return wrong(p, "--known-table needs to know how it is joined to the records",
                     "add --on F for the field that both have, such as --on person_id");
    if (o->has_on && o->known_tables.n == 0)
        return wrong(p, "--on says what joins --known-table, and there is none",
                     "add --known-table FILE");
    return ST_OK;
}

enum status option_check_fields(struct parse *p) {
    bool filter = p->command == COMMAND_FILTER || p->command == COMMAND_REVIEW ||
                  p->command == COMMAND_RELEASE || p->command == COMMAND_RESIDUE;
    bool pseudonym = option_some_action(p->o, ACT_PSEUDONYM);
    bool keyed = pseudonym || p->o->has_pseudonymise || option_some_action(p->o, ACT_SHIFT);
    enum status st = check_tables(p);
    if (st == ST_OK && filter)
        st = check_key(p, pseudonym, keyed);
    return st == ST_OK && filter ? check_people(p, pseudonym) : st;
}

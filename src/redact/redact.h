/* Redaction: a field's text and its spans in, the sanitised text out, with where each span went. */
#ifndef BLOT_REDACT_REDACT_H
#define BLOT_REDACT_REDACT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "find/span.h"
#include "redact/calendar.h"
#include "text/bands.h"

/* How a label's spans are replaced; see redact/action.h. */
enum action {
    ACT_NUMBER,
    ACT_LABEL,
    ACT_MASK,
    ACT_PSEUDONYM,
    ACT_BAND,
    ACT_REGION,
    ACT_YEAR,
    ACT_MONTH,
    ACT_SHIFT,
    ACT_COUNT
};

/* What a bare number means that is the whole of a field. */
enum age_column { AGE_COLUMN_YEARS, AGE_COLUMN_MONTHS, AGE_COLUMN_SCHOOL };

struct births;
struct keyring;
struct numbering;

/* Chosen once for a run; immutable, shared by all threads. */
struct redact_options {
    uint8_t action[LABEL_COUNT];   /* enum action */
    bool roles;                    /* number names people by a role that the text says of them */
    const struct keyring *keys;    /* for pseudonym and shift; NULL: none */
    const struct age_bands *bands; /* for band; NULL: the default ones */
    uint8_t region_level;          /* for region: enum region_level */
    struct date reference;         /* the day on which ages are meant; year 0: see redact_record */
};

/* What all spans of one record share. */
struct redact_record {
    struct numbering *numbering; /* of the record, or of its case */
    struct arena *arena;         /* of the record */
    struct slice person;         /* canonical value of --person; n 0: none */
    struct slice scope;          /* canonical value of --case, else of --person, told apart; what
                                    pseudonyms and shifts hold within; n 0: none */
    const struct births *births; /* the dates of birth in it, for band; NULL: none */
    uint8_t column;              /* enum age_column of the field in hand, for band */
    struct date reference;       /* when the record was written, for ages of dates of birth and
                                    for days without a year; year 0: not known */
};

/* One replaced span: source and output ranges in bytes. */
struct redaction {
    struct span source;
    uint32_t start, end; /* bytes in the sanitised text */
};

struct redaction_list {
    struct redaction *v;
    size_t n;
};

/* struct numbering: who has which number within one record (or case). Memory lives in a until its
 * reset. */
enum status numbering_new(struct numbering **out, struct arena *a, struct err *e);

/* Notes the numbers of placeholders that the text brought ([NAME_3]), so that new ones skip them.
 * Call for every field of the record before the first redact. */
enum status numbering_reserve(struct numbering *nb, struct slice text, struct err *e);

/* People of whom the text says a role beside the name are numbered by role: [MOTHER_1]. */
void numbering_use_roles(struct numbering *nb);

/* In the numbering of a case: the next record begins, and a is its memory. Who is who is kept. */
void numbering_next_record(struct numbering *nb, struct arena *a);

#define NUMBERING_NOBODY UINT32_MAX

/* One person whose n names are known from fields (first name and surname of two columns made one;
 * nicknames). value: the canonical value of a field that says who it is, or empty; borrowed until
 * the record is redacted. *whose: for numbering_learn; NUMBERING_NOBODY when n is 0. Before any
 * numbering_learn of the record. */
enum status numbering_person(struct numbering *nb, uint32_t *whose, const struct slice *names,
                             size_t n, struct slice value, struct err *e);

/* Shows all mentions of the record before any is numbered, so that *Sarah Khan*, *Sarah*, *Mrs
 * Khan* and *S.K.* get one number whatever their order. Call for every field that will be redacted,
 * in the order of redact; text stays where it is until then. whose: the person whom the field as a
 * whole names, or NUMBERING_NOBODY. */
enum status numbering_learn(struct numbering *nb, struct slice text, const struct span_list *spans,
                            uint32_t whose, struct err *e);

/* Appends the sanitised text to out (cleared by the caller) and lists what was replaced. spans are
 * sorted and do not overlap; a span that would cut or cover an existing placeholder must not be
 * there: see placeholder_at. */
enum status redact(struct buf *out, struct redaction_list *done, struct slice text,
                   const struct span_list *spans, const struct redact_options *o,
                   const struct redact_record *r, struct err *e);

#endif

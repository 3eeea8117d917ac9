/* Headers that name an identifier: "First name", "client_surname", "D.O.B.", "NHS No". */
#ifndef BLOT_RUN_HEADERS_H
#define BLOT_RUN_HEADERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "find/span.h"
#include "redact/redact.h"

/* The label of what a column of that header holds, LABEL_NONE when the header says nothing. For a
 * JSON pointer the last member's name counts (/client/first_name, /children/0/surname). Only whole
 * headers count: a survey's question that speaks of an address is none. */
enum label header_label(struct slice header);

/* Whether the header says a person and nothing else (Mother, Sibling 2, birth father, GP, lives
 * with): such a column holds a name, or yes, none, deceased. */
bool header_is_person(struct slice header);

/* What bare numbers of a column mean as ages: AGE_COLUMN_SCHOOL for year groups, which are no ages
 * unless ages are banded. */
enum age_column header_age_column(struct slice header);

/* Whether a column that is known to hold dates holds dates of birth: unless its header speaks of
 * death or of what is due. */
bool header_is_birth(struct slice header);

/* What a column is to a table that has a row for each value (field, value; question, answer). */
enum header_row {
    ROW_NONE,
    ROW_FIELD,   /* it says what the row's values are: field, attribute, key */
    ROW_HEADING, /* the same, or what the row is about: question, label, title */
    ROW_ABOVE,   /* it says what the values of the object around its own are: type/text */
    ROW_VALUE,   /* value, answer */
    ROW_CHANGE   /* old value, new value, from, to: of a field */
};

enum header_row header_row(struct slice header);

/* What of a name a column holds. */
enum name_part { NAME_FULL, NAME_GIVEN, NAME_MIDDLE, NAME_SURNAME, NAME_ALIAS };

/* Whose name a column of names holds: equal owners, one person. */
struct header_person {
    uint32_t owner; /* of "mother's first name" and "mother surname" the same */
    uint8_t part;   /* enum name_part */
    bool own;       /* the person whom the record is about (name, child's surname) */
};

/* For a column that holds names, by its header or by the user's word. */
struct header_person header_person(struct slice header);

#endif

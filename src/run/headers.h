/* Headers that name an identifier: "First name", "client_surname", "D.O.B.", "NHS No". */
#ifndef BLOT_RUN_HEADERS_H
#define BLOT_RUN_HEADERS_H

#include "base/slice.h"
#include "find/span.h"

/* The label of what a column of that header holds, LABEL_NONE when the header says nothing. For a
 * JSON pointer the last member's name counts (/client/first_name, /children/0/surname). Only whole
 * headers count: a survey's question that speaks of an address is none. */
enum label header_label(struct slice header);

#endif

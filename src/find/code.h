/* The text of a pseudonym: 80 bits as 18 characters, easy to read out and to tell from a number.
 *
 * Four letters that carry four bits each come first (no spreadsheet takes it for a number or a
 * date), then 13 characters of Crockford's base 32, whose alphabet has no i, l, o, u, then a check
 * character: any one wrong character and any two exchanged ones are found. */
#ifndef BLOT_FIND_CODE_H
#define BLOT_FIND_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#define CODE_BYTES 10 /* 80 bits */
#define CODE_CHARS 18

/* Writes CODE_CHARS characters and a NUL. */
void code_write(char out[CODE_CHARS + 1], const uint8_t bits[CODE_BYTES]);

/* True when s begins with a code whose check character is right. */
bool code_at(struct slice s);

#endif

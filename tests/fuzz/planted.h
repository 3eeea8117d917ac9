/* A valid NHS number put into a text, in one of the ways it is written. */
#ifndef BLOT_TESTS_PLANTED_H
#define BLOT_TESTS_PLANTED_H

#include "base/buf.h"

/* Puts text with a number planted in it into out, `where` 255ths into it. False, and out is left
 * alone, when the text holds the number's last digits already: then nothing could be told. */
bool plant(struct buf *out, struct slice text, uint8_t way, uint8_t where);

/* The last digits of the planted number are nowhere in the text. */
bool is_gone(struct slice text);

#endif

/* Escapes that were left in text: characters that one program wrote as several, in a file that the
 * next took for plain text. Links' %20 and %u2019, quoted-printable's =C3=A9, the \n, \" and \u2019
 * of programs and their JSON, the \'92 of RTF, the _x000D_ of spreadsheets, and the sequences that
 * colour a terminal.
 *
 * None is read where it may be what somebody wrote: a figure of "age=20" stays, as does the folder
 * of "C:\new". */
#ifndef BLOT_TEXT_ESCAPE_H
#define BLOT_TEXT_ESCAPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#define ESCAPE_NOTHING 0u /* it stands for no character at all */

struct escape {
    uint32_t cp; /* the character it stands for, ESCAPE_NOTHING */
    size_t used; /* its bytes */
};

/* What a text is written in, as far as its first escapes tell. Zeroed: not looked at yet. */
struct escape_text {
    bool known;
    bool quoted; /* quoted-printable */
    bool rtf;
};

/* True when an escape stands at byte `at` of text, which is valid UTF-8. Looks back a little, and
 * once for each text through all of it, which *kind remembers. */
bool escape_at(struct escape *out, struct escape_text *kind, struct slice text, size_t at);

/* True for the bytes that begin one. */
static inline bool escape_begins(char c) {
    return c == '%' || c == '=' || c == '\\' || c == '_' || c == 0x1B;
}

#endif

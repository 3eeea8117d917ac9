/* Character encodings: bytes of a named encoding in, UTF-8 out, piece by piece. */
#ifndef BLOT_IO_ENCODINGS_H
#define BLOT_IO_ENCODINGS_H

#include <iconv.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

enum encoding {
    ENC_UTF8,
    ENC_UTF16, /* by its byte order mark; becomes LE or BE when that is seen */
    ENC_UTF16LE,
    ENC_UTF16BE,
    ENC_LATIN1,
    ENC_WINDOWS1252,
    ENC_ICONV /* any other that the C library knows */
};

enum bad_kind {
    BAD_NONE,
    BAD_BYTE,    /* not a character of this encoding */
    BAD_NUL,     /* U+0000: tools downstream cut text there, so it is never let through */
    BAD_CONTROL, /* Latin-1 0x80-0x9F: controls nobody types, so the file is Windows-1252 */
    BAD_UNIT,    /* UTF-16: half of a surrogate pair */
    BAD_CUT      /* the bytes end within a character: more must come, or the file is cut */
};

/* What stopped a conversion; value is the byte or UTF-16 unit. */
struct bad {
    uint8_t kind; /* enum bad_kind */
    uint32_t value;
};

/* Owns the iconv descriptor, if any. */
struct converter {
    uint8_t encoding; /* enum encoding */
    bool replace;     /* U+FFFD for what is bad, instead of stopping */
    bool has_cd;
    iconv_t cd;
    size_t unit;    /* bytes to skip at a bad place under iconv */
    char shown[48]; /* the encoding's name in messages */
};

/* name NULL is UTF-8. ST_USAGE when no such encoding is known. */
enum status converter_open(struct converter *c, const char *name, bool replace, struct err *e);

/* Appends in as UTF-8 to out until all is used, or a bad place (not when replacing), or a character
 * that is cut at the end of in. *used: bytes of in converted. ST_MEMORY, or ST_IO when iconv fails
 * in an unexpected way; a bad place is no failure here: see *bad. */
enum status converter_run(struct converter *c, struct slice in, struct buf *out, size_t *used,
                          struct bad *bad);

/* Appends what a converter keeps back because a mark might follow it (Vietnamese encodings put a
 * letter and its mark together). To be called once, at the end of the input. */
enum status converter_end(struct converter *c, struct buf *out);

void converter_close(struct converter *c);

#endif

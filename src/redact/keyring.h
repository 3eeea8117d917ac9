/* Keys: a key file, and what is made with it.
 *
 * From the file's key, one for each purpose (a label, or the shift of dates) is derived with the
 * project's name, so that two projects, or two labels of one, cannot be joined. All is
 * HMAC-SHA-256. Key bytes stand in locked memory and are wiped when it is freed. */
#ifndef BLOT_REDACT_KEYRING_H
#define BLOT_REDACT_KEYRING_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"
#include "find/span.h"

#define KEY_ID_CHARS 16
#define KEY_HASH     32 /* bytes */

struct keyring; /* immutable once loaded; shared by threads */

/* A purpose of its own, beside the labels. */
enum { KEY_SHIFT = LABEL_COUNT, KEY_PURPOSES };

/* Reads the key of a file that only its owner can read: any bytes, at least 32 (of a key written as
 * text, the line end does not count). ST_IO, or ST_USAGE with what to do: fewer bytes, a mode that
 * lets others in, a file system that keeps no modes. project is not empty. */
enum status keyring_load(struct keyring **out, const char *path, const char *project,
                         struct err *e);

/* The same from bytes in memory, at least 32. */
enum status keyring_from(struct keyring **out, struct slice key, const char *project,
                         struct err *e);

void keyring_free(struct keyring *k); /* wipes; k may be NULL */

/* The key's identifier, the same for all projects: KEY_ID_CHARS hex digits and a NUL. It says
 * which key was used and nothing about it. */
void keyring_id(char out[KEY_ID_CHARS + 1], const struct keyring *k);

/* HMAC over n parts under the key of a purpose (enum label, or KEY_SHIFT). Each part goes in with
 * its length before it, so that no two lists of parts are alike. */
void keyring_hash(uint8_t out[KEY_HASH], const struct keyring *k, uint8_t purpose,
                  const struct slice *parts, size_t n);

/* Writes a new key, 32 random bytes as hex digits, to a file that must not exist yet; mode 0600. */
enum status keyring_create(const char *path, struct err *e);

/* Whether a file system keeps modes that mean something. */
enum key_modes { MODES_KEPT, MODES_NOT_KEPT, MODES_UNKNOWN };

/* What its type (statfs f_type) says of that. UNKNOWN: of one that others stand behind, as FUSE or
 * a share of a virtual machine, for which it must be tried. */
enum key_modes keyring_modes(long type);

#endif

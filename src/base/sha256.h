/* SHA-256 over bytes as they come, by libsodium. */
#ifndef BLOT_BASE_SHA256_H
#define BLOT_BASE_SHA256_H

#include <stdint.h>

#include <sodium.h>

#include "base/slice.h"

#define SHA256_HEX 65 /* 64 digits and a NUL */

/* Value semantics: a copy goes on from where it was. Begin with sha256_start. */
struct sha256 {
    crypto_hash_sha256_state state;
    uint64_t bytes; /* added so far */
};

void sha256_start(struct sha256 *h);
void sha256_add(struct sha256 *h, struct slice s);

/* The sum of what was added so far, lower-case hex, NUL-terminated. h can go on. */
void sha256_hex(const struct sha256 *h, char out[SHA256_HEX]);

/* Of one text. */
void sha256_of(struct slice s, char out[SHA256_HEX]);

#endif

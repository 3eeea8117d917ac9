#include "base/sha256.h"

void sha256_start(struct sha256 *h) {
    h->bytes = 0;
    (void)crypto_hash_sha256_init(&h->state); /* cannot fail */
}

void sha256_add(struct sha256 *h, struct slice s) {
    h->bytes += s.n;
    (void)crypto_hash_sha256_update(&h->state, (const unsigned char *)s.p, s.n);
}

void sha256_hex(const struct sha256 *h, char out[SHA256_HEX]) {
    crypto_hash_sha256_state copy = h->state;
    unsigned char sum[crypto_hash_sha256_BYTES];
    (void)crypto_hash_sha256_final(&copy, sum);
    sodium_bin2hex(out, SHA256_HEX, sum, sizeof sum);
}

void sha256_of(struct slice s, char out[SHA256_HEX]) {
    struct sha256 h;
    sha256_start(&h);
    sha256_add(&h, s);
    sha256_hex(&h, out);
}

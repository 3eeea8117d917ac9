#include "redact/pseudonym.h"

void pseudonym_of_value(char out[CODE_CHARS + 1], const struct keyring *k, enum label l,
                        struct slice value) {
    uint8_t hash[KEY_HASH];
    const struct slice parts[] = {slice_of("value"), value};
    keyring_hash(hash, k, (uint8_t)l, parts, 2);
    code_write(out, hash);
}

void pseudonym_in_scope(char out[CODE_CHARS + 1], const struct keyring *k, enum label l,
                        struct slice scope, struct slice name) {
    uint8_t hash[KEY_HASH];
    const struct slice parts[] = {slice_of("scope"), scope, name};
    keyring_hash(hash, k, (uint8_t)l, parts, 3);
    code_write(out, hash);
}

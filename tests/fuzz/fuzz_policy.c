/* Policy files, and canonical values. All bytes are the file; and, where they are UTF-8, a value.
 */
#include "fuzz.h"

#include <string.h>

#include "base/utf8.h"
#include "redact/canonical.h"
#include "run/policyfile.h"

static enum status read_policy(struct options *o, struct slice text, struct arena *a,
                               struct err *e) {
    struct parse p = {.o = o, .a = a, .e = e, .command = COMMAND_FILTER};
    return policyfile_read_text(&p, "conf/policy.yaml", text);
}

/* A field that was chosen has a name, and is known by where it stands. */
static void check_fields(const struct options *o) {
    for (size_t i = 0; i < o->n_fields; i++) {
        FUZZ_CHECK(o->fields[i].name[0] != '\0' && o->fields[i].use < USE_COUNT);
        FUZZ_CHECK(o->fields[i].file && o->fields[i].line >= 1);
    }
}

static void check_policy(struct slice text) {
    struct arena a = {0};
    struct options one = {0}, two = {0};
    struct err e = {0}, again = {0};
    enum status st = read_policy(&one, text, &a, &e);
    FUZZ_CHECK(read_policy(&two, text, &a, &again) == st);
    FUZZ_CHECK(one.n_fields == two.n_fields && strcmp(e.what, again.what) == 0);
    FUZZ_CHECK(st == ST_OK || st == ST_USAGE || st == ST_RULE);
    if (st != ST_OK)
        fuzz_check_message(&e, st);
    check_fields(&one);
    arena_free(&a);
}

/* What is canonical stays as it is. */
static void check_canonical(struct slice value) {
    struct arena a = {0};
    struct slice once, twice;
    struct err e = {0};
    enum status st = canonical_value(&once, value, &a, &e);
    FUZZ_CHECK(st == ST_OK || st == ST_DATA);
    if (st == ST_OK && once.n > 0) {
        FUZZ_CHECK(utf8_valid_prefix(once) == once.n);
        FUZZ_CHECK(canonical_value(&twice, once, &a, &e) == ST_OK);
        FUZZ_CHECK(slice_eq(once, twice));
    }
    arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct slice text = {size ? (const char *)data : "", size};
    check_policy(text);
    if (size < 4096 && utf8_valid_prefix(text) == size && !memchr(text.p, 0, size))
        check_canonical(text);
    return 0;
}

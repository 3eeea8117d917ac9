#include "run/scannedtext.h"

#include <string.h>

#define WORDS 9  /* of running text */
#define LEAST 30 /* bytes that so many words take */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (signed char)c < 0;
}

bool scanned_is_running(struct slice text) {
    size_t words = 0, letters = 0;
    if (text.n < LEAST)
        return false;
    for (size_t i = 0; i < text.n && words < WORDS; i++) {
        letters += is_letter(text.p[i]);
        if (text.p[i] != ' ' && text.p[i] != '\n' && i + 1 < text.n)
            continue;
        words += letters > 0;
        letters = 0;
    }
    return words >= WORDS;
}

/* The name of a field as it is kept. */
static void fit(char out[SCANNED_NAME + 1], struct slice name) {
    struct err shown = {0}; /* control characters are replaced in it */
    err_field(&shown, name.p, name.n);
    size_t n = strnlen(shown.field, SCANNED_NAME);
    while (n > 0 && n == SCANNED_NAME && ((unsigned char)shown.field[n] & 0xC0) == 0x80)
        n--;
    memcpy(out, shown.field, n);
    out[n] = '\0';
}

static void note_name(struct scanned_text *x, struct slice name) {
    char fitted[SCANNED_NAME + 1];
    fit(fitted, name);
    for (size_t i = 0; i < x->n; i++)
        if (strcmp(x->name[i], fitted) == 0)
            return;
    if (x->n == SCANNED_NAMES)
        x->more = true;
    else
        memcpy(x->name[x->n++], fitted, sizeof fitted);
}

static bool has_new_key(const struct record *r, const struct redacted *d) {
    for (size_t i = 0; i < r->n; i++)
        if (r->fields[i].kind == FIELD_KEY && d->fields[i].changed)
            return true;
    return false;
}

void scanned_note(struct scanned_text *x, const struct record *r, const struct redacted *d) {
    bool asked = false; /* whether a key is new: once a record, where it matters at all */
    for (size_t i = 0; i < r->n && !x->more; i++) {
        const struct treatment *t = &d->treatments[i];
        const struct field *f = &r->fields[i];
        if (t->treat != TREAT_SCAN || t->scan_asked || f->kind != FIELD_STRING || f->name.n == 0 ||
            !scanned_is_running(f->text))
            continue;
        if (!asked && has_new_key(r, d))
            return;
        asked = true;
        note_name(x, f->name);
    }
}

#include "base/err.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#undef err_set

#define MESSAGE_MAX 320 /* as what and hint of struct err */

/* Copies whole code points as far as they fit, making what is unsafe on a terminal a '?'. The copy
 * is never longer, so it may be made in place. */
static void copy_safe(char *out, size_t size, struct slice s) {
    size_t n = 0;
    while (s.n > 0) {
        size_t len = 1;
        bool bad = true;
        struct slice head = {s.p, s.n < 4 ? s.n : 4};
        if (utf8_valid_prefix(head) > 0)
            bad = utf8_steers(utf8_decode(&len, head));
        size_t add = bad ? 1 : len;
        if (n + add + 1 > size)
            break;
        if (bad)
            out[n] = '?';
        else
            memmove(out + n, s.p, len);
        n += add;
        s.p += len;
        s.n -= len;
    }
    out[n] = '\0';
}

/* Bytes of a character that was begun at the end of s and not completed. */
static size_t cut_off(struct slice s) {
    for (size_t n = 1; n < 4 && n <= s.n; n++)
        if (((unsigned char)s.p[s.n - n] & 0xC0) == 0xC0)
            return utf8_valid_prefix(slice_cut(s, s.n - n, s.n)) == n ? 0 : n;
    return 0;
}

/* A message may quote a key of a rule file or an option: what is unsafe in it becomes '?', and one
 * that was cut within a character ends before it. */
static void put_message(char *out, size_t size, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

static void put_message(char *out, size_t size, const char *fmt, va_list ap) {
    char raw[MESSAGE_MAX];
    int n = vsnprintf(raw, sizeof raw, fmt, ap);
    struct slice s = {raw, n < 0 ? 0 : strlen(raw)};
    if (n >= (int)sizeof raw)
        s.n -= cut_off(s);
    copy_safe(out, size, s);
}

enum status err_set(struct err *e, enum status code, const char *fmt, ...) {
    if (!e)
        return code;
    e->code = code;
    va_list ap;
    va_start(ap, fmt);
    put_message(e->what, sizeof e->what, fmt, ap);
    va_end(ap);
    return code;
}

void err_hint(struct err *e, const char *fmt, ...) {
    if (!e)
        return;
    va_list ap;
    va_start(ap, fmt);
    put_message(e->hint, sizeof e->hint, fmt, ap);
    va_end(ap);
}

void err_file(struct err *e, const char *s) {
    if (e)
        copy_safe(e->file, sizeof e->file, slice_of(s));
}

void err_field(struct err *e, const char *s, size_t n) {
    if (e)
        copy_safe(e->field, sizeof e->field, (struct slice){s, n});
}

void err_rule(struct err *e, const char *s, size_t n) {
    if (e)
        copy_safe(e->rule, sizeof e->rule, (struct slice){s, n});
}

/* Appends to a fixed buffer, keeping it terminated. */
static void add(char *out, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

static void add(char *out, size_t size, const char *fmt, ...) {
    size_t n = strlen(out);
    if (n + 1 >= size)
        return;
    va_list ap;
    va_start(ap, fmt);
    int k = vsnprintf(out + n, size - n, fmt, ap);
    va_end(ap);
    if (k < 0)
        out[n] = '\0';
}

static const char *comma(const char *start) {
    return start[0] && strcmp(start + strlen(start) - 2, ": ") != 0 ? ", " : "";
}

void err_format(char *out, size_t size, const struct err *e) {
    if (size == 0)
        return;
    out[0] = '\0';
    if (e->file[0])
        add(out, size, "%s: ", e->file);
    if (e->record)
        add(out, size, "%srecord %" PRIu64, comma(out), e->record);
    if (e->row)
        add(out, size, "%s%s %" PRIu64, comma(out), e->record ? "row" : "line", e->row);
    if (e->column)
        add(out, size, "%scolumn %" PRIu64, comma(out), e->column);
    if (e->character)
        add(out, size, "%scharacter %" PRIu64, comma(out), e->character);
    if (e->field[0])
        add(out, size, "%sfield \"%s\"", comma(out), e->field);
    if (e->offset)
        add(out, size, "%sbyte %" PRIu64, comma(out), e->offset);
    if (e->rule[0])
        add(out, size, "%srule %s", comma(out), e->rule);
    size_t n = strlen(out);
    if (n >= 2 && strcmp(out + n - 2, ": ") != 0)
        add(out, size, ": ");
    add(out, size, "%s", e->what);
    if (e->hint[0])
        add(out, size, "; %s", e->hint);
    copy_safe(out, size, slice_of(out)); /* values of options, names of files in the hints */
}

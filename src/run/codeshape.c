#include "run/codeshape.h"

#include <ctype.h>
#include <string.h>

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t run(struct slice s, size_t at, bool (*is)(char)) {
    size_t end = at;
    while (end < s.n && is(s.p[end]))
        end++;
    return end - at;
}

static bool enough(struct slice s) {
    size_t digits = 0, letters = 0;
    for (size_t i = 0; i < s.n; i++) {
        digits += is_digit(s.p[i]);
        letters += is_letter(s.p[i]);
        if (!is_digit(s.p[i]) && !is_letter(s.p[i]) && !strchr(" -/._#", s.p[i]))
            return false;
    }
    return digits >= 3 && digits + letters >= 5 && s.n <= 64 &&
           (is_digit(s.p[0]) || is_letter(s.p[0])) &&
           (is_digit(s.p[s.n - 1]) || is_letter(s.p[s.n - 1]));
}

/* One run of the pattern; *at moves behind it. */
static bool add_run(struct buf *b, struct slice s, size_t *at) {
    size_t digits = run(s, *at, is_digit), letters = run(s, *at, is_letter), from = *at;
    *at += digits ? digits : letters ? letters : 1;
    if (digits)
        return buf_printf(b, "\\d{%zu}", digits);
    if (letters)
        return buf_add(b, s.p + from, letters);
    switch (s.p[from]) {
    case ' ':
        return buf_add_str(b, "[ ]");
    case '.':
        return buf_add_str(b, "\\.");
    case '#':
        return buf_add_str(b, "\\#");
    default:
        return buf_add_char(b, s.p[from]);
    }
}

bool codeshape_add(struct buf *b, struct slice code) {
    size_t before = b->n, at = 0;
    bool ok = enough(code);
    while (ok && at < code.n)
        ok = (at == 0 || buf_add_char(b, ' ')) && add_run(b, code, &at);
    if (!ok)
        b->n = before;
    return ok;
}

/* The code with digits 1, 2, 3 ... in the place of its own. */
static bool add_stand_in(struct buf *b, struct slice code) {
    bool ok = true;
    unsigned next = 0;
    for (size_t i = 0; ok && i < code.n; i++)
        ok = buf_add_char(b, is_digit(code.p[i]) ? (char)('0' + (++next % 10)) : code.p[i]);
    return ok;
}

/* Where the rule is tried: at a number, or at the word the code begins with. */
static bool add_trigger(struct buf *b, struct slice code) {
    size_t letters = run(code, 0, is_letter);
    bool ok = letters ? buf_add_str(b, "'=") : buf_add_str(b, "number");
    for (size_t i = 0; ok && i < letters; i++)
        ok = buf_add_char(b, (char)tolower((unsigned char)code.p[i]));
    return ok && (!letters || buf_add_char(b, '\''));
}

bool codeshape_rule(struct buf *b, const char *id, const char *label, struct slice code) {
    return buf_printf(b,
                      "  - id: %s\n"
                      "    label: %s\n"
                      "    about: codes of the shape of one that a review found\n"
                      "    kind: decisive\n"
                      "    at: [",
                      id, label) &&
           add_trigger(b, code) && buf_printf(b, "]\n    pattern: |\n      (?<%s> ", label) &&
           codeshape_add(b, code) && buf_add_str(b, " ) \\b\n    match:\n      - 'see [[") &&
           add_stand_in(b, code) && buf_add_str(b, "]] there'\n    skip:\n      - 'see ") &&
           add_stand_in(b, code) && buf_add_str(b, is_digit(code.p[code.n - 1]) ? "0" : "x") &&
           buf_add_str(b, " there'\n");
}

bool codeshape_file_head(struct buf *b, struct slice rule) {
    (void)rule;
    return buf_add_str(b, "# From a review: widen or narrow these rules by hand.\nrules:\n");
}

bool codeshape_quote(struct buf *b, struct slice text) {
    bool ok = buf_add_char(b, '\'');
    for (size_t i = 0; ok && i < text.n; i++)
        ok = buf_add(b, "''", text.p[i] == '\'' ? 2 : 0) &&
             (text.p[i] == '\'' || buf_add_char(b, text.p[i]));
    return ok && buf_add_char(b, '\'');
}

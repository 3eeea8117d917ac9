#include "text/tag.h"

#include "text/entity.h"

#define TAG_MAX     1024 /* bytes looked at for the > of a tag with attributes */
#define ELEMENT_MAX 12   /* longest name of an element */

/* Elements whose tags are layout. Anything else in angle brackets may be somebody's words. */
static const char *const BLOCKS[] = {
    "p",       "br",      "hr",   "li",   "ul",    "ol",         "tr",     "td",  "th",
    "dl",      "dt",      "dd",   "h1",   "h2",    "h3",         "h4",     "h5",  "h6",
    "o:p",     "div",     "pre",  "html", "body",  "blockquote", "center", "wbr", "table",
    "section", "article", "main", "w:p",  "tbody", "thead",      "label",
};
static const char *const INLINES[] = {
    "a",   "b",    "i",    "u",  "s",   "em",     "span", "font", "strong", "small", "sub",
    "sup", "mark", "code", "tt", "big", "strike", "del",  "ins",  "nobr",   "w:r",   "w:t",
};

static bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_listed(struct slice name, const char *const *list, size_t n) {
    char low[ELEMENT_MAX];
    if (name.n == 0 || name.n > sizeof low)
        return false;
    for (size_t i = 0; i < name.n; i++)
        low[i] = (char)(is_ascii_letter(name.p[i]) ? name.p[i] | 0x20 : name.p[i]);
    for (size_t i = 0; i < n; i++)
        if (slice_is((struct slice){low, name.n}, list[i]))
            return true;
    return false;
}

static bool is_inline(struct slice name) {
    return is_listed(name, INLINES, sizeof INLINES / sizeof *INLINES);
}

static bool is_element(struct slice name) {
    return is_inline(name) || is_listed(name, BLOCKS, sizeof BLOCKS / sizeof *BLOCKS);
}

/* Bytes of the bracket (< or >) at byte i, plain or as an entity; 0: none. */
static size_t bracket(struct slice s, size_t i, char c) {
    size_t used;
    if (i >= s.n)
        return 0;
    if (s.p[i] == c)
        return 1;
    return s.p[i] == '&' && entity_at(slice_cut(s, i, s.n), &used) == (uint32_t)c ? used : 0;
}

/* The element's name behind < and its /, at [*start, returned). */
static size_t name_end(struct slice s, size_t *start) {
    size_t i = bracket(s, 0, '<');
    i += i && i < s.n && s.p[i] == '/';
    *start = i;
    while (i && i < s.n &&
           (is_ascii_letter(s.p[i]) || (s.p[i] >= '1' && s.p[i] <= '6') ||
            (s.p[i] == ':' && i > *start)))
        i++;
    return i;
}

/* Bytes up to and with the > that follows byte i before any <, near enough; 0: none. */
static size_t closed_at(struct slice s, size_t i) {
    for (size_t from = i, n; i < s.n && i - from < TAG_MAX; i++) {
        if ((n = bracket(s, i, '>')) > 0)
            return i + n;
        if (bracket(s, i, '<'))
            return 0;
    }
    return 0;
}

static bool has_attributes(struct slice s, size_t end) {
    return end < s.n && (s.p[end] == ' ' || s.p[end] == '\n') && closed_at(s, end);
}

static bool is_word_break(struct slice name) {
    return name.n == 3 && (name.p[0] | 0x20) == 'w' && (name.p[1] | 0x20) == 'b';
}

bool tag_at(struct tag *out, struct slice s) {
    size_t start, end = name_end(s, &start), i = end, n;
    const struct slice name = slice_cut(s, start, end);
    if (!is_element(name))
        return false;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '/'))
        i++;
    if ((n = bracket(s, i, '>')) > 0) {
        *out = (struct tag){i + n, is_word_break(name)};
        return true;
    }
    *out = (struct tag){end, false};
    return has_attributes(s, end);
}

size_t tag_inline(struct slice s) {
    size_t start, end = name_end(s, &start);
    if (!is_inline(slice_cut(s, start, end)))
        return 0;
    const size_t n = bracket(s, end, '>');
    if (n)
        return end + n;
    return has_attributes(s, end) ? closed_at(s, end) : 0;
}

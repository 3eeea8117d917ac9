/* The folded view: the text that rules and lexicons see, with a way back to the source.
 *
 * Folded away: soft hyphens, zero-width characters and all else that Unicode says may be ignored,
 * BOMs, bidi controls, control characters (dropped); NBSP and other Unicode spaces (a space);
 * full-width forms, letters and digits in circles, boxes, brackets and mathematical dress, raised
 * and lowered digits (ASCII; but no raised digit at a word or number, where it is a footnote's);
 * marks that strike out, underline or box a character, and any mark on a digit (dropped); curly
 * apostrophes and quotes, primes (' or "); en dash, em dash, non-breaking hyphen, minus (-);
 * ligatures (their letters); Markdown's ** and *** (dropped); HTML entities (their character; see
 * entity.h) and HTML tags with a known element name (one space; <wbr> nothing; of a tag with
 * attributes only `<name`, so that its attributes are scanned like all text). Line separators
 * become \n. Letters keep case and diacritics. A view is never longer than its source. */
#ifndef BLOT_TEXT_FOLD_H
#define BLOT_TEXT_FOLD_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

struct view {
    struct slice text; /* folded text, valid UTF-8; the source itself when nothing folds */
    const uint32_t
        *map; /* map[i]: source byte offset of view byte i, text.n + 1 entries; NULL: identity */
    struct slice source; /* borrowed */
};

/* Makes the view of valid UTF-8 (at most 2^31 bytes). Memory from a. */
enum status view_make(struct view *out, struct slice source, struct arena *a, struct err *e);

/* Source byte offset for a view byte offset in 0..text.n. */
static inline uint32_t view_source(const struct view *v, uint32_t at) {
    return v->map ? v->map[at] : at;
}

/* True for a byte of a letter or figure that is the source's own: no escape begins with one. */
static inline bool view_is_itself(const struct view *v, uint32_t at) {
    const char c = v->text.p[at];
    const bool inside = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                        (c >= 'a' && c <= 'z') || (signed char)c < 0;
    return inside && v->source.p[v->map[at]] == c;
}

/* Source byte offset of the end of what ends at view byte `end` (over 0): as view_source, but a
 * character that became several view bytes is taken whole even when only the first of them are
 * meant, so that no span comes out shorter than what was matched. What vanished behind it is taken
 * too, unless a reader sees it: the backslash of \" and the stars of ** stay where they belong. */
static inline uint32_t view_source_end(const struct view *v, uint32_t end) {
    if (!v->map)
        return end;
    uint32_t at = end;
    while (at < v->text.n && at > 0 && v->map[at] == v->map[end - 1])
        at++;
    const uint32_t last = v->map[end - 1];
    const bool shown = last + 1 < v->map[at] && view_is_itself(v, end - 1) &&
                       v->source.p[last + 1] > ' ' && v->source.p[last + 1] < 0x7F;
    return shown ? last + 1 : v->map[at];
}

/* The look-up key of a word: lower case, diacritics removed (utf8proc NFKD, marks stripped, plus
 * ł→l ø→o đ→d ß→ss æ→ae œ→oe þ→th ð→d ı→i), apostrophes removed (o'neil → oneil). Writes at most
 * size bytes to out and returns the length, or 0 when it does not fit or is empty. word is valid
 * UTF-8 of a view. */
size_t fold_key(char *out, size_t size, struct slice word);

#endif

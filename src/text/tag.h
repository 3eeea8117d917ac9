/* HTML tags, as they stand in text that came from web forms, editors and office programs; also
 * those whose < and > were escaped once more (&lt;b&gt;). */
#ifndef BLOT_TEXT_TAG_H
#define BLOT_TEXT_TAG_H

#include <stdbool.h>

#include "base/slice.h"

struct tag {
    size_t used;     /* bytes: of a tag with attributes only those up to its name */
    bool word_break; /* <wbr>, which says where a long word may be broken: it is inside the word */
};

/* True when a tag with a known element name stands at s.p. Attributes hold text of their own (an
 * address in a link, a name in a title), which is to be scanned like all text. */
bool tag_at(struct tag *out, struct slice s);

/* Bytes of the tag at s.p, attributes and all, when it is one that only changes how letters look:
 * those before and after it may be one word. Else 0. */
size_t tag_inline(struct slice s);

#endif

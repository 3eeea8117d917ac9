/* Pages for a browser: one self-contained file each, made of the files in src/page that are
 * compiled into the program.
 *
 * A page needs no network and no file beside it, and its Content-Security-Policy lets it reach
 * none: only its own style and script run, named by their hashes. Data stand in it as JSON lines in
 * a script element that is not run. */
#ifndef BLOT_RUN_PAGE_H
#define BLOT_RUN_PAGE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* A file compiled in; the array ends with a name of NULL. */
struct page_file {
    const char *name;
    const char *text;
    size_t n;
};
extern const struct page_file page_files[];

/* Appends the page of that name ("review.html") up to where its data stand, or from there on.
 * ST_INTERNAL when a file is missing. */
enum status page_head(struct buf *out, const char *name, struct err *e);
enum status page_tail(struct buf *out, const char *name, struct err *e);

/* Makes JSON in b, from byte `from` on, fit for a script element: no "<" is left in it. */
enum status page_make_safe(struct buf *b, size_t from, struct err *e);

#endif

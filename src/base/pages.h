/* Memory for tables that are looked up all over: in large pages where the system has them, as the
 * way from an address to far memory is itself a look-up, which a table of many small pages misses
 * about as often as the table. */
#ifndef BLOT_BASE_PAGES_H
#define BLOT_BASE_PAGES_H

#include <stddef.h>

/* n bytes of zeros, aligned for any type and to a page; NULL when memory is out. No page is there
 * before it is used. Free with pages_free and the same n. */
void *pages_new(size_t n);

/* NULL is none. */
void pages_free(void *p, size_t n);

#endif

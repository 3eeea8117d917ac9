/* Regions of the United Kingdom, and which of them a place is in: patterns/regions, packed into the
 * program. */
#ifndef BLOT_TEXT_REGIONS_H
#define BLOT_TEXT_REGIONS_H

#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

enum region {
    REGION_NORTH_EAST,
    REGION_NORTH_WEST,
    REGION_YORKSHIRE_HUMBER,
    REGION_EAST_MIDLANDS,
    REGION_WEST_MIDLANDS,
    REGION_EAST_OF_ENGLAND,
    REGION_LONDON,
    REGION_SOUTH_EAST,
    REGION_SOUTH_WEST,
    REGION_WALES,
    REGION_SCOTLAND,
    REGION_NORTHERN_IRELAND,
    REGION_ISLE_OF_MAN,
    REGION_CHANNEL_ISLANDS,
    REGION_COUNT
};

/* How coarse a region is named; COUNTRY: England is one. */
enum region_level { LEVEL_REGION, LEVEL_COUNTRY };

/* Bit r is enum region r. */
typedef uint32_t region_set;

/* "North West"; "England". Never NULL. */
const char *region_name(enum region r, enum region_level level);

/* The one region of a set; REGION_COUNT: the set is empty, or the regions have different names at
 * that level. */
enum region region_only(region_set set, enum region_level level);

/* The regions that have a place of that look-up key (words folded by fold_key, joined by one
 * space); of a postcode area or district the key is "postcode ls" or "postcode ch7". Empty: not
 * known. ST_INTERNAL: the table in the program is damaged. */
enum status regions_find(region_set *out, struct slice key, struct err *e);

/* The length of the region's or country's name that stands at the start of s; 0: none does. */
size_t region_at(struct slice s);

#endif

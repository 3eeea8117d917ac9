/* Places as people write them: which regions they may be in. */
#ifndef BLOT_REDACT_PLACE_H
#define BLOT_REDACT_PLACE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "text/regions.h"

/* Reads a place (valid UTF-8): a postcode in it decides, else the last known town, district,
 * authority, hospital ... of its parts between commas, together with those before it where that one
 * is in several regions (Richmond, North Yorkshire). A street or house that is called after a town
 * (Bath Road, York House) says nothing. Empty: not known. Memory from a. ST_MEMORY, ST_INTERNAL. */
enum status place_regions(region_set *out, struct slice place, struct arena *a, struct err *e);

#endif

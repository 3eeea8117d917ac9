#include "text/regions.h"

#include "text/hash.h"
#include "text/lexpack.h"

/* The block that lexpack wrote at build time (regions_data.S). */
extern const char blot_regions_start[];
extern const char blot_regions_end[];

/* The folder of patterns/regions, and the names at both levels. */
static const struct {
    const char *folder, *name, *country;
} REGIONS[REGION_COUNT] = {
    [REGION_NORTH_EAST] = {"north-east", "North East", "England"},
    [REGION_NORTH_WEST] = {"north-west", "North West", "England"},
    [REGION_YORKSHIRE_HUMBER] = {"yorkshire-humber", "Yorkshire and The Humber", "England"},
    [REGION_EAST_MIDLANDS] = {"east-midlands", "East Midlands", "England"},
    [REGION_WEST_MIDLANDS] = {"west-midlands", "West Midlands", "England"},
    [REGION_EAST_OF_ENGLAND] = {"east-of-england", "East of England", "England"},
    [REGION_LONDON] = {"london", "London", "England"},
    [REGION_SOUTH_EAST] = {"south-east", "South East", "England"},
    [REGION_SOUTH_WEST] = {"south-west", "South West", "England"},
    [REGION_WALES] = {"wales", "Wales", "Wales"},
    [REGION_SCOTLAND] = {"scotland", "Scotland", "Scotland"},
    [REGION_NORTHERN_IRELAND] = {"northern-ireland", "Northern Ireland", "Northern Ireland"},
    [REGION_ISLE_OF_MAN] = {"isle-of-man", "Isle of Man", "Isle of Man"},
    [REGION_CHANNEL_ISLANDS] = {"channel-islands", "Channel Islands", "Channel Islands"},
};

const char *region_name(enum region r, enum region_level level) {
    return level == LEVEL_COUNTRY ? REGIONS[r].country : REGIONS[r].name;
}

enum region region_only(region_set set, enum region_level level) {
    enum region first = REGION_COUNT;
    for (int r = 0; r < REGION_COUNT; r++) {
        if (!(set >> r & 1))
            continue;
        if (first == REGION_COUNT)
            first = (enum region)r;
        else if (strcmp(region_name(first, level), region_name((enum region)r, level)) != 0)
            return REGION_COUNT;
    }
    return first;
}

static enum region region_of_class(const char *folder) {
    int r = 0;
    while (r < REGION_COUNT && strcmp(REGIONS[r].folder, folder) != 0)
        r++;
    return (enum region)r;
}

enum status regions_find(region_set *out, struct slice key, struct err *e) {
    struct slice block = {blot_regions_start, (size_t)(blot_regions_end - blot_regions_start)};
    struct pack p;
    struct lex_entry found;
    *out = 0;
    if (!pack_open(&p, block))
        return err_set(e, ST_INTERNAL, "the built-in table of regions is damaged");
    if (!pack_find(&p, key, token_hash(key), &found))
        return ST_OK;
    for (uint32_t c = 0; c < p.head->n_classes; c++) {
        enum region r = region_of_class(p.names + c * PACK_CLASS_NAME);
        if (found.classes >> c & 1 && r < REGION_COUNT)
            *out |= (region_set)1 << r;
    }
    return ST_OK;
}

size_t region_at(struct slice s) {
    for (int r = 0; r < REGION_COUNT; r++)
        for (int level = LEVEL_REGION; level <= LEVEL_COUNTRY; level++) {
            struct slice name = slice_of(region_name((enum region)r, (enum region_level)level));
            if (slice_starts(s, name))
                return name.n;
        }
    return 0;
}

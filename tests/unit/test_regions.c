/* Regions: the table in the program, all postcode areas, places as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "redact/place.h"

/* A region's name, and places or postcode areas that are in it. */
struct group {
    const char *region, *places[70];
};

static const struct group AREAS[] = {
    {"North East", {"DH", "DL", "NE", "SR", "TS"}},
    {"North West",
     {"BB", "BL", "CA", "CH", "CW", "FY", "L", "LA", "M", "OL", "PR", "SK", "WA", "WN"}},
    {"Yorkshire and The Humber", {"BD", "DN", "HD", "HG", "HU", "HX", "LS", "S", "WF", "YO"}},
    {"East Midlands", {"DE", "LE", "LN", "NG", "NN"}},
    {"West Midlands", {"B", "CV", "DY", "HR", "ST", "SY", "TF", "WR", "WS", "WV"}},
    {"East of England", {"AL", "CB", "CM", "CO", "IP", "LU", "NR", "PE", "SG", "SS", "WD"}},
    {"London",
     {"BR", "CR", "E", "EC", "EN", "HA", "IG", "KT", "N", "NW", "RM", "SE", "SM", "SW", "TW", "UB",
      "W", "WC"}},
    {"South East",
     {"BN", "CT", "DA", "GU", "HP", "ME", "MK", "OX", "PO", "RG", "RH", "SL", "SO", "TN"}},
    {"South West", {"BA", "BH", "BS", "DT", "EX", "GL", "PL", "SN", "SP", "TA", "TQ", "TR"}},
    {"Wales", {"CF", "LD", "LL", "NP", "SA"}},
    {"Scotland",
     {"AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "TD",
      "ZE"}},
    {"Northern Ireland", {"BT"}},
    {"Isle of Man", {"IM"}},
    {"Channel Islands", {"GY", "JE"}},
};

static const struct group POSTCODES[] = {
    {"Yorkshire and The Humber",
     {"LS8 4BA", "ls8 4ba", "LS84BA", "LS8", "DL10 4AA", "OL14 5AB", "TS9 6DL", "S1 2AB",
      "YO10 5DD"}},
    {"East Midlands",
     {"S18 1LL", "S43 2BB", "DN22 6AA", "PE9 2QX", "PE21 6AA", "SK13 8AA", "NG7 2UH", "CV13 0AA"}},
    {"North East", {"TD15 1AA", "NE1 4LP", "TS1 2AB", "DL1 1AA", "SR1 3AA"}},
    {"North West", {"M1 1AE", "L1 8JQ", "SY14 8AA", "CH1 2AB", "LA9 4AA"}},
    {"Wales", {"CH7 1AA", "SY23 3AA", "SY16 1AA", "CF40 1QJ", "NP20 1AA", "LL57 2AA"}},
    {"West Midlands", {"DE13 0AA", "SY1 1AA", "B1 1AA", "B21 9AA", "DY1 1AA"}},
    {"East of England",
     {"EN8 9AA", "HP1 1AA", "IG10 3AA", "MK40 1AA", "RM17 5AA", "CB2 1TN", "PE1 1AA"}},
    {"London",
     {"W1A 1AA", "W10 5PS", "EC1V 9HX", "SW1A 1AA", "E1 6AN", "N18 9QT", "HA2 9XZ", "DA16 1AA",
      "KT1 1AA", "TW1 1AA"}},
    {"South East",
     {"DA1 1AA", "KT22 7AA", "TW15 1AA", "SM7 1AA", "SP10 1AA", "SN7 7AA", "RG1 1AA", "OX3 9DU",
      "HP20 1AA", "MK9 1AA"}},
    {"South West", {"BA2 9ZZ", "ex23 0lp", "SP1 1AA", "SN1 1AA", "BS1 4ST"}},
    {"Scotland", {"G51 2XA", "EH1 1AA", "TD9 9AA", "ZE1 0AA"}},
    {"", {"QQ1 1AA", "ZZ9 9ZZ", "LS", "A1", "M25 motorway"}},
};

static const struct group PLACES[] = {
    {"North East",
     {"Newcastle",
      "Newcastle upon Tyne",
      "newcastle-upon-tyne",
      "Sunderland",
      "Gateshead",
      "Durham",
      "County Durham",
      "Middlesbrough",
      "Stockton",
      "Redcar",
      "Hartlepool",
      "Darlington",
      "Northumberland",
      "Whitley Bay",
      "South Shields",
      "Jesmond",
      "Byker",
      "Peterlee",
      "Hexham",
      "Berwick",
      "HMP Durham",
      "James Cook",
      "Roseberry Park",
      "Gosforth",
      "Consett",
      "YARM"}},
    {"North West",
     {"Manchester",
      "manchester",
      "GREATER MANCHESTER",
      "Salford",
      "Bolton",
      "Bury",
      "Oldham",
      "Rochdale",
      "Stockport",
      "Wigan",
      "Liverpool",
      "Toxteth",
      "Bootle",
      "Birkenhead",
      "Southport",
      "Preston",
      "Blackburn",
      "Blackpool",
      "Burnley",
      "Chorley",
      "Carlisle",
      "Barrow",
      "Barrow-in-Furness",
      "Kendal",
      "Penrith",
      "Chester",
      "Crewe",
      "Warrington",
      "Widnes",
      "Wythenshawe",
      "Wythenshawe Hospital",
      "Moss Side",
      "Levenshulme",
      "Altrincham",
      "Sale",
      "Gee Cross",
      "HMP Forest Bank",
      "Alder Hey",
      "Strangeways",
      "Wirral Council",
      "St Helens",
      "Bolton College",
      "the Wirral",
      "Sale Town Council"}},
    {"Yorkshire and The Humber",
     {"Leeds",
      "Bradford",
      "Harehills",
      "Chapeltown",
      "Harehills Primary School",
      "Wakefield",
      "Huddersfield",
      "Halifax",
      "Keighley",
      "Skipton",
      "Sheffield",
      "Rotherham",
      "Barnsley",
      "Doncaster",
      "Hull",
      "Kingston upon Hull",
      "York",
      "Harrogate",
      "Scarborough",
      "Whitby",
      "Goole",
      "Grimsby",
      "Scunthorpe",
      "Cleethorpes",
      "Thirsk",
      "Northallerton",
      "Pinderfields",
      "Bransholme",
      "Dewsbury",
      "Bradford Council",
      "West Yorkshire Police",
      "Leeds City Council",
      "12 Acacia Avenue, Harehills, Leeds",
      "Richmond, North Yorkshire",
      "Todmorden"}},
    {"East Midlands",
     {"Nottingham",
      "Derby",
      "Leicester",
      "Lincoln",
      "Northampton",
      "Corby",
      "Kettering",
      "Mansfield",
      "Chesterfield",
      "Loughborough",
      "Hinckley",
      "Oadby",
      "Boston",
      "Spalding",
      "Skegness",
      "Grantham",
      "Stamford",
      "Oundle",
      "Hucknall",
      "Ilkeston",
      "Buxton",
      "Glossop",
      "Lincolnshire Police",
      "LINCS",
      "notts",
      "HMP Lowdham Grange",
      "Normanton, Derby",
      "Arnold"}},
    {"West Midlands", {"Birmingham",     "Coventry",
                       "Wolverhampton",  "Walsall",
                       "Dudley",         "Solihull",
                       "Smethwick",      "West Bromwich",
                       "Stoke-on-Trent", "Stoke",
                       "Hanley",         "Stafford",
                       "Tamworth",       "Telford",
                       "Shrewsbury",     "Hereford",
                       "Worcester",      "Redditch",
                       "Kidderminster",  "Nuneaton",
                       "Rugby",          "Leamington Spa",
                       "Evesham",        "Ludlow",
                       "Sparkbrook",     "Handsworth, Birmingham",
                       "Royal Stoke",    "Small Heath",
                       "Hillfields",     "Newport, Shropshire",
                       "Sandwell",       "Hockley, Birmingham"}},
    {"East of England",
     {"Luton",
      "Bedford",
      "Dunstable",
      "Cambridge",
      "Peterborough",
      "Wisbech",
      "Ely",
      "Norwich",
      "Great Yarmouth",
      "King's Lynn",
      "Diss",
      "Thetford",
      "Ipswich",
      "Lowestoft",
      "Colchester",
      "Chelmsford",
      "Southend",
      "Basildon",
      "Harlow",
      "Canvey",
      "Stevenage",
      "Hitchin",
      "Watford",
      "Hatfield",
      "Borehamwood",
      "Luton Town",
      "Luton Town Hall",
      "Addenbrooke's",
      "Addenbrooke\xE2\x80\x99s",
      "Essex Police",
      "Gorleston",
      "Bury St Edmunds",
      "Hinchingbrooke",
      "St Ives, Cambridgeshire"}},
    {"London",
     {"London",
      "Tower Hamlets",
      "Hackney",
      "Peckham",
      "Brixton",
      "Croydon",
      "Southall",
      "Wembley",
      "Edgware",
      "Golders Green",
      "Tottenham",
      "Wood Green",
      "Palmers Green",
      "Walthamstow",
      "Leytonstone",
      "East Ham",
      "Ilford",
      "Romford",
      "Dagenham",
      "Thamesmead",
      "Plumstead",
      "Deptford",
      "Stockwell",
      "Tooting Bec",
      "Kingston upon Thames",
      "New Malden",
      "Hounslow",
      "Uxbridge",
      "Heathrow",
      "Brent Cross",
      "Brick Lane",
      "Royal Free",
      "HMP Pentonville",
      "north London",
      "Stratford, London",
      "Lewisham A and E, London",
      "Poplar",
      "Croydon Magistrates Court",
      "Snaresbrook Crown Court"}},
    {"South East", {"Reading",        "Slough",
                    "Oxford",         "Oxfordshire",
                    "Milton Keynes",  "Aylesbury",
                    "High Wycombe",   "Brighton",
                    "Hastings",       "Eastbourne",
                    "Crawley",        "Worthing",
                    "Portsmouth",     "Southampton",
                    "Winchester",     "Aldershot",
                    "Basingstoke",    "Isle of Wight",
                    "Kent",           "Canterbury",
                    "Dover",          "Folkestone",
                    "Margate",        "Chatham",
                    "Medway",         "Gatwick",
                    "Guildford",      "Woking",
                    "Esher",          "Headington",
                    "John Radcliffe", "HMP Bronzefield",
                    "Emsworth",       "Kent County Council"}},
    {"South West",
     {"Bristol",
      "Bath",
      "Plymouth",
      "Exeter",
      "Truro",
      "Penzance",
      "St Just",
      "Cornwall",
      "Devon",
      "Torquay",
      "Bournemouth",
      "Poole",
      "Weymouth",
      "Dorset",
      "Gloucester",
      "Cheltenham",
      "Swindon",
      "Salisbury",
      "Taunton",
      "Yeovil",
      "Yate",
      "Knowle West",
      "Bradley Stoke",
      "Torpoint",
      "Dawlish",
      "Newquay",
      "Cooper Terrace, Bath",
      "Seaton, Devon",
      "Chudleigh Knighton"}},
    {"Wales",
     {"Cardiff", "Swansea", "Wrexham", "Llanelli", "Ammanford", "Aberystwyth", "Rhyl", "Prestatyn",
      "Bala", "Tregaron", "Llandrindod Wells", "Merthyr Tydfil", "Penygraig", "Newport, Wales",
      "Bangor, Gwynedd", "Ysbyty Glan Clwyd", "Caerdydd", "Sir Benfro", "wales"}},
    {"Scotland", {"Glasgow",     "Edinburgh",
                  "Aberdeen",    "Dundee",
                  "Inverness",   "Perth",
                  "Stirling",    "Falkirk",
                  "Kilmarnock",  "Ayr",
                  "Girvan",      "Leith",
                  "Govanhill",   "Parkhead",
                  "Rothesay",    "Stornoway",
                  "Orkney",      "Thurso",
                  "Fraserburgh", "Wishaw",
                  "Hamilton",    "Cairnryan",
                  "Ninewells",   "Barlinnie",
                  "Methil",      "Glasgow City Council"}},
    {"Northern Ireland",
     {"Belfast", "Derry", "Londonderry", "Creggan", "Newry", "Lisburn", "Omagh", "Enniskillen",
      "Newtownards", "Dungannon", "Bangor, County Down", "Altnagelvin", "NORTHERN IRELAND"}},
    {"Isle of Man", {"Isle of Man", "Ramsey, Isle of Man", "Onchan"}},
    {"Channel Islands", {"Jersey", "Guernsey", "St Peter Port"}},
    {"",
     {"Newport",
      "Richmond",
      "Bangor",
      "Ramsey",
      "Whitchurch",
      "Stratford",
      "St Ives",
      "Hillsborough",
      "England",
      "the Midlands",
      "Paris",
      "Lahore",
      "Mogadishu",
      "Poland",
      "Bath Road",
      "London Road",
      "York House",
      "Durham Lodge",
      "12 Leeds Street",
      "Preston Road",
      "Lincoln Court",
      "Chester Hall",
      "Flat 3",
      "the flat",
      "",
      " ",
      ",",
      "Fernlea",
      "Rowan Tree",
      "his flat on Bolton Street",
      "Chester Close, Newport"}},
};

static const char *region_of(const char *place, struct arena *a) {
    region_set set = 0;
    assert_int_equal(place_regions(&set, slice_of(place), a, NULL), ST_OK);
    enum region r = region_only(set, LEVEL_REGION);
    return r == REGION_COUNT ? "" : region_name(r, LEVEL_REGION);
}

static size_t try_groups(const struct group *v, size_t n) {
    struct arena a = {0};
    size_t tried = 0;
    unsigned wrong = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; v[i].places[k]; k++, tried++) {
            const char *got = region_of(v[i].places[k], &a);
            if (strcmp(got, v[i].region) == 0)
                continue;
            (void)fprintf(stderr, "%s: \"%s\", not \"%s\"\n", v[i].places[k], got, v[i].region);
            wrong++;
        }
    arena_free(&a);
    assert_int_equal(wrong, 0);
    return tried;
}

/* Each area by its key, and with a district of it that the table does not name. */
static void all_areas(void **state) {
    (void)state;
    size_t tried = 0;
    for (size_t i = 0; i < sizeof AREAS / sizeof *AREAS; i++)
        for (size_t k = 0; AREAS[i].places[k]; k++, tried++) {
            char key[16];
            region_set set = 0;
            int n = snprintf(key, sizeof key, "postcode %s", AREAS[i].places[k]);
            for (char *p = key; *p; p++)
                *p = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
            assert_int_equal(regions_find(&set, (struct slice){key, (size_t)n}, NULL), ST_OK);
            enum region r = region_only(set, LEVEL_REGION);
            if (r == REGION_COUNT || strcmp(region_name(r, LEVEL_REGION), AREAS[i].region) != 0)
                fail_msg("%s is not in %s", AREAS[i].places[k], AREAS[i].region);
        }
    assert_int_equal(tried, 124);
}

static void postcodes(void **state) {
    (void)state;
    assert_true(try_groups(POSTCODES, sizeof POSTCODES / sizeof *POSTCODES) >= 70);
}

static void places(void **state) {
    (void)state;
    assert_true(try_groups(PLACES, sizeof PLACES / sizeof *PLACES) >= 300);
}

static void countries(void **state) {
    (void)state;
    static const char *const cases[][2] = {{"Leeds", "England"},
                                           {"Richmond", "England"},
                                           {"England", "England"},
                                           {"the Midlands", "England"},
                                           {"Cardiff", "Wales"},
                                           {"Glasgow", "Scotland"},
                                           {"Belfast", "Northern Ireland"},
                                           {"Newport", ""},
                                           {"Paris", ""},
                                           {"Jersey", "Channel Islands"},
                                           {"St Ives", "England"}};
    struct arena a = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        region_set set = 0;
        assert_int_equal(place_regions(&set, slice_of(cases[i][0]), &a, NULL), ST_OK);
        enum region r = region_only(set, LEVEL_COUNTRY);
        assert_string_equal(r == REGION_COUNT ? "" : region_name(r, LEVEL_COUNTRY), cases[i][1]);
    }
    arena_free(&a);
}

static void grammar(void **state) {
    (void)state;
    assert_int_equal(region_at(slice_of("North West]")), 10);
    assert_int_equal(region_at(slice_of("Yorkshire and The Humber]")), 24);
    assert_int_equal(region_at(slice_of("England]")), 7);
    assert_int_equal(region_at(slice_of("Wales]")), 5);
    assert_int_equal(region_at(slice_of("north west]")), 0);
    assert_int_equal(region_at(slice_of("Leeds]")), 0);
    assert_int_equal(region_at(slice_of("")), 0);
}

/* Very long addresses and odd bytes end without harm. */
static void long_address(void **state) {
    (void)state;
    struct arena a = {0};
    char text[4096];
    size_t n = 0;
    for (int i = 0; i < 200; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "Hall%d, ", i);
    (void)snprintf(text + n, sizeof text - n, "Leeds");
    assert_string_equal(region_of(text, &a), "Yorkshire and The Humber");
    assert_string_equal(region_of("\xE2\x80\x8B\xC2\xAD", &a), "");
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_string_equal(region_of(text, &a), "");
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_areas), cmocka_unit_test(postcodes), cmocka_unit_test(places),
        cmocka_unit_test(countries), cmocka_unit_test(grammar),   cmocka_unit_test(long_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

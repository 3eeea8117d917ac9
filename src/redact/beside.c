#include "redact/beside.h"

#include "redact/keylist.h"

enum { WORDS_MAX = 4, WORD_MAX = 16, REACH = 64 };

/* Phrases in small letters, one space between words, in the order of their bytes. */
static const struct entry {
    const char *phrase;
    uint8_t role;
} phrases[] = {
    {"advocate", ROLE_ADVOCATE},
    {"aunt", ROLE_AUNT},
    {"auntie", ROLE_AUNT},
    {"aunty", ROLE_AUNT},
    {"best friend", ROLE_FRIEND},
    {"birth dad", ROLE_FATHER},
    {"birth father", ROLE_FATHER},
    {"birth mother", ROLE_MOTHER},
    {"birth mum", ROLE_MOTHER},
    {"boyfriend", ROLE_PARTNER},
    {"brother", ROLE_BROTHER},
    {"carer", ROLE_CARER},
    {"childrens guardian", ROLE_GUARDIAN},
    {"class teacher", ROLE_TEACHER},
    {"coach", ROLE_COACH},
    {"consultant", ROLE_DOCTOR},
    {"councillor", ROLE_COUNCILLOR},
    {"counsellor", ROLE_COUNSELLOR},
    {"cousin", ROLE_COUSIN},
    {"dad", ROLE_FATHER},
    {"daddy", ROLE_FATHER},
    {"daughter", ROLE_DAUGHTER},
    {"doctor", ROLE_DOCTOR},
    {"ex", ROLE_EX_PARTNER},
    {"ex boyfriend", ROLE_EX_PARTNER},
    {"ex girlfriend", ROLE_EX_PARTNER},
    {"ex husband", ROLE_EX_PARTNER},
    {"ex partner", ROLE_EX_PARTNER},
    {"ex wife", ROLE_EX_PARTNER},
    {"family support worker", ROLE_SUPPORT_WORKER},
    {"father", ROLE_FATHER},
    {"fiance", ROLE_PARTNER},
    {"form tutor", ROLE_TUTOR},
    {"foster carer", ROLE_FOSTER_CARER},
    {"foster dad", ROLE_FOSTER_CARER},
    {"foster father", ROLE_FOSTER_CARER},
    {"foster mother", ROLE_FOSTER_CARER},
    {"foster mum", ROLE_FOSTER_CARER},
    {"friend", ROLE_FRIEND},
    {"fsw", ROLE_SUPPORT_WORKER},
    {"girlfriend", ROLE_PARTNER},
    {"gp", ROLE_DOCTOR},
    {"gran", ROLE_GRANDMOTHER},
    {"grandad", ROLE_GRANDFATHER},
    {"granddad", ROLE_GRANDFATHER},
    {"grandfather", ROLE_GRANDFATHER},
    {"grandma", ROLE_GRANDMOTHER},
    {"grandmother", ROLE_GRANDMOTHER},
    {"grandpa", ROLE_GRANDFATHER},
    {"granny", ROLE_GRANDMOTHER},
    {"guardian", ROLE_GUARDIAN},
    {"half brother", ROLE_BROTHER},
    {"half sister", ROLE_SISTER},
    {"head teacher", ROLE_HEAD_TEACHER},
    {"headmaster", ROLE_HEAD_TEACHER},
    {"headmistress", ROLE_HEAD_TEACHER},
    {"headteacher", ROLE_HEAD_TEACHER},
    {"health visitor", ROLE_HEALTH_VISITOR},
    {"husband", ROLE_HUSBAND},
    {"hv", ROLE_HEALTH_VISITOR},
    {"imam", ROLE_FAITH_LEADER},
    {"interpreter", ROLE_INTERPRETER},
    {"judge", ROLE_JUDGE},
    {"key worker", ROLE_KEY_WORKER},
    {"keyworker", ROLE_KEY_WORKER},
    {"landlady", ROLE_LANDLORD},
    {"landlord", ROLE_LANDLORD},
    {"mam", ROLE_MOTHER},
    {"manager", ROLE_MANAGER},
    {"midwife", ROLE_MIDWIFE},
    {"mom", ROLE_MOTHER},
    {"mother", ROLE_MOTHER},
    {"mum", ROLE_MOTHER},
    {"mummy", ROLE_MOTHER},
    {"nan", ROLE_GRANDMOTHER},
    {"nana", ROLE_GRANDMOTHER},
    {"nanny", ROLE_GRANDMOTHER},
    {"neighbour", ROLE_NEIGHBOUR},
    {"nephew", ROLE_NEPHEW},
    {"niece", ROLE_NIECE},
    {"nurse", ROLE_NURSE},
    {"occupational therapist", ROLE_OCCUPATIONAL_THERAPIST},
    {"officer", ROLE_POLICE_OFFICER},
    {"ot", ROLE_OCCUPATIONAL_THERAPIST},
    {"parent", ROLE_PARENT},
    {"partner", ROLE_PARTNER},
    {"pastor", ROLE_FAITH_LEADER},
    {"police officer", ROLE_POLICE_OFFICER},
    {"priest", ROLE_FAITH_LEADER},
    {"probation officer", ROLE_PROBATION_OFFICER},
    {"psychiatrist", ROLE_PSYCHIATRIST},
    {"psychologist", ROLE_PSYCHOLOGIST},
    {"rabbi", ROLE_FAITH_LEADER},
    {"s w", ROLE_SOCIAL_WORKER},
    {"sister", ROLE_SISTER},
    {"social worker", ROLE_SOCIAL_WORKER},
    {"solicitor", ROLE_SOLICITOR},
    {"son", ROLE_SON},
    {"step dad", ROLE_STEPFATHER},
    {"step father", ROLE_STEPFATHER},
    {"step mother", ROLE_STEPMOTHER},
    {"step mum", ROLE_STEPMOTHER},
    {"stepdad", ROLE_STEPFATHER},
    {"stepfather", ROLE_STEPFATHER},
    {"stepmother", ROLE_STEPMOTHER},
    {"stepmum", ROLE_STEPMOTHER},
    {"support worker", ROLE_SUPPORT_WORKER},
    {"sw", ROLE_SOCIAL_WORKER},
    {"teacher", ROLE_TEACHER},
    {"team manager", ROLE_MANAGER},
    {"tutor", ROLE_TUTOR},
    {"uncle", ROLE_UNCLE},
    {"vicar", ROLE_FAITH_LEADER},
    {"wife", ROLE_WIFE},
    {"youth worker", ROLE_YOUTH_WORKER},
};

/* Some words beside a name, in small letters, in the order of the text. */
struct words {
    char bytes[WORDS_MAX][WORD_MAX];
    uint8_t n[WORDS_MAX];
    size_t count;
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool word_is(const struct words *w, size_t i, const char *s) {
    return slice_is((struct slice){w->bytes[i], w->n[i]}, s);
}

/* The words with one space between, as one text. */
struct joined {
    char bytes[WORDS_MAX * (WORD_MAX + 1)];
    size_t start[WORDS_MAX + 1]; /* of each word; the last: behind the last word's space */
};

static void join_words(struct joined *j, const struct words *w) {
    size_t n = 0;
    memset(j->start, 0, sizeof j->start);
    for (size_t i = 0; i < w->count; i++) {
        j->start[i] = n;
        memcpy(j->bytes + n, w->bytes[i], w->n[i]);
        n += w->n[i];
        j->bytes[n++] = ' ';
    }
    j->start[w->count] = n;
}

/* The role that the words [from, to) say. */
static enum role look_up(const struct joined *j, size_t from, size_t to) {
    struct slice words = {j->bytes + j->start[from], j->start[to] - j->start[from] - 1};
    const struct entry *e =
        keylist_find(phrases, sizeof phrases / sizeof *phrases, sizeof *phrases, words);
    return e ? (enum role)e->role : ROLE_NONE;
}

/* The word of letters that ends before byte *at; apostrophes are left out. n 0: none, or too long.
 */
static uint8_t word_back(char out[WORD_MAX], struct slice text, size_t *at) {
    size_t from = *at;
    uint8_t n = 0;
    while (from > 0 && (is_letter(text.p[from - 1]) || text.p[from - 1] == '\''))
        from--;
    if (*at - from >= WORD_MAX)
        return 0;
    for (size_t i = from; i < *at; i++)
        if (text.p[i] != '\'')
            out[n++] = small(text.p[i]);
    *at = from;
    return n;
}

static bool joins_words(char c) {
    return c == ' ' || c == '-' || c == '/';
}

/* Words that end right before `at`, at most three, with nothing but one space, hyphen or slash
 * between. */
static void words_back(struct words *w, struct slice text, size_t at) {
    char word[WORD_MAX];
    w->count = 0;
    while (w->count < WORDS_MAX - 1) {
        uint8_t n = word_back(word, text, &at);
        if (n == 0)
            return;
        memmove(w->bytes[1], w->bytes[0], sizeof w->bytes - sizeof *w->bytes);
        memmove(w->n + 1, w->n, sizeof w->n - sizeof *w->n);
        memcpy(w->bytes[0], word, n);
        w->n[0] = n;
        w->count++;
        if (at == 0 || !joins_words(text.p[at - 1]))
            return;
        at--;
    }
}

static bool is_title(const struct words *w, size_t i) {
    static const char *const titles[] = {"mr", "mrs", "ms", "miss", "mx", "dr"};
    for (size_t k = 0; k < sizeof titles / sizeof *titles; k++)
        if (word_is(w, i, titles[k]))
            return true;
    return false;
}

/* Steps back over spaces, and one comma, colon, hyphen or bracket with spaces before it. */
static size_t over_joint(struct slice text, size_t at) {
    while (at > 0 && text.p[at - 1] == ' ')
        at--;
    if (at > 0 && strchr(",:(-", text.p[at - 1]))
        at--;
    while (at > 0 && text.p[at - 1] == ' ')
        at--;
    return at;
}

/* The longest phrase of the last words. */
static enum role before(struct slice text, size_t start) {
    struct words w;
    size_t at = over_joint(text, start);
    if (at == start)
        return ROLE_NONE;
    words_back(&w, text, at);
    if (w.count > 0 && is_title(&w, w.count - 1)) {
        at -= w.n[w.count - 1];
        words_back(&w, text, over_joint(text, at));
    }
    if (w.count > 1 && (word_is(&w, w.count - 1, "is") || word_is(&w, w.count - 1, "called")))
        w.count--; /* their father is Viktor */
    struct joined j;
    join_words(&j, &w);
    for (size_t from = 0; from < w.count; from++) {
        enum role r = look_up(&j, from, w.count);
        if (r != ROLE_NONE)
            return r;
    }
    return ROLE_NONE;
}

/* ---- after the name ---- */

/* Up to WORDS_MAX words from *at on, one space, hyphen or slash between; *at becomes their end. */
static void words_on(struct words *w, struct slice text, size_t *at) {
    w->count = 0;
    for (size_t i = *at; w->count < WORDS_MAX; i++) {
        uint8_t n = 0;
        while (i < text.n && (is_letter(text.p[i]) || text.p[i] == '\'')) {
            if (n + 1 >= WORD_MAX)
                return;
            if (text.p[i] != '\'')
                w->bytes[w->count][n++] = small(text.p[i]);
            i++;
        }
        if (n == 0)
            return;
        w->n[w->count++] = n;
        *at = i;
        if (i >= text.n || !joins_words(text.p[i]))
            return;
    }
}

static bool is_determiner(const struct words *w, size_t i) {
    static const char *const words[] = {"the", "a",     "an",  "her", "his",
                                        "my",  "their", "our", "your"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (word_is(w, i, words[k]))
            return true;
    return false;
}

/* Whether what is said of somebody may begin behind the name: after a space, a bracket, a comma. */
static bool may_open(struct slice text, size_t end) {
    return end < text.n && (text.p[end] == ' ' || text.p[end] == '(' || text.p[end] == ',');
}

/* Where the words that may say a role begin behind a name: after "(", ", ", " - ", ": ", " is ".
 * *is: it is said with a verb, so that nothing need close it. 0: nowhere. */
static size_t opening(struct slice text, size_t end, bool *is) {
    static const char *const marks[] = {" (", "(", ", ", " - ", " is ", " was "};
    if (!may_open(text, end))
        return 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_starts(slice_cut(text, end, text.n), slice_of(marks[i]))) {
            *is = i >= 4;
            return end + strlen(marks[i]);
        }
    return 0;
}

/* A phrase from the first words on that nothing but punctuation, "of" or "to" follows. */
static enum role first_phrase(const struct words *w, size_t from, bool closed) {
    struct joined j;
    join_words(&j, w);
    for (size_t to = w->count; to > from; to--) {
        bool ends = to == w->count ? closed : word_is(w, to, "of") || word_is(w, to, "to");
        enum role r = ends ? look_up(&j, from, to) : ROLE_NONE;
        if (r != ROLE_NONE)
            return r;
    }
    return ROLE_NONE;
}

static enum role after(struct slice text, size_t end) {
    struct words w;
    bool is = false;
    size_t at = opening(text, end, &is);
    if (at == 0)
        return ROLE_NONE;
    words_on(&w, text, &at);
    bool closed = at >= text.n || strchr(",.;:)\n", text.p[at]);
    size_t from = w.count > 0 && is_determiner(&w, 0) ? 1 : 0;
    if (is && from == 0) /* "Sarah is mum." is said, "Sarah was mum about it" too */
        return text.p[end + 1] == 'i' && closed ? first_phrase(&w, from, closed) : ROLE_NONE;
    return first_phrase(&w, from, closed || is);
}

/* ---- several people ---- */

/* Whether text ends at `at` with the word, in small letters or with one capital. */
static bool ends_with(struct slice text, size_t at, const char *word) {
    size_t n = strlen(word);
    if (at < n || (at > n && is_letter(text.p[at - n - 1])))
        return false;
    return small(text.p[at - n]) == word[0] && memcmp(text.p + at - n + 1, word + 1, n - 1) == 0;
}

enum list list_beside(struct slice text, uint32_t start) {
    static const char *const lists[] = {"parents",      "children", "kids",          "boys",
                                        "girls",        "twins",    "sons",          "daughters",
                                        "stepchildren", "triplets", "grandchildren", "siblings"};
    size_t at = over_joint(text, start);
    if (at == start)
        return LIST_NONE;
    if (at > 0 && text.p[at - 1] == 'e' && ends_with(text, at, "are"))
        at = over_joint(text, (uint32_t)at - 3);
    if (at < 2 || (text.p[at - 1] != 's' && text.p[at - 1] != 'n'))
        return LIST_NONE; /* the last letter of all */
    if (text.p[at - 2] == 'i' || text.p[at - 2] == 'a' || text.p[at - 2] == '\'')
        return LIST_NONE; /* is, was, 's */
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (ends_with(text, at, lists[i]))
            return i == 0 ? LIST_PARENTS : LIST_CHILDREN;
    return LIST_NONE;
}

/* ---- a child's age after the name ---- */

enum { ADULT = 18, LAST_YEAR = 13 };

/* Steps over the first of some words that text begins with at *at, in either case. */
static bool step(struct slice text, size_t *at, const char *const *words) {
    const char first = *at < text.n ? small(text.p[*at]) : '\0';
    for (; *words; words++) {
        if (**words != first)
            continue;
        size_t n = strlen(*words), i = 1;
        while (i < n && *at + i < text.n && small(text.p[*at + i]) == (*words)[i])
            i++;
        if (i == n) {
            *at += n;
            return true;
        }
    }
    return false;
}

/* A number of one or two digits at *at, else -1; *at becomes its end. */
static int short_number(struct slice text, size_t *at) {
    int v = -1;
    size_t first = *at;
    for (; *at < text.n && text.p[*at] >= '0' && text.p[*at] <= '9'; ++*at)
        if (*at - first < 2) /* of a longer one only the end is wanted */
            v = (v < 0 ? 0 : v * 10) + (text.p[*at] - '0');
    return *at - first <= 2 ? v : -1;
}

/* A number in words, up to LAST_YEAR and some more, else -1; *at becomes its end. */
static int number_word(struct slice text, size_t *at) {
    static const char *const words[] = {"one",    "two",    "three",    "four",     "five",
                                        "six",    "seven",  "eight",    "nine",     "ten",
                                        "eleven", "twelve", "thirteen", "fourteen", "fifteen"};
    size_t end = *at;
    if (end >= text.n || !strchr("otfsen", text.p[end])) /* the first letters of all */
        return -1;
    while (end < text.n && is_letter(text.p[end]))
        end++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(slice_cut(text, *at, end), words[i])) {
            *at = end;
            return (int)i + 1;
        }
    return -1;
}

/* " is at school", "'s nursery": what is said of children alone. */
static bool is_pupil(struct slice text, size_t at) {
    static const char *const verbs[] = {" is at ", " goes to ",        " attends ", " started ",
                                        "'s ",     " is in reception", NULL};
    static const char *const what[] = {"school",     "nursery",      "primary",     "playgroup",
                                       "pre-school", "preschool",    "form tutor",  "key stage",
                                       "teacher",    "head teacher", "headteacher", NULL};
    static const char *const reception[] = {" is in reception", " in reception", NULL};
    size_t end = at;
    if (at + 1 >= text.n ||
        !(text.p[at] == '\'' || (text.p[at] == ' ' && strchr("igas", text.p[at + 1]))))
        return false;
    return step(text, &end, reception) || (step(text, &at, verbs) && step(text, &at, what));
}

enum age age_beside(struct slice text, uint32_t end) {
    static const char *const openings[] = {" (",    "(",    ", ", " is in ", " is ",
                                           " was ", " in ", " ",  NULL};
    static const char *const ages[] = {"aged ", "age ", NULL};
    static const char *const years[] = {"year ", "yr ", "yr", "y", NULL};
    static const char *const ends[] = {")", ",", ".", ";", " y", "y", "m", " and", NULL};
    size_t at = end;
    const char next = end < text.n ? text.p[end] : '.';
    if (next != ' ' && next != '(' && next != ',' && next != '\'')
        return AGE_UNSAID;
    if (is_pupil(text, end))
        return AGE_MINOR;
    if (!step(text, &at, openings))
        return AGE_UNSAID;
    const bool age = step(text, &at, ages), year = !age && step(text, &at, years);
    const size_t from = at;
    int number = short_number(text, &at);
    if (number < 0 && text.p[from - 1] != ' ')
        number = number_word(text, &at);
    else if (number < 0 && !year && from > end + 1u)
        number = number_word(text, &at);
    if (number < 0)
        return AGE_UNSAID;
    bool ended = at == text.n || text.p[at] == '\n' || step(text, &at, ends);
    if (ended && at < text.n && text.p[at - 1] == '.' && text.p[at] >= '0' && text.p[at] <= '9')
        return AGE_UNSAID; /* found Len 02.15 */
    if (!ended)
        return AGE_UNSAID;
    return number < (year ? LAST_YEAR + 1 : ADULT) ? AGE_MINOR : year ? AGE_UNSAID : AGE_ADULT;
}

/* ---- both ---- */

static enum role of_office(struct slice office) {
    static const struct {
        const char *office;
        uint8_t role;
    } roles[] = {{"dr", ROLE_DOCTOR},           {"nurse", ROLE_NURSE},
                 {"pc", ROLE_POLICE_OFFICER},   {"dc", ROLE_POLICE_OFFICER},
                 {"ds", ROLE_POLICE_OFFICER},   {"di", ROLE_POLICE_OFFICER},
                 {"wpc", ROLE_POLICE_OFFICER},  {"pcso", ROLE_POLICE_OFFICER},
                 {"sgt", ROLE_POLICE_OFFICER},  {"inspector", ROLE_POLICE_OFFICER},
                 {"cllr", ROLE_COUNCILLOR},     {"judge", ROLE_JUDGE},
                 {"rev", ROLE_FAITH_LEADER},    {"imam", ROLE_FAITH_LEADER},
                 {"sheikh", ROLE_FAITH_LEADER}, {"rabbi", ROLE_FAITH_LEADER}};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (slice_is(office, roles[i].office))
            return roles[i].role;
    return ROLE_NONE;
}

enum role role_beside(struct slice text, uint32_t start, uint32_t end, const struct mention *m) {
    size_t low = start > REACH ? start - REACH : 0;
    size_t high = end + REACH < text.n ? end + REACH : text.n;
    enum role r = before(slice_cut(text, low, start), start - low);
    if (r == ROLE_NONE)
        r = after(slice_cut(text, 0, high), end);
    return r == ROLE_NONE ? of_office(m->office) : r;
}

uint8_t role_sex(enum role r) {
    switch (r) {
    case ROLE_MOTHER:
    case ROLE_STEPMOTHER:
    case ROLE_SISTER:
    case ROLE_DAUGHTER:
    case ROLE_GRANDMOTHER:
    case ROLE_AUNT:
    case ROLE_NIECE:
    case ROLE_WIFE:
        return SEX_WOMAN;
    case ROLE_FATHER:
    case ROLE_STEPFATHER:
    case ROLE_BROTHER:
    case ROLE_SON:
    case ROLE_GRANDFATHER:
    case ROLE_UNCLE:
    case ROLE_NEPHEW:
    case ROLE_HUSBAND:
        return SEX_MAN;
    default:
        return SEX_UNKNOWN;
    }
}

bool role_adult(enum role r) {
    switch (r) {
    case ROLE_NONE:
    case ROLE_SISTER:
    case ROLE_BROTHER:
    case ROLE_DAUGHTER:
    case ROLE_SON:
    case ROLE_COUSIN:
    case ROLE_NIECE:
    case ROLE_NEPHEW:
    case ROLE_FRIEND:
    case ROLE_NEIGHBOUR:
        return false;
    default:
        return true;
    }
}

static bool is_family(enum role r) {
    return r >= ROLE_MOTHER && r <= ROLE_EX_PARTNER;
}

static bool is_professional(enum role r) {
    return r >= ROLE_SOCIAL_WORKER && r <= ROLE_JUDGE;
}

bool roles_differ(enum role a, enum role b) {
    return (is_family(a) && is_professional(b)) || (is_professional(a) && is_family(b));
}

bool roles_in_order(void) {
    return keylist_in_order(phrases, sizeof phrases / sizeof *phrases, sizeof *phrases);
}

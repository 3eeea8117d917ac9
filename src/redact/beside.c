#include "redact/beside.h"

enum { WORDS_MAX = 4, WORD_MAX = 16, REACH = 64 };

/* Phrases in small letters, one space between words. */
static const struct {
    const char *phrase;
    uint8_t role;
} phrases[] = {
    {"mother", ROLE_MOTHER},
    {"mum", ROLE_MOTHER},
    {"mummy", ROLE_MOTHER},
    {"mam", ROLE_MOTHER},
    {"mom", ROLE_MOTHER},
    {"birth mother", ROLE_MOTHER},
    {"birth mum", ROLE_MOTHER},
    {"father", ROLE_FATHER},
    {"dad", ROLE_FATHER},
    {"daddy", ROLE_FATHER},
    {"birth father", ROLE_FATHER},
    {"birth dad", ROLE_FATHER},
    {"parent", ROLE_PARENT},
    {"stepmother", ROLE_STEPMOTHER},
    {"stepmum", ROLE_STEPMOTHER},
    {"step mother", ROLE_STEPMOTHER},
    {"step mum", ROLE_STEPMOTHER},
    {"stepfather", ROLE_STEPFATHER},
    {"stepdad", ROLE_STEPFATHER},
    {"step father", ROLE_STEPFATHER},
    {"step dad", ROLE_STEPFATHER},
    {"sister", ROLE_SISTER},
    {"half sister", ROLE_SISTER},
    {"brother", ROLE_BROTHER},
    {"half brother", ROLE_BROTHER},
    {"daughter", ROLE_DAUGHTER},
    {"son", ROLE_SON},
    {"grandmother", ROLE_GRANDMOTHER},
    {"grandma", ROLE_GRANDMOTHER},
    {"nan", ROLE_GRANDMOTHER},
    {"nanny", ROLE_GRANDMOTHER},
    {"nana", ROLE_GRANDMOTHER},
    {"gran", ROLE_GRANDMOTHER},
    {"granny", ROLE_GRANDMOTHER},
    {"grandfather", ROLE_GRANDFATHER},
    {"grandad", ROLE_GRANDFATHER},
    {"granddad", ROLE_GRANDFATHER},
    {"grandpa", ROLE_GRANDFATHER},
    {"aunt", ROLE_AUNT},
    {"auntie", ROLE_AUNT},
    {"aunty", ROLE_AUNT},
    {"uncle", ROLE_UNCLE},
    {"cousin", ROLE_COUSIN},
    {"niece", ROLE_NIECE},
    {"nephew", ROLE_NEPHEW},
    {"wife", ROLE_WIFE},
    {"husband", ROLE_HUSBAND},
    {"partner", ROLE_PARTNER},
    {"boyfriend", ROLE_PARTNER},
    {"girlfriend", ROLE_PARTNER},
    {"fiance", ROLE_PARTNER},
    {"ex", ROLE_EX_PARTNER},
    {"ex partner", ROLE_EX_PARTNER},
    {"ex husband", ROLE_EX_PARTNER},
    {"ex wife", ROLE_EX_PARTNER},
    {"ex boyfriend", ROLE_EX_PARTNER},
    {"ex girlfriend", ROLE_EX_PARTNER},
    {"friend", ROLE_FRIEND},
    {"best friend", ROLE_FRIEND},
    {"neighbour", ROLE_NEIGHBOUR},
    {"carer", ROLE_CARER},
    {"foster carer", ROLE_FOSTER_CARER},
    {"foster mother", ROLE_FOSTER_CARER},
    {"foster father", ROLE_FOSTER_CARER},
    {"foster mum", ROLE_FOSTER_CARER},
    {"foster dad", ROLE_FOSTER_CARER},
    {"guardian", ROLE_GUARDIAN},
    {"childrens guardian", ROLE_GUARDIAN},
    {"social worker", ROLE_SOCIAL_WORKER},
    {"sw", ROLE_SOCIAL_WORKER},
    {"s w", ROLE_SOCIAL_WORKER},
    {"support worker", ROLE_SUPPORT_WORKER},
    {"family support worker", ROLE_SUPPORT_WORKER},
    {"fsw", ROLE_SUPPORT_WORKER},
    {"key worker", ROLE_KEY_WORKER},
    {"keyworker", ROLE_KEY_WORKER},
    {"youth worker", ROLE_YOUTH_WORKER},
    {"health visitor", ROLE_HEALTH_VISITOR},
    {"hv", ROLE_HEALTH_VISITOR},
    {"midwife", ROLE_MIDWIFE},
    {"nurse", ROLE_NURSE},
    {"doctor", ROLE_DOCTOR},
    {"gp", ROLE_DOCTOR},
    {"consultant", ROLE_DOCTOR},
    {"psychologist", ROLE_PSYCHOLOGIST},
    {"psychiatrist", ROLE_PSYCHIATRIST},
    {"occupational therapist", ROLE_OCCUPATIONAL_THERAPIST},
    {"ot", ROLE_OCCUPATIONAL_THERAPIST},
    {"counsellor", ROLE_COUNSELLOR},
    {"teacher", ROLE_TEACHER},
    {"class teacher", ROLE_TEACHER},
    {"headteacher", ROLE_HEAD_TEACHER},
    {"head teacher", ROLE_HEAD_TEACHER},
    {"headmaster", ROLE_HEAD_TEACHER},
    {"headmistress", ROLE_HEAD_TEACHER},
    {"tutor", ROLE_TUTOR},
    {"form tutor", ROLE_TUTOR},
    {"coach", ROLE_COACH},
    {"police officer", ROLE_POLICE_OFFICER},
    {"officer", ROLE_POLICE_OFFICER},
    {"probation officer", ROLE_PROBATION_OFFICER},
    {"solicitor", ROLE_SOLICITOR},
    {"advocate", ROLE_ADVOCATE},
    {"interpreter", ROLE_INTERPRETER},
    {"councillor", ROLE_COUNCILLOR},
    {"judge", ROLE_JUDGE},
    {"imam", ROLE_FAITH_LEADER},
    {"rabbi", ROLE_FAITH_LEADER},
    {"vicar", ROLE_FAITH_LEADER},
    {"priest", ROLE_FAITH_LEADER},
    {"pastor", ROLE_FAITH_LEADER},
    {"landlord", ROLE_LANDLORD},
    {"landlady", ROLE_LANDLORD},
    {"manager", ROLE_MANAGER},
    {"team manager", ROLE_MANAGER},
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

/* Whether the words [from, to) are the phrase. */
static bool is_phrase(const struct words *w, size_t from, size_t to, const char *phrase) {
    for (size_t i = from; i < to; i++) {
        if (strncmp(phrase, w->bytes[i], w->n[i]) != 0)
            return false;
        phrase += w->n[i];
        if (*phrase != (i + 1 < to ? ' ' : '\0'))
            return false;
        phrase += i + 1 < to;
    }
    return true;
}

static enum role look_up(const struct words *w, size_t from, size_t to) {
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (phrases[i].phrase[0] == w->bytes[from][0] && is_phrase(w, from, to, phrases[i].phrase))
            return phrases[i].role;
    return ROLE_NONE;
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
    for (size_t from = 0; from < w.count; from++) {
        enum role r = look_up(&w, from, w.count);
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

/* Where the words that may say a role begin behind a name: after "(", ", ", " - ", ": ", " is ".
 * *is: it is said with a verb, so that nothing need close it. 0: nowhere. */
static size_t opening(struct slice text, size_t end, bool *is) {
    static const char *const marks[] = {" (", "(", ", ", " - ", " is ", " was "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_starts(slice_cut(text, end, text.n), slice_of(marks[i]))) {
            *is = i >= 4;
            return end + strlen(marks[i]);
        }
    return 0;
}

/* A phrase from the first words on that nothing but punctuation, "of" or "to" follows. */
static enum role first_phrase(const struct words *w, size_t from, bool closed) {
    for (size_t to = w->count; to > from; to--) {
        bool ends = to == w->count ? closed : word_is(w, to, "of") || word_is(w, to, "to");
        enum role r = ends ? look_up(w, from, to) : ROLE_NONE;
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
    if (is && from == 0)
        return ROLE_NONE; /* "Sarah is mother" is rare, "Sarah was mum about it" is not */
    return first_phrase(&w, from, closed || is);
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

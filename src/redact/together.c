#include "redact/together.h"

#include <string.h>

#include "redact/keylist.h"
#include "redact/mention.h"
#include "redact/namedata.h"
#include "text/fold.h"

#define PHRASE_LONGEST 30 /* of it without punctuation */
#define LONGEST        40 /* bytes between two names of one person */
#define KEY_MAX        64

/* Without brackets, quotes, commas and the like on both sides. */
static struct slice inner(struct slice s) {
    static const char around[] = " ,;:()[]\"'\t";
    while (s.n && memchr(around, s.p[0], sizeof around - 1))
        s = slice_cut(s, 1, s.n);
    while (s.n && memchr(around, s.p[s.n - 1], sizeof around - 1))
        s.n--;
    return s;
}

/* What a phrase between two names says. */
enum saying {
    NOTHING,
    SAME,     /* they are one person's */
    TWO,      /* what one does to another, or with them */
    WITH_NAME /* it goes with the name behind it, as a title or a relation */
};

/* In the order of their bytes. */
static const struct phrase {
    const char *words;
    uint8_t saying;
} PHRASES[] = {
    {"&", TWO},
    {"AKA", SAME},
    {"Cllr", WITH_NAME},
    {"DC", WITH_NAME},
    {"DS", WITH_NAME},
    {"Dr", WITH_NAME},
    {"Miss", WITH_NAME},
    {"Mr", WITH_NAME},
    {"Mrs", WITH_NAME},
    {"Ms", WITH_NAME},
    {"Nurse", WITH_NAME},
    {"PC", WITH_NAME},
    {"Prof", WITH_NAME},
    {"Sgt", WITH_NAME},
    {"a.k.a.", SAME},
    {"against", TWO},
    {"agrees with", TWO},
    {"aka", SAME},
    {"alias", SAME},
    {"also called", SAME},
    {"also known as", SAME},
    {"and", TWO},
    {"and then", TWO},
    {"argued with", TWO},
    {"arrested", TWO},
    {"asked", TWO},
    {"asks to be called", SAME},
    {"assaulted", TWO},
    {"aunt", WITH_NAME},
    {"auntie", WITH_NAME},
    {"best", WITH_NAME},
    {"birth name", SAME},
    {"blamed", TWO},
    {"blames", TWO},
    {"boyfriend", WITH_NAME},
    {"brother", WITH_NAME},
    {"bullies", TWO},
    {"calls herself", SAME},
    {"calls himself", SAME},
    {"carer", WITH_NAME},
    {"cares for", TWO},
    {"contacted", TWO},
    {"copied", TWO},
    {"cousin", WITH_NAME},
    {"dad", WITH_NAME},
    {"daughter", WITH_NAME},
    {"divorced", TWO},
    {"dr", WITH_NAME},
    {"drove", TWO},
    {"eldest", WITH_NAME},
    {"emailed", TWO},
    {"ex", WITH_NAME},
    {"father", WITH_NAME},
    {"fears", TWO},
    {"feels that", TWO},
    {"fell out with", TWO},
    {"fiance", WITH_NAME},
    {"formerly", SAME},
    {"formerly known as", SAME},
    {"foster", WITH_NAME},
    {"friend", WITH_NAME},
    {"girlfriend", WITH_NAME},
    {"goes by", SAME},
    {"goes by the name of", SAME},
    {"gran", WITH_NAME},
    {"grandad", WITH_NAME},
    {"granddaughter", WITH_NAME},
    {"grandfather", WITH_NAME},
    {"grandma", WITH_NAME},
    {"grandmother", WITH_NAME},
    {"grandson", WITH_NAME},
    {"half", WITH_NAME},
    {"hates", TWO},
    {"head", WITH_NAME},
    {"helped", TWO},
    {"helps", TWO},
    {"her", WITH_NAME},
    {"his", WITH_NAME},
    {"hit", TWO},
    {"hurt", TWO},
    {"husband", WITH_NAME},
    {"interviewed", TWO},
    {"introduced", TWO},
    {"is a friend of", TWO},
    {"is actually", SAME},
    {"is also known as", SAME},
    {"is known as", SAME},
    {"is known to everyone as", SAME},
    {"is known to us as", SAME},
    {"is married to", TWO},
    {"is no relation of", TWO},
    {"is not related to", TWO},
    {"is really", SAME},
    {"is short for", SAME},
    {"is the aunt of", TWO},
    {"is the brother of", TWO},
    {"is the daughter of", TWO},
    {"is the father of", TWO},
    {"is the husband of", TWO},
    {"is the mother of", TWO},
    {"is the partner of", TWO},
    {"is the sister of", TWO},
    {"is the son of", TWO},
    {"is the uncle of", TWO},
    {"is the wife of", TWO},
    {"is with", TWO},
    {"key", WITH_NAME},
    {"kicked", TWO},
    {"known as", SAME},
    {"known to all as", SAME},
    {"known to family as", SAME},
    {"known to friends as", SAME},
    {"knows", TWO},
    {"landlord", WITH_NAME},
    {"late", WITH_NAME},
    {"left", TWO},
    {"likes", TWO},
    {"likes to be called", SAME},
    {"lives with", TWO},
    {"looks after", TWO},
    {"loves", TWO},
    {"maiden name", SAME},
    {"mam", WITH_NAME},
    {"married", TWO},
    {"messaged", TWO},
    {"met", TWO},
    {"miss", WITH_NAME},
    {"mother", WITH_NAME},
    {"mr", WITH_NAME},
    {"mrs", WITH_NAME},
    {"ms", WITH_NAME},
    {"mum", WITH_NAME},
    {"my", WITH_NAME},
    {"nan", WITH_NAME},
    {"nee", SAME},
    {"neighbour", WITH_NAME},
    {"nephew", WITH_NAME},
    {"new", WITH_NAME},
    {"niece", WITH_NAME},
    {"now", SAME},
    {"now known as", SAME},
    {"née", SAME},
    {"older", WITH_NAME},
    {"or", TWO},
    {"our", WITH_NAME},
    {"parent", WITH_NAME},
    {"parents", WITH_NAME},
    {"partner", WITH_NAME},
    {"phoned", TWO},
    {"praised", TWO},
    {"prefers", SAME},
    {"prefers to be called", SAME},
    {"previously", SAME},
    {"punched", TWO},
    {"pushed", TWO},
    {"rang", TWO},
    {"rang about", TWO},
    {"reported that", TWO},
    {"reverted to", SAME},
    {"said", TWO},
    {"said that", TWO},
    {"saw", TWO},
    {"says", TWO},
    {"says that", TWO},
    {"sees", TWO},
    {"shares with", TWO},
    {"short for", SAME},
    {"shouted at", TWO},
    {"sister", WITH_NAME},
    {"slapped", TWO},
    {"social", WITH_NAME},
    {"son", WITH_NAME},
    {"spoke to", TWO},
    {"spoke with", TWO},
    {"stays with", TWO},
    {"step", WITH_NAME},
    {"stepdad", WITH_NAME},
    {"stepfather", WITH_NAME},
    {"stepmother", WITH_NAME},
    {"stepmum", WITH_NAME},
    {"supervises", TWO},
    {"supported", TWO},
    {"supports", TWO},
    {"talked to", TWO},
    {"teacher", WITH_NAME},
    {"texted", TWO},
    {"texts", TWO},
    {"thanked", TWO},
    {"the", WITH_NAME},
    {"their", WITH_NAME},
    {"thinks", TWO},
    {"thinks that", TWO},
    {"threatened", TWO},
    {"to ring", TWO},
    {"to visit", TWO},
    {"told", TWO},
    {"told us", TWO},
    {"told us that", TWO},
    {"trusts", TWO},
    {"tutor", WITH_NAME},
    {"twin", WITH_NAME},
    {"uncle", WITH_NAME},
    {"uses the name", SAME},
    {"visited", TWO},
    {"wants to be called", SAME},
    {"who goes by", SAME},
    {"wife", WITH_NAME},
    {"will see", TWO},
    {"will visit", TWO},
    {"with", TWO},
    {"worker", WITH_NAME},
    {"would like to be called", SAME},
    {"wrote to", TWO},
    {"younger", WITH_NAME},
};

static enum saying saying_of(struct slice s) {
    const struct phrase *p =
        keylist_find(PHRASES, sizeof PHRASES / sizeof *PHRASES, sizeof *PHRASES, s);
    return p ? (enum saying)p->saying : NOTHING;
}

bool together_in_order(void) {
    return keylist_in_order(PHRASES, sizeof PHRASES / sizeof *PHRASES, sizeof *PHRASES);
}

/* Without the last word, where it goes with the name behind it. */
static bool drop_last(struct slice *s) {
    size_t from = s->n;
    while (from > 0 && s->p[from - 1] != ' ' && s->p[from - 1] != '-')
        from--;
    if (from == s->n || saying_of(slice_cut(*s, from, s->n)) != WITH_NAME)
        return false;
    *s = inner(slice_cut(*s, 0, from));
    return true;
}

/* "'s mother, ": nothing but who one is to the other. */
static bool says_relatives(struct slice between) {
    if (!slice_starts(between, slice_of("'s ")) &&
        !slice_starts(between, slice_of("\xE2\x80\x99s ")))
        return false;
    struct slice s = inner(slice_cut(between, between.p[0] == '\'' ? 3 : 5, between.n));
    bool any = false;
    while (s.n > 0 && drop_last(&s))
        any = true;
    return any && s.n == 0;
}

static bool is_capitals(struct slice s) {
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < 'A' || s.p[i] > 'Z') && s.p[i] != '.')
            return false;
    return true;
}

/* "Jaz is Jasmine Akers.", and "Kanya Suk (Pim)": nothing but the name. */
static bool says_is(struct slice text, const struct span *a, const struct span *b,
                    struct slice between) {
    char next = b->end < text.n ? text.p[b->end] : '.';
    struct slice name = slice_cut(text, b->start, b->end);
    if (a->start >= 3 && slice_is(slice_cut(text, a->start - 3, a->start), "of "))
        return false; /* Mother of Corey is Tanya Webb. */
    if (slice_is(between, " is ") || slice_is(between, " = "))
        return strchr(".;)\n", next) != NULL;
    if (!slice_is(between, " (") || next != ')' || memchr(name.p, ' ', name.n))
        return false;
    return memchr(text.p + a->start, ' ', a->end - a->start) || /* Chan Ka Yan (Karen) */
           (is_capitals(name) && name.n <= 3 && name.p[0] == text.p[a->start]); /* Kyle (K) */
}

/* A comma, and what goes with the name behind it. */
static bool says_listed(struct slice between, struct slice words) {
    if (between.p[0] != ',' || between.n < 2 || between.p[1] != ' ')
        return false;
    while (words.n > 0)
        if (!drop_last(&words))
            return false;
    return true;
}

enum together together(struct slice text, const struct span *a, const struct span *b) {
    struct slice between = slice_cut(text, a->end, b->start);
    if (between.n == 0 || between.n > LONGEST || b->end > text.n || between.p[0] == '.' ||
        between.p[0] == ';' || between.p[0] == '\n')
        return TOGETHER_UNSAID;
    if (says_relatives(between))
        return TOGETHER_RELATIVES;
    struct slice words = inner(between);
    if (words.n > PHRASE_LONGEST)
        return TOGETHER_UNSAID;
    if (says_listed(between, words))
        return TOGETHER_LISTED;
    enum saying said = saying_of(words);
    if (said == SAME || says_is(text, a, b, between))
        return TOGETHER_ONE;
    while (said != TWO) {
        if (!drop_last(&words))
            return TOGETHER_UNSAID;
        said = saying_of(words);
    }
    return TOGETHER_AND;
}

/* What the word says as a given name. */
static uint8_t sex_of(struct slice word) {
    char key[KEY_MAX];
    size_t n = fold_key(key, sizeof key, word);
    return name_sex((struct slice){key, n});
}

#define SEARCH_MAX 64 /* spans on each side in which the surname is looked for */

/* True when another name of two words or more ends with the word. */
static bool is_surname(struct slice word, struct slice text, const struct span_list *spans,
                       size_t at) {
    size_t end = at + SEARCH_MAX < spans->n ? at + SEARCH_MAX : spans->n;
    for (size_t i = at > SEARCH_MAX ? at - SEARCH_MAX : 0; i < end; i++) {
        const struct span *s = &spans->v[i];
        if (s->label != LABEL_NAME || s->end > text.n || s->end - s->start < word.n + 2)
            continue;
        struct slice last = slice_cut(text, s->end - word.n, s->end);
        if (i != at && i != at + 1 && text.p[s->end - word.n - 1] == ' ' && slice_eq(last, word))
            return true;
    }
    return false;
}

bool together_turned(struct slice text, const struct span_list *spans, size_t i) {
    if (i + 1 >= spans->n)
        return false;
    const struct span *a = &spans->v[i], *b = a + 1;
    if (b->label != LABEL_NAME || a->start >= a->end || b->end > text.n || b->start >= b->end ||
        b->start < a->end || !slice_is(slice_cut(text, a->end, b->start), ", "))
        return false;
    struct slice first = slice_cut(text, a->start, a->end),
                 then = slice_cut(text, b->start, b->end);
    if (then.n > first.n && slice_eq(slice_cut(then, then.n - first.n, then.n), first))
        return false; /* Adams, Ruth Adams */
    const char *space = memchr(then.p, ' ', then.n);
    if (space)
        then.n = (size_t)(space - then.p);
    return !memchr(first.p, ' ', first.n) && sex_of(first) == SEX_UNKNOWN &&
           sex_of(then) != SEX_UNKNOWN && is_surname(first, text, spans, i);
}

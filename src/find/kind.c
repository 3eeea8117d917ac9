#include "find/kind.h"

#include <string.h>

#include "text/hash.h"

static const char *const names[KIND_COUNT] = {
    "edge",     "comma",     "symbol",  "possessive", "number", "capital",     "singular",
    "modal",    "plural",    "subject", "article",    "object", "preposition", "conjunction",
    "particle", "function",  "noun",    "nouns",      "verb",   "verbs",       "past",
    "ing",      "adjective", "adverb",  "unknown"};

const char *kind_name(uint32_t kind) {
    return kind < KIND_COUNT ? names[kind] : "-";
}

/* Look-up keys with spaces between. */
static const struct {
    uint8_t kind;
    const char *words;
} function_words[] = {
    {KIND_SINGULAR, "is was has does isnt wasnt hasnt doesnt aint says wants keeps goes gets makes "
                    "takes tells knows thinks seems sees lets puts comes gives"},
    {KIND_MODAL,
     "will would can could may might must shall should had did wont wouldnt cant cannot "
     "couldnt mightnt mustnt shant shouldnt hadnt didnt"},
    {KIND_PLURAL, "are were have do am arent werent havent dont"},
    {KIND_SUBJECT, "i he she we they who it you"},
    {KIND_ARTICLE, "the a an his her their my our your its this that these those some any no each "
                   "every another"},
    {KIND_OBJECT, "him them me us himself herself themselves myself itself"},
    {KIND_PREPOSITION, "to in on at by from for with of about into over after before under through "
                       "until till since without against near onto off out up down per via"},
    {KIND_CONJUNCTION, "and or but so because when if as than while where though although nor cos"},
    {KIND_PARTICLE,
     "not never also just still always already now then only again even often very too"},
    {KIND_PAST, "said told went came got gave knew kept made put saw took thought wanted used left "
                "seemed"},
};

static void add_word(struct kind_words *out, struct slice word, uint8_t kind) {
    uint32_t hash = token_hash(word), i = out->n;
    if (out->n == KIND_WORDS)
        return;
    for (; i > 0 && out->hash[i - 1] > hash; i--) {
        out->hash[i] = out->hash[i - 1];
        out->kind[i] = out->kind[i - 1];
    }
    out->hash[i] = hash;
    out->kind[i] = kind;
    out->n++;
}

void kind_words_init(struct kind_words *out) {
    out->n = 0;
    for (size_t k = 0; k < sizeof function_words / sizeof function_words[0]; k++)
        for (const char *p = function_words[k].words; *p;) {
            size_t n = strcspn(p, " ");
            add_word(out, (struct slice){p, n}, function_words[k].kind);
            p += n + (p[n] == ' ');
        }
}

uint8_t kind_of_function(const struct kind_words *k, uint32_t hash) {
    uint32_t lo = 0, hi = k->n;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (k->hash[mid] < hash)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < k->n && k->hash[lo] == hash ? k->kind[lo] : (uint8_t)KIND_FUNCTION;
}

/* Numbers of WordNet's files. */
#define FILE_ADVERBS    2
#define FILE_NOUNS      3
#define FILE_VERBS      29
#define FILE_PARTICIPLE 44
#define INFLECTIONS     4

uint8_t kind_of_sense(uint32_t sense) {
    static const uint8_t verbs[INFLECTIONS] = {KIND_VERB, KIND_VERBS, KIND_PAST, KIND_ING};
    uint32_t file = (sense - 1) / INFLECTIONS, inflection = (sense - 1) % INFLECTIONS;
    if (file == FILE_ADVERBS)
        return KIND_ADVERB;
    if (file < FILE_NOUNS || file == FILE_PARTICIPLE)
        return KIND_ADJECTIVE;
    if (file < FILE_VERBS)
        return inflection ? KIND_NOUNS : KIND_NOUN;
    return verbs[inflection];
}

#include "run/headmixed.h"

#include "run/headspell.h"

/* The longest spelling, in words. */
enum { SPELLING_MAX = 5 };

/* Words that do not change what a column holds. */
static const char owners[] =
    "|client|child|children|patient|service|user|su|person|people|pupil|student|learner|young|yp"
    "|cyp|mother|father|mum|dad|parent|carer|guardian|partner|sibling|brother|sister|applicant"
    "|tenant|customer|respondent|participant|subject|adult|resident|member|victim|suspect"
    "|perpetrator|witness|referrer|nok|kin|gp|doctor|worker|teacher|staff|practitioner|manager"
    "|foster|baby|employee|individual|recipient|grandparent|grandmother|grandfather|aunt|uncle|son"
    "|daughter|spouse|husband|wife|relative|biological|adoptive|complainant|claimant|defendant"
    "|appellant|offender|prisoner|householder|landlord|neighbour|friend|attendee|delegate"
    "|volunteer|owner|deceased|household|occupant|officer|maternal|paternal|sender|author|ren"
    "|nominal|alleged|channel|youngest|oldest|eldest|clnt|cust|emp|cli|usr|pt|subj|party|";
static const char fillers[] =
    "|a|an|the|of|and|or|for|s|your|my|their|his|her|this|these|emergency|contact|home|work|main"
    "|current|previous|primary|secondary|alternative|alternate|other|personal|correspondence"
    "|permanent|temporary|last|known|please|enter|print|block|capitals|capital|letters|preferred"
    "|chosen|legal|usual|official|birth|full|partial|first|second|third|half|part|section|segment"
    "|former|old|new|best|next|if|yes|not|optional|required|text|txt|str|value|field|tbl|dbo|vc"
    "|fld|per|prsn|dte|dt|dttm|column|col|estimated|est|approx|approximate|exact|actual|details"
    "|detail|info|completing|form|q|qu|one|two|three|line|years|yrs|dd|mm|yyyy|yy|ddmmyyyy|mosaic"
    "|liquidlogic|carefirst|emis|systmone|sims|arbor|joint|lead|any|all|each|printed|state"
    "|reporting|making|referral|completed|linked|related|registration|cared|different|characters"
    "|digits|data|prop|from|cc|bcc|named|allocated|owning|responsible|to|only|";
/* ... in a question, before what it asks for and behind it. */
static const char asking[] =
    "|what|which|where|who|whom|is|are|was|were|tell|us|give|provide|write|say|in|how|old|";
static const char asked[] =
    "|is|are|was|were|do|does|did|you|attend|attends|go|goes|it|call|reach|on|in|at|through"
    "|treated|admitted|born|live|lives|";
static const char questions[] = "|what|which|where|who|please|if|best|give|tell|how|";
/* Beside a name. */
static const char numbers[] = "|id|ids|no|num|number|nbr|ref|reference|refno|identifier|code|";
/* What has a number for each person. */
static const char registers[] =
    "|client|clients|person|party|patient|pupil|student|learner|tenant|tenancy|tenure|customer"
    "|claimant|mosaic|liquidlogic|ll|lcs|ehm|eh|ics|carefirst|paris|rio|emis|systmone|wccis|arbor"
    "|sims|mis|cpoms|evolve|civica|northgate|orchard|capita|framework|frameworki|azeus|eclipse"
    "|debtor|payee|creditor|charms|swift|carenotes|niche|athena|delius|oasys|visor|su|yp|cyp|";

bool headmixed_is_filler(struct slice word) {
    return word.n == 1 || headwords_digits(word) || headwords_in(word, fillers) ||
           headwords_in(word, numbers);
}

/* Words from `from` on that are a number of the register that they name: LL ID, Client Ref No. */
static size_t register_words(const struct headwords *w, size_t from) {
    size_t to = from + 1;
    if (!headwords_in(w->word[from], registers))
        return 0;
    while (to < w->n && headwords_in(w->word[to], numbers))
        to++;
    return to > from + 1 ? to - from : 0;
}

/* The longest spelling from `from` on; how many words it has, 0: none. */
static size_t spelling(enum label *label, const struct headwords *w, size_t from) {
    size_t most = from + SPELLING_MAX < w->n ? from + SPELLING_MAX : w->n;
    for (size_t to = most; to > from; to--) {
        *label = headspell_label(w, from, to);
        if (*label != LABEL_NONE)
            return to - from;
    }
    *label = LABEL_ID;
    return register_words(w, from);
}

static bool is_question(const struct headwords *w) {
    bool any = false;
    for (size_t i = 0; i < w->n; i++)
        any = any || headwords_in(w->word[i], questions);
    return any;
}

/* The spellings are of one kind, or of kinds that stand together in one column. */
static bool agree(uint32_t labels) {
    const uint32_t who = 1u << LABEL_NAME | 1u << LABEL_DATE | 1u << LABEL_ID | 1u << LABEL_CONTACT;
    bool one = (labels & (labels - 1)) == 0;
    return (!(labels & 1u << LABEL_GROUP) || (labels & 1u << LABEL_NAME)) &&
           (one || (labels & who) != 0);
}

/* Whether the word at i, which is part of no spelling, leaves open what the column holds. labels:
 * of the spellings before it. */
static bool may_stand(const struct headwords *w, size_t i, uint32_t labels, bool question) {
    const struct slice word = w->word[i];
    const bool places = labels & 1u << LABEL_PLACE;
    if (slice_is(word, "how") && !(i + 1 < w->n && slice_is(w->word[i + 1], "old")))
        return false;
    if (slice_is(word, "or") && places && !question) /* Town or rural: which of them it is */
        return false;
    return headmixed_is_filler(word) || headwords_in_plural(word, owners) ||
           (question && headwords_in(word, labels ? asked : asking));
}

struct meaning headmixed_read(const struct headwords *w) {
    const struct meaning none = {LABEL_NONE, 0, 0};
    const bool question = is_question(w);
    struct meaning m = none;
    uint32_t labels = 0;
    bool number = false;
    for (size_t i = 0, n; i < w->n; i += n) {
        enum label label = LABEL_NONE;
        n = spelling(&label, w, i);
        if (n > 0) {
            labels |= 1u << label;
            if (m.label == LABEL_NONE || (label == LABEL_NAME && m.label != LABEL_NAME))
                m = (struct meaning){label, i, i + n};
            continue;
        }
        if (!may_stand(w, i, labels, question))
            return none;
        number |= headwords_in(w->word[i], numbers);
        n = 1;
    }
    /* a school's number is nobody's */
    const bool numbered = m.label == LABEL_NAME || m.label == LABEL_ID || m.label == LABEL_CONTACT;
    return agree(labels) && (!number || numbered) ? m : none;
}

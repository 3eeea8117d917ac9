#include "run/headers.h"

#include <stdbool.h>
#include <string.h>

#include "run/headmixed.h"
#include "run/headspell.h"
#include "run/headwords.h"

/* Whose it is, and which of several. Taken off the front. */
static const char before[] =
    "|client|clients|child|childs|children|childrens|patient|patients|service|user|users|su|person"
    "|persons|pupil|pupils|student|students|learner|young|yp|yps|cyp|mother|mothers|father|fathers"
    "|mum|mums|dad|dads|parent|parents|carer|carers|guardian|guardians|partner|partners|sibling"
    "|siblings|brother|sister|applicant|applicants|tenant|tenants|customer|customers|respondent"
    "|respondents|participant|participants|subject|subjects|adult|adults|resident|residents|member"
    "|victim|victims|suspect|perpetrator|witness|referrer|referrers|nok|next|of|kin|emergency"
    "|contact|gp|gps|doctor|doctors|worker|workers|social|teacher|teachers|staff|practitioner"
    "|manager|author|home|current|previous|main|primary|secondary|alternative|alternate|other"
    "|personal|work|correspondence|permanent|temporary|last|known|your|my|the|their|his|her|please"
    "|enter|what|is|foster|household|baby|employee|individual|individuals|recipient|preferred"
    "|chosen|legal|usual|official|birth|full|grandparent|grandmother|grandfather|aunt|uncle|son"
    "|daughter|spouse|husband|wife|relative|absent|biological|adoptive|registered|claimed"
    "|complainant|claimant|defendant|appellant|offender|prisoner|detainee|householder|landlord"
    "|neighbour|caller|friend|attendee|delegate|volunteer|donor|delegates|q|qu|question|who|best"
    "|subj|pt|chd|sw|owner|cl|deceased|";
/* Taken off the end. */
static const char after[] =
    "|text|value|field|optional|please|required|primary|secondary|current|home|work|personal|main"
    "|if|known|txt|str|desc|dd|mm|yyyy|yy|ddmmyyyy|of|client|child|patient|person|pupil|student"
    "|mother|father|parent|carer|the|young|service|user|respondent|participant|applicant|one|two"
    "|three|line|s|deceased|not|years|";

/* Words to take off at `from`: "service user" goes as one, or a user name would be left; of several
 * (child 2 surname) the number too. */
static size_t front_words(const struct headwords *w, size_t from) {
    if (from > 0 && headwords_digits(w->word[from]))
        return 1;
    if (!headwords_in_plural(w->word[from], before))
        return 0;
    bool pair = slice_is(w->word[from], "service") && from + 1 < w->n &&
                slice_starts(w->word[from + 1], slice_of("user"));
    return pair ? 2 : 1;
}

/* Tries the words with ever more taken off the front. */
static struct meaning without_front(const struct headwords *w, size_t to) {
    for (size_t from = 0, off = 1; off > 0 && from < to; from += off) {
        enum label l = headspell_label(w, from, to);
        if (l != LABEL_NONE)
            return (struct meaning){l, from, to};
        off = front_words(w, from);
    }
    return (struct meaning){LABEL_NONE, 0, 0};
}

/* Age at referral, age when first seen: whatever it was then. */
static bool is_age_then(const struct headwords *w) {
    return w->n > 2 && w->n < 7 && slice_is(w->word[0], "age") &&
           headwords_in(w->word[1], "|at|on|when|as|");
}

static struct meaning meaning_of(const struct headwords *w) {
    for (size_t to = w->n; to > 0; to--) {
        struct meaning m = without_front(w, to);
        if (m.label != LABEL_NONE)
            return m;
        struct slice last = w->word[to - 1];
        if (!headwords_in(last, after) && !headwords_digits(last))
            break;
    }
    if (is_age_then(w))
        return (struct meaning){LABEL_AGE, 0, w->n};
    return (struct meaning){LABEL_NONE, 0, 0};
}
/* Of a date that is kept in parts (dob-day, /dateOfBirth/year) the words before the part say what
 * it is; w: those of the header. */
static enum label part_label(struct headwords *w, struct slice header) {
    if (w->n == 0 ||
        !headwords_in(w->word[w->n - 1],
                      "|d|m|y|dd|mm|yy|yyyy|day|month|year|dayofmonth|yr|mth|mo|mnth|"))
        return LABEL_NONE;
    if (w->n > 1)
        w->n--;
    else if (!headwords_make(w, headwords_last_member(headwords_parent(header))))
        return LABEL_NONE;
    const bool birth = w->n == 1 && headwords_in(w->word[0], "|birth|");
    return birth || meaning_of(w).label == LABEL_DATE ? LABEL_DATE : LABEL_NONE;
}

/* Of a value that stands by a name or number of its own in what is called after all of them
 * ({"ages": {"Sarah": 12}}, {"phone": {"value": ...}}) what that says. */
static enum label member_label(const struct headwords *w, struct slice header) {
    static const char many[] =
        "|ages|names|forenames|surnames|phones|emails|dobs|postcodes|addresses|nicknames|aliases"
        "|mobiles|birthdays|";
    const struct slice last = headwords_last_member(header);
    struct headwords of;
    if (last.n == header.n ||
        !headwords_make(&of, headwords_last_member(headwords_parent(header))) || of.n == 0)
        return LABEL_NONE;
    if (w->n == 1 && headwords_in(w->word[0], "|value|number|") && of.n == 1 &&
        headwords_in(of.word[0], "|contact|contacts|"))
        return LABEL_CONTACT;
    const bool one = w->n == 1 && headwords_in(w->word[0], "|value|number|no|text|raw|display|");
    return one || headwords_in(of.word[of.n - 1], many) ? meaning_of(&of).label : LABEL_NONE;
}

/* Postcode (we will not share it), Name (if you want a reply): without what is only said of it. */
static struct slice without_aside(struct slice header) {
    static const char begins[] =
        "|if|so|we|this|please|only|leave|note|eg|will|your|for|as|it|not|";
    const char *open = header.n ? memchr(header.p, '(', header.n) : NULL;
    struct headwords w;
    if (!open || header.p[header.n - 1] != ')')
        return header;
    const size_t at = (size_t)(open - header.p);
    const bool aside = headwords_make(&w, slice_cut(header, at, header.n)) && w.n > 1 &&
                       headwords_in(w.word[0], begins);
    return aside ? slice_trim(slice_cut(header, 0, at)) : header;
}

enum label header_label(struct slice header) {
    struct headwords w;
    header = without_aside(header);
    if (!headwords_make(&w, headwords_last_member(header)))
        return LABEL_NONE;
    enum label label = meaning_of(&w).label;
    if (label == LABEL_NONE)
        label = member_label(&w, header);
    if (label == LABEL_NONE)
        label = headmixed_read(&w).label;
    return label != LABEL_NONE ? label : part_label(&w, header);
}

/* Who somebody is to the person whom the record is about, and others of a case. */
static const char relations[] =
    "|mother|mothers|mum|mums|mam|mom|father|fathers|dad|dads|parent|parents|carer|carers|guardian"
    "|guardians|partner|partners|expartner|sibling|siblings|brother|brothers|sister|sisters"
    "|grandparent|grandparents|grandmother|grandfather|gran|nan|grandad|aunt|uncle|cousin|son|sons"
    "|daughter|daughters|child|children|spouse|husband|wife|relative|relatives|stepmother"
    "|stepfather|stepmum|stepdad|friend|friends|neighbour|landlord|perpetrator|perpetrators|victim"
    "|victims|suspect|suspects|witness|witnesses|complainant|claimant|defendant|appellant|offender"
    "|nominal|gp|gps|doctor|consultant|psychiatrist|psychologist|paediatrician|midwife|nurse"
    "|teacher|senco|dsl|lado|coach|mentor|chair|manager|client|patient|resident|tenant|applicant"
    "|respondent|pupil|student|yp|cyp|person|persons|people|attendee|attendees|invitees|apologies"
    "|family|household|professionals|practitioner|practitioners|officer|sw|iro|fsw|hv|cpn|ot|idva"
    "|clinician|coordinator|ordinator|owner|editor|escort|deceased|bully|bullies|boyfriend"
    "|girlfriend|fiance|ex|amhp|bia|imca|lpa|dpo|spoc|hoy|ddsl|ta|hlta|holder|sib|sibs|bro|sis|mgm"
    "|mgf|pgm|pgf|bm|bf|psr|adult|adults|leader|leaders|tutor|cc|bcc|worker|workers|staff|sender"
    "|senders|speaker|organiser|organizer|facilitator|host|presenter|leaseholder|occupant"
    "|occupants|occupier|occupiers|householder|nok|dr|oic|recipient|recipients|participant"
    "|participants|supervisor|lead|leads|responsible|alerted|informed|whom|who|by|ice|facilitators"
    "|composition|subject|subjects|minuted|scribe|user|users|";
static const char around_relations[] =
    "|the|of|other|others|main|current|previous|first|second|birth|foster|step|ex|adoptive"
    "|biological|absent|lead|named|allocated|s|and|or|members|member|significant|young|service"
    "|user|social|key|probation|police|school|family|maternal|paternal|mothers|fathers|lives"
    "|living|with|in|spoken|to|seen|present|half|full|new|prospective|kinship|primary|co|joint"
    "|care|es|important|nearest|informal|unpaid|alleged|pr|at|risk|referral|channel|have|caused"
    "|harm|visit|deputy|assistant|form|registration|registered|usual|clinical|housing|patch"
    "|neighbourhood|action|task|case|owning|required|optional|meeting|charge|person|group|contact"
    "|emergency|submitted|chaired|raised|prepared|written|led|made|done|actioned|checked|reviewed"
    "|processed|supervised|uploaded|sent|received|booked|you|assigned|reported|escalated|out|o|n|k"
    "|your|linked|involved|which|is|are|";

/* Who made the referral? Q7 Who helped you most? */
static bool asks_who(const struct headwords *w) {
    size_t i = 0;
    while (i < w->n &&
           (headwords_digits(w->word[i]) || headwords_in(w->word[i], "|q|qu|question|")))
        i++;
    return i + 1 < w->n && slice_is(w->word[i], "who");
}

/* Worker, supervisor, aggressor: what ends as words for who does something end, but for words that
 * do not mean that. */
static bool is_agent(struct slice word) {
    static const char others[] =
        "|number|order|other|gender|quarter|letter|answer|transfer|register|center|sector|factor"
        "|error|disorder|barrier|trigger|indicator|offer|paper|water|weather|summer|winter|colour"
        "|floor|door|power|chapter|cluster|tender|whether|parameter|filter|integer|counter|timer"
        "|layer|folder|header|footer|marker|tracker|computer|printer|scanner|after|over|under"
        "|never|ever|per|for|or|nor|further|later|former|corner|tower|border|danger|anger|cancer"
        "|fever|monitor|major|minor|prior|motor|color|behavior|semester|september|october|november"
        "|december|easter|river|manner|matter|character|master|neither|either|together|";
    if (word.n > 4 && word.p[word.n - 1] == 's')
        word.n--;
    const char *end = word.p + word.n;
    return word.n > 4 && (memcmp(end - 2, "er", 2) == 0 || memcmp(end - 2, "or", 2) == 0) &&
           !headwords_in(word, others);
}

/* Of few words of which the last says that it is somebody: Duty worker, Signed off by, Contact 2,
 * Head of service. */
static bool ends_in_person(const struct headwords *w) {
    enum { FEW = 5 };
    static const char counts[] =
        "|number|no|num|total|count|how|do|does|did|are|is|was|have|has|relationship|type|age|date"
        "|time|if|any|which|what|when|where|";
    size_t n = w->n;
    while (n > 1 && (headwords_digits(w->word[n - 1]) || slice_is(w->word[n - 1], "s")))
        n--;
    const struct slice last = w->word[n - 1], first = w->word[0];
    const bool contact = headwords_in(last, "|contact|contacts|");
    if (w->n > FEW || headwords_in(first, counts))
        return false;
    if (n > 1 && slice_is(first, "head") && slice_is(w->word[1], "of"))
        return true;
    if (contact)
        return n < w->n ||
               (n == 2 && headwords_in(first, "|key|main|priority|best|family|school|"));
    return is_agent(last) || (n > 1 && slice_is(last, "by")) ||
           (n > 1 && headwords_in_plural(last, relations) &&
            !headwords_in(last, "|family|case|child|"));
}

bool header_is_person(struct slice header) {
    struct headwords w;
    bool person = false;
    if (!headwords_make(&w, headwords_last_member(header)) || w.n == 0)
        return false;
    if (asks_who(&w) || ends_in_person(&w))
        return true;
    for (size_t i = 0; i < w.n; i++) {
        bool relation = headwords_in_plural(w.word[i], relations);
        if (!relation && !headwords_digits(w.word[i]) && !headwords_in(w.word[i], around_relations))
            return false;
        person |= relation;
    }
    char joined[HEADWORDS_JOINED];
    return person || headwords_in(headwords_join(joined, &w, 0, w.n),
                                  "|lives with|living with|seen with|allocated|significant others"
                                  "|spoken to|present|");
}

enum age_column header_age_column(struct slice header) {
    char joined[HEADWORDS_JOINED];
    struct headwords w;
    if (!headwords_make(&w, headwords_last_member(header)) || w.n == 0)
        return AGE_COLUMN_YEARS;
    struct slice words = headwords_join(joined, &w, 0, w.n);
    if (headwords_in(words, "|year group|yeargroup|yr group|school year|school year group|nc year"
                            "|ncyear|ncy|nc year group|national curriculum year|year grp|yr grp|"))
        return AGE_COLUMN_SCHOOL;
    return headwords_in(w.word[w.n - 1], "|month|months|mths|") ? AGE_COLUMN_MONTHS
                                                                : AGE_COLUMN_YEARS;
}

bool header_is_birth(struct slice header) {
    char joined[HEADWORDS_JOINED];
    struct headwords w;
    if (!headwords_make(&w, headwords_last_member(header)))
        return true;
    struct meaning m = meaning_of(&w);
    return m.label != LABEL_DATE || !headwords_in(headwords_join(joined, &w, m.from, m.to),
                                                  "|date of death|dod|due date|edd|");
}

/* {"type": {"text": ...}, "value": ...} */
static bool is_row_name(struct slice pointer) {
    static const char outer[] = "|type|code|attribute|field|property|variable|question|item|key|";
    struct headwords w;
    size_t at = pointer.n;
    while (at > 0 && pointer.p[at - 1] != '/')
        at--;
    return at > 0 && headwords_make(&w, slice_cut(pointer, at, pointer.n)) && w.n == 1 &&
           headwords_in(w.word[0], outer);
}

enum header_row header_row(struct slice header) {
    static const struct {
        const char *list;
        enum header_row row;
    } rows[] = {
        {"|field|field name|fieldname|key|keyname|key name|name|attribute|attribute name|attr|k"
         "|variable|variable name|varname|property|property name|column|column name|colname|element"
         "|element name|parameter|data item|form field|field label|data field|",
         ROW_FIELD},
        {"|question|question text|question title|question name|question label|q|item|item name"
         "|item text|prompt|label|heading|header|type|system|title|",
         ROW_HEADING},
        {"|value|values|val|v|answer|answers|answer text|answer value|a|response|responses"
         "|response text|response value|text|content|data|input|attribute value|field value"
         "|item value|property value|string value|text value|value text|",
         ROW_VALUE},
        {"|old|new|old value|new value|previous value|current value|oldvalue|newvalue|before|after"
         "|from|to|",
         ROW_CHANGE}};
    char joined[HEADWORDS_JOINED];
    struct headwords w;
    if (!headwords_make(&w, headwords_last_member(header)) || w.n == 0 || w.n > 2)
        return ROW_NONE;
    struct slice words = headwords_join(joined, &w, 0, w.n);
    if (headwords_in(words, "|text|display|name|label|title|") &&
        is_row_name(headwords_parent(header)))
        return ROW_ABOVE;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (headwords_in(words, rows[i].list))
            return rows[i].row;
    return ROW_NONE;
}

/* ---- whose name ---- */

static const char given[] =
    "|first nm|fst nm|1st name|fnm|f nm|enw cyntaf|imię|imie|first name|firstname|first names"
    "|forename|forenames|fore name|fname|f name|given name|given names|givenname|christian name|";
static const char middle[] = "|middle name|middlename|middle names|middle initial|";
static const char surname[] =
    "|last nm|sur nm|snm|s nm|cyfenw|nazwisko|surname|sur name|surnames|last name|lastname|lname"
    "|l name|family name|familyname|second name|";
static const char alias[] =
    "|maiden name|birth name|previous name|previous names|former name|known as|also known as|aka"
    "|alias|aliases|preferred name|known name|nickname|nick name|display name|initials|";
/* Full names of others than the person whom the record is about. */
static const char others[] =
    "|social worker|allocated worker|allocated social worker|key worker|keyworker|next of kin"
    "|completed by|recorded by|entered by|created by|written by|author|author name|referrer"
    "|referred by|case worker|caseworker|worker name|staff name|practitioner name|informant"
    "|emergency contact|worker|workers|";
/* Words for the person whom the record is about, and words that say nothing. */
static const char own[] =
    "|client|clients|child|childs|patient|patients|service|user|users|su|person|persons|pupil"
    "|pupils|student|students|learner|young|yp|yps|cyp|applicant|applicants|tenant|tenants"
    "|customer|customers|respondent|respondents|participant|participants|subject|subjects|adult"
    "|adults|resident|residents|recipient|individual|individuals|your|my|the|please|enter|what|is"
    "|s|current|text|value|field|optional|required|txt|str|of|known|if|main|primary|";

static uint8_t part_of(const struct headwords *w, struct meaning m, bool *other) {
    char joined[HEADWORDS_JOINED];
    struct slice s = headwords_join(joined, w, m.from, m.to);
    *other = headwords_in(s, others);
    return headwords_in(s, given)     ? NAME_GIVEN
           : headwords_in(s, middle)  ? NAME_MIDDLE
           : headwords_in(s, surname) ? NAME_SURNAME
           : headwords_in(s, alias)   ? NAME_ALIAS
                                      : NAME_FULL;
}

/* Mother's and mother are one owner. */
static void hash_word(struct header_person *p, struct slice word) {
    if (word.n > 3 && word.p[word.n - 1] == 's')
        word.n--;
    for (size_t i = 0; i < word.n; i++)
        p->owner = (p->owner ^ (uint8_t)word.p[i]) * 16777619u;
    p->owner = (p->owner ^ ' ') * 16777619u;
    p->own = false;
}

/* Takes the words of w outside [from, to) as saying whose it is; mixed: among words that say
 * nothing of it. */
static void hash_owner(struct header_person *p, const struct headwords *w, size_t from, size_t to,
                       bool mixed) {
    for (size_t i = 0; i < w->n; i++)
        if ((i < from || i >= to) && !headwords_in(w->word[i], own) &&
            !(mixed && headmixed_is_filler(w->word[i])))
            hash_word(p, w->word[i]);
}

/* What stands before the last member of a pointer: /mother/first_name, /children/0/surname. */
static void hash_parents(struct header_person *p, struct slice header, struct slice last) {
    struct slice rest = {header.p, (size_t)(last.p - header.p)};
    while (rest.n > 1) {
        struct headwords w;
        struct slice member = slice_cut(rest, 1, rest.n);
        const char *slash = memchr(member.p, '/', member.n);
        member.n = slash ? (size_t)(slash - member.p) : member.n;
        if (headwords_make(&w, member))
            hash_owner(p, &w, 0, 0, false);
        else
            hash_word(p, member);
        rest = slice_cut(rest, member.n + 1, rest.n);
    }
}

struct header_person header_person(struct slice header) {
    struct header_person p = {.owner = 2166136261u, .part = NAME_FULL, .own = true};
    header = without_aside(header);
    struct slice last = headwords_last_member(header);
    struct headwords w;
    bool other = false;
    hash_parents(&p, header, last);
    size_t end = (size_t)(last.p - header.p) + last.n;
    if (end < header.n) /* /names/0 and /names/1 are two */
        hash_word(&p, slice_cut(header, end, header.n));
    if (!headwords_make(&w, last)) {
        hash_word(&p, last);
        return p;
    }
    struct meaning m = meaning_of(&w);
    bool mixed = m.label == LABEL_NONE;
    if (mixed)
        m = headmixed_read(&w);
    if (m.label == LABEL_NAME)
        p.part = part_of(&w, m, &other);
    else
        m.from = m.to = 0;
    hash_owner(&p, &w, m.from, m.to, mixed);
    for (size_t i = m.from; other && i < m.to; i++)
        hash_word(&p, w.word[i]);
    return p;
}

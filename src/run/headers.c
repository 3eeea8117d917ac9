#include "run/headers.h"

#include <stdbool.h>
#include <string.h>

#include "find/placeholder.h"

enum { WORDS_MAX = 10, PLAIN_MAX = 96 };

/* A header in words: lower case, without punctuation. */
struct plain {
    char bytes[PLAIN_MAX];
    struct slice word[WORDS_MAX];
    size_t n;
};

/* Spellings after words about whose it is were taken off both ends; words joined by one space.
 * Entries stand between bars. */
static const char names[] =
    "|name|names|full name|fullname|first name|firstname|first names|forename|forenames"
    "|fore name|fname|f name|given name|given names|givenname|christian name|middle name"
    "|middlename|middle names|middle initial|second name|surname|sur name|surnames|last name"
    "|lastname|lname|l name|family name|familyname|maiden name|birth name|previous name"
    "|previous names|former name|known as|also known as|aka|alias|aliases|preferred name"
    "|known name|nickname|nick name|legal name|display name|initials|name of person"
    "|person name|personname|name surname|name and surname|first and last name"
    "|first name and surname|social worker|allocated worker|allocated social worker"
    "|key worker|keyworker|next of kin|completed by|recorded by|entered by|created by"
    "|written by|author|author name|referrer|referred by|case worker|caseworker|worker name"
    "|staff name|practitioner name|informant|emergency contact|clientname|childname"
    "|patientname|title and name|sname|s name|gname|g name|forenames and surname"
    "|surname and forename|surname forename|surname first name|firstname lastname"
    "|first name last name|preferred first name|preferred forename|preferred surname"
    "|chosen name|name at birth|surname at birth|birth surname|former surname"
    "|previous surname|other names|other name|familiar name|pet name|screen name|goes by"
    "|likes to be called|name known by|name used|title forename surname|iro|iro name|cp chair"
    "|sw|sw name|lead professional|lead worker|lead practitioner|named person|named nurse"
    "|named worker|named social worker|allocated to|allocated practitioner|assigned to"
    "|assigned worker|assigned social worker|case holder|caseholder|case owner|case manager"
    "|line manager|team manager|supervisor|supervising social worker|health visitor"
    "|school nurse|named gp|usual gp|personal adviser|personal advisor|support worker"
    "|interpreter name|solicitor|signed|signed by|signature|contact name|contact person"
    "|staff member|reported by|reporter|interviewer|interviewed by|assessed by|assessor"
    "|visited by|seen by|taken by|call taken by|caller|caller name|updated by|modified by"
    "|last modified by|last updated by|approved by|authorised by|owner name|user full name"
    "|attendees|attended by|appropriate adult|advocate|advocate name|attorney"
    "|deputy name|headteacher|head teacher|class teacher|form tutor|tutor|childminder|worker"
    "|workers|alias es|last modified user|modified user|created user|updated user|last updated user"
    "|entered user|recorded user|created by user|updated by user|modified by user|are you called"
    "|do people call you|named adult|fnm|f nm|snm|s nm|enw|enw cyntaf|enw llawn|cyfenw|imię|imie"
    "|nazwisko|login|login name|logon|edited by|last edited by|locked by|opened by|closed by"
    "|deleted by|viewed by|allocated by|exported by|amended by|input by|logged by|raised by"
    "|names ages|names and ages|name age|name and age|names dobs|names and dobs|name dob"
    "|first nm|last nm|fst nm|sur nm|1st name|2nd name|ward manager|head of household"
    "|name and dob|names and dates of birth|name and date of birth|";
static const char ages[] =
    "|age|ages|age years|age in years|age yrs|age at referral|age at incident|age now"
    "|age months|age in months|age at death|age today|age band start|age years months"
    "|age yrs mths|age at assessment|age at visit|age at contact|age at diagnosis"
    "|age at admission|age at placement|age at interview|current age|exact age"
    "|age mths|age ref|oed|oedran|approx age|approximate age|estimated age|est age|decimal age"
    "|actual age|real age|age approx|age estimated|age of child|age of children"
    "|ages of children|ages of siblings|how old is the child"
    "|age on admission|age when seen|age last birthday|how old are you|how old|how old is child"
    "|how old is your child|how old are you now|";
static const char places[] =
    "|address|addresses|full address|postal address|street address|addr|add 1|add 2|add 3"
    "|add 4|address line|addressline|street|street name|road|house number|house name"
    "|house name or number|house number or name|flat number|town|city|town city|town or city"
    "|village|locality|county|postcode|post code|postcodes|post codes|pcode|p code|zip"
    "|zip code|zipcode|postal code|place of birth|birthplace|birth place|town of birth"
    "|country of birth|school|school name|school attended|name of school|college name"
    "|nursery name|gp surgery|gp practice|surgery name|practice name|hospital|hospital name"
    "|name of hospital|care home|care home name|name of care home|placement address|uprn"
    "|coordinates|latitude|longitude|addr 1|addr 2|addr 3|address 1 street"
    "|first line of address|address first line|second line of address|address town"
    "|address city|address postcode|postal town|post town|district|ward|parish|borough"
    "|neighbourhood|neighborhood|estate|home town|hometown|house|house no|house num|flat"
    "|flat no|apartment|door number|street number|building|building name|property address"
    "|property name|placement name|name of placement|placement postcode|establishment name"
    "|setting name|name of setting|provider name|unit name|home name|current school"
    "|previous school|last school|primary school|secondary school|name of nursery|college"
    "|university|gp name and address|gp address|practice address|practice postcode"
    "|registered practice|pharmacy|place of work|workplace|place of worship|country of origin"
    "|birth country|born in|where born|lat|long|lng|lon|easting|northing|grid ref"
    "|grid reference|what3words|what 3 words|w3w|lsoa|lsoa code|output area|usual address"
    "|address of incident|incident address|incident location|location of incident"
    "|delivery address|billing address|forwarding address|outcode|incode|out code|in code"
    "|outward code|inward code|postcode out|postcode in|postcode district|postcode sector|pc1"
    "|pc2|pc 1|pc 2|location latitude|location longitude|location lat|location long"
    "|location lng|location lon|school do you go to|school do you attend|school are you at"
    "|school does your child go to|which school do you go to|cyfeiriad|cod post|hse no"
    "|hse number|x coord|y coord|xcoord|ycoord|x coordinate|y coordinate|where do you live"
    "|where do you live now|where are you from|where were you born|";
static const char dates[] =
    "|dob|d o b|do b|date of birth|dateofbirth|birth date|birthdate|birthday|birth day"
    "|date born|born|year of birth|yob|month of birth|birth year|date of death|dod|due date"
    "|edd|d o birth|date birth|dt of birth|dt birth|birth dt|dte of birth|dateofdeath"
    "|death date|dyddiad geni|dob edd|dob or edd|date of birth edd|dob age|dob or age"
    "|date died|expected date of delivery|expected due date|baby due|dob dd mm yyyy"
    "|when were you born|when is your birthday|estimated date of birth|est dob|claimed dob"
    "|claimed date of birth|age disputed dob|";
static const char contacts[] =
    "|email|emails|e mail|email address|email addresses|e mail address|emailaddress|mail"
    "|phone|phones|telephone|tel|tel no|tel number|telno|phone number|phone numbers|phone no"
    "|phonenumber|telephone number|telephone no|telephonenumber|mobile|mobile number"
    "|mobile no|mobile phone|mobilenumber|mobile phone number|mobile telephone|mob|mob no"
    "|landline|landline number|fax|fax number|contact number|contact no|contact details"
    "|contact phone|contact email|contact telephone|whatsapp|whatsapp number|username"
    "|user name|handle|twitter|twitter handle|instagram|snapchat|facebook|tiktok|skype|ip"
    "|ip address|ipaddress|cell|cell phone|cellphone|cell number|home phone|home telephone"
    "|home tel|work phone|work telephone|work tel|day phone|daytime phone|daytime telephone"
    "|daytime number|evening phone|evening telephone|phone home|phone mobile|phone work"
    "|telephone home|telephone mobile|telephone work|tel home|tel mobile|tel work|contact tel"
    "|contact mobile|emergency number|emergency phone|emergency contact number"
    "|emergency contact phone|emergency telephone|best number|preferred number"
    "|preferred contact number|preferred email|linkedin|discord|discord name|snapchat name"
    "|instagram handle|telegram|signal number|gamertag|gamer tag|psn|psn id|xbox name"
    "|telecom|ffôn|rhif ffôn|rhif ffon|skype name|pager|bleep|dx|dx number|";
static const char ids[] =
    "|nhs|nhs no|nhs number|nhsno|nhsnumber|nhs num|nhs id|chi|chi number|ni|ni no|ni number"
    "|nino|national insurance|national insurance number|national insurance no|upn"
    "|unique pupil number|pupil number|uln|unique learner number|utr"
    "|unique taxpayer reference|passport|passport number|passport no|driving licence"
    "|driving licence number|licence number|driver number|vehicle registration|vehicle reg"
    "|registration number|number plate|vrm|vrn|police reference|police ref|crime reference"
    "|crime reference number|crime number|crime ref|urn|case number|case no|case ref"
    "|case reference|case reference number|case id|caseid|casenumber|court reference"
    "|court case number|hospital number|hospital no|mrn|medical record number|client id"
    "|clientid|client number|client no|client ref|client reference|person id|personid"
    "|person number|child id|childid|patient id|patientid|patient number|pupil id|student id"
    "|student number|service user id|mosaic id|mosaic number|liquidlogic id|liquid logic id"
    "|swift id|swift number|carefirst id|care first id|rio number|rio id|systmone number"
    "|emis number|pnc id|pnc number|home office reference|home office ref|arc number"
    "|account number|bank account|sort code|iban|rent account number|tenancy reference"
    "|staff id|staff number|employee id|employee number|payroll number|nhsn"
    "|national health number|ni num|brp|brp number|brp no|visa number|share code"
    "|unique reference|unique reference number|unique ref|unique identifier|referral id"
    "|referral number|referral no|referral ref|referral reference|file number|file no"
    "|file ref|file reference|our ref|your ref|our reference|your reference|police number"
    "|custody number|custody no|custody record number|custody ref|collar number"
    "|shoulder number|warrant number|prison number|prison no|prisoner number|nomis|nomis id"
    "|nomis number|nomis no|noms|noms id|noms number|noms no|cro|cro number|cro no|asn"
    "|local id|local patient id|pas number|pas id|district number|hosp no|hosp number"
    "|hospital id|unit number|chi no|h and c number|hcn|hsc number|health and care number"
    "|laa reference|laa ref|ho ref|ho reference|home office number|home office no|arc|arc no"
    "|nass ref|nass number|nass reference|ehcp number|ehcp ref|candidate number|candidate no"
    "|uci|uci number|ucas id|ucas number|membership number|membership no|member id"
    "|member number|customer id|customer number|customer no|customer ref|customer reference"
    "|account no|account ref|account id|policy number|council tax number"
    "|council tax reference|council tax ref|rent ref|rent reference|rent account"
    "|tenancy number|tenancy ref|tenancy id|property ref|property reference|housing ref"
    "|housing reference|housing register number|application number|application no"
    "|application ref|application reference|vehicle registration number|vehicle reg no"
    "|car reg|car registration|reg no|reg number|licence no|license number|gmc number|gmc no"
    "|nmc pin|nmc number|swe number|hcpc number|dbs number|dbs certificate number|dbs no|imei"
    "|mac address|iccid|serial number|incident number|incident ref|incident reference"
    "|log number|cad|cad number|cad ref|crime no|niche|niche ref|niche number|athena ref"
    "|holmes ref|ecris|ics id|ics number|framework id|framework i id|frameworki id|azeus id"
    "|eclipse id|capita one id|cms ref|system 1 number|emis id|swift no|care director id"
    "|caredirector id|mainframe id|esr number|esr no|employee no|payroll no|staff no|pupil no"
    "|admission number|admission no|former upn|dfe number|teacher reference number|trn|";
static const char groups[] =
    "|ethnicity|ethnic group|ethnic origin|nationality|religion|faith|race|first language"
    "|main language|";

/* Whose it is, and which of several. Taken off the front. */
static const char before[] =
    "|client|clients|child|childs|children|childrens|patient|patients|service|user|users|su"
    "|person|persons|pupil|pupils|student|students|learner|young|yp|yps|cyp|mother|mothers"
    "|father|fathers|mum|mums|dad|dads|parent|parents|carer|carers|guardian|guardians|partner"
    "|partners|sibling|siblings|brother|sister|applicant|applicants|tenant|tenants|customer"
    "|customers|respondent|respondents|participant|participants|subject|subjects|adult|adults"
    "|resident|residents|member|victim|victims|suspect|perpetrator|witness|referrer|referrers"
    "|nok|next|of|kin|emergency|contact|gp|gps|doctor|doctors|worker|workers|social|teacher"
    "|teachers|staff|practitioner|manager|author|home|current|previous|main|primary|secondary"
    "|alternative|alternate|other|personal|work|correspondence|permanent|temporary|last|known"
    "|your|my|the|their|his|her|please|enter|what|is|foster|household|baby|employee"
    "|individual|individuals|recipient|preferred|chosen|legal|usual|official|birth|full"
    "|grandparent|grandmother|grandfather|aunt|uncle|son|daughter|spouse|husband|wife"
    "|relative|absent|biological|adoptive|registered|claimed|complainant|claimant|defendant"
    "|appellant|offender|prisoner|detainee|householder|landlord|neighbour|caller|friend"
    "|attendee|delegate|volunteer|donor|delegates|q|qu|question|who|best|subj|pt|chd|sw|owner"
    "|cl|deceased|";
/* Taken off the end. */
static const char after[] =
    "|text|value|field|optional|please|required|primary|secondary|current|home|work"
    "|personal|main|if|known|txt|str|desc|dd|mm|yyyy|yy|ddmmyyyy|of|client|child|patient"
    "|person|pupil|student|mother|father|parent|carer|the|young|service|user|respondent"
    "|participant|applicant|one|two|three|line|s|deceased|not|years|";

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool lower(char c) {
    return (c >= 'a' && c <= 'z') || (signed char)c < 0;
}

static bool digit(char c) {
    return c >= '0' && c <= '9';
}

/* What follows the last / of a pointer that is no array index. */
static struct slice last_member(struct slice s) {
    if (s.n == 0 || s.p[0] != '/')
        return s;
    for (;;) {
        size_t at = s.n;
        while (at > 0 && s.p[at - 1] != '/')
            at--;
        struct slice tail = slice_cut(s, at, s.n);
        bool index = tail.n > 0;
        for (size_t i = 0; i < tail.n; i++)
            index = index && digit(tail.p[i]);
        if (!index || at <= 1)
            return tail;
        s.n = at - 1;
    }
}

/* True where a new word begins although nothing stands between: firstName, NHSNumber, address1. */
static bool hump(struct slice s, size_t i) {
    if (i > 0 && digit(s.p[i]) && (lower(s.p[i - 1]) || upper(s.p[i - 1])))
        return true;
    if (i == 0 || !upper(s.p[i]))
        return false;
    return lower(s.p[i - 1]) || digit(s.p[i - 1]) ||
           (upper(s.p[i - 1]) && i + 1 < s.n && lower(s.p[i + 1]));
}

/* An apostrophe of any make at s.p[i]; *len its bytes. */
static bool apostrophe(struct slice s, size_t i, size_t *len) {
    *len = s.n - i >= 3 && memcmp(s.p + i, "\xE2\x80\x99", 3) == 0 ? 3 : 1;
    return *len == 3 || s.p[i] == '\'';
}

static bool end_word(struct plain *w, size_t start, size_t end) {
    if (end == start)
        return true;
    if (w->n == WORDS_MAX)
        return false;
    w->word[w->n++] = (struct slice){w->bytes + start, end - start};
    return true;
}

/* False when the header is too long to be one of ours, or a key that an earlier run replaced: what
 * it says in its placeholder it did not say before. */
static bool make_plain(struct plain *w, struct slice s) {
    size_t n = 0, start = 0, len = 1;
    w->n = 0;
    if (placeholder_at(s, NULL))
        return false;
    for (size_t i = 0; i < s.n; i += len) {
        len = 1;
        char c = s.p[i];
        if (apostrophe(s, i, &len))
            continue; /* client's → clients */
        bool letter = upper(c) || lower(c) || digit(c);
        if (!letter || hump(s, i)) {
            if (!end_word(w, start, n))
                return false;
            start = n;
        }
        if (!letter)
            continue;
        if (n == PLAIN_MAX)
            return false;
        w->bytes[n++] = upper(c) ? (char)(c - 'A' + 'a') : c;
    }
    return end_word(w, start, n);
}

/* list: "|one|another|". */
static bool is_one_of(struct slice s, const char *list) {
    for (const char *at = list + 1, *bar; (bar = strchr(at, '|')) != NULL; at = bar + 1)
        if ((size_t)(bar - at) == s.n && memcmp(at, s.p, s.n) == 0)
            return true;
    return false;
}

static bool all_digits(struct slice s) {
    for (size_t i = 0; i < s.n; i++)
        if (!digit(s.p[i]))
            return false;
    return s.n > 0;
}

/* Words [from, to) with one space between. */
static struct slice join_words(char joined[PLAIN_MAX + WORDS_MAX], const struct plain *w,
                               size_t from, size_t to) {
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        if (n > 0)
            joined[n++] = ' ';
        memcpy(joined + n, w->word[i].p, w->word[i].n);
        n += w->word[i].n;
    }
    return (struct slice){joined, n};
}

/* The label of words [from, to) taken together. */
static enum label look_up(const struct plain *w, size_t from, size_t to) {
    static const struct {
        const char *list;
        enum label label;
    } lists[] = {{names, LABEL_NAME},      {ages, LABEL_AGE}, {places, LABEL_PLACE},
                 {dates, LABEL_DATE},      {ids, LABEL_ID},   {groups, LABEL_GROUP},
                 {contacts, LABEL_CONTACT}};
    char joined[PLAIN_MAX + WORDS_MAX];
    struct slice words = join_words(joined, w, from, to);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (is_one_of(words, lists[i].list))
            return lists[i].label;
    return LABEL_NONE;
}

/* Whose it is: as listed, or with the s of a plural or possessive. */
static bool is_owner(struct slice word) {
    bool s = word.n > 3 && word.p[word.n - 1] == 's';
    return is_one_of(word, before) || (s && is_one_of(slice_cut(word, 0, word.n - 1), before));
}

/* Words to take off at `from`: "service user" goes as one, or a user name would be left; of several
 * (child 2 surname) the number too. */
static size_t front_words(const struct plain *w, size_t from) {
    if (from > 0 && all_digits(w->word[from]))
        return 1;
    if (!is_owner(w->word[from]))
        return 0;
    bool pair = slice_is(w->word[from], "service") && from + 1 < w->n &&
                slice_starts(w->word[from + 1], slice_of("user"));
    return pair ? 2 : 1;
}

/* The words of a header that say what it holds; the others say whose it is. */
struct meaning {
    enum label label;
    size_t from, to;
};

/* Tries the words with ever more taken off the front. */
static struct meaning without_front(const struct plain *w, size_t to) {
    for (size_t from = 0, off = 1; off > 0 && from < to; from += off) {
        enum label l = look_up(w, from, to);
        if (l != LABEL_NONE)
            return (struct meaning){l, from, to};
        off = front_words(w, from);
    }
    return (struct meaning){LABEL_NONE, 0, 0};
}

/* Age at referral, age when first seen: whatever it was then. */
static bool is_age_then(const struct plain *w) {
    return w->n > 2 && w->n < 7 && slice_is(w->word[0], "age") &&
           is_one_of(w->word[1], "|at|on|when|as|");
}

static struct meaning meaning_of(const struct plain *w) {
    for (size_t to = w->n; to > 0; to--) {
        struct meaning m = without_front(w, to);
        if (m.label != LABEL_NONE)
            return m;
        struct slice last = w->word[to - 1];
        if (!is_one_of(last, after) && !all_digits(last))
            break;
    }
    if (is_age_then(w))
        return (struct meaning){LABEL_AGE, 0, w->n};
    return (struct meaning){LABEL_NONE, 0, 0};
}

/* A pointer without its last member. */
static struct slice parent_of(struct slice s) {
    size_t at = s.n;
    while (at > 0 && s.p[at - 1] != '/')
        at--;
    return slice_cut(s, 0, at > 1 ? at - 1 : 0);
}

/* Of a date that is kept in parts (dob-day, /dateOfBirth/year) the words before the part say what
 * it is; w: those of the header. */
static enum label part_label(struct plain *w, struct slice header) {
    if (w->n == 0 ||
        !is_one_of(w->word[w->n - 1], "|d|m|y|dd|mm|yy|yyyy|day|month|year|dayofmonth|"))
        return LABEL_NONE;
    if (w->n > 1)
        w->n--;
    else if (!make_plain(w, last_member(parent_of(header))))
        return LABEL_NONE;
    const bool birth = w->n == 1 && is_one_of(w->word[0], "|birth|");
    return birth || meaning_of(w).label == LABEL_DATE ? LABEL_DATE : LABEL_NONE;
}

/* Of a value that stands by a name or number of its own in what is called after all of them
 * ({"ages": {"Sarah": 12}}, {"phone": {"value": ...}}) what that says. */
static enum label member_label(const struct plain *w, struct slice header) {
    static const char many[] = "|ages|names|forenames|surnames|phones|emails|dobs|postcodes"
                               "|addresses|nicknames|aliases|mobiles|birthdays|";
    const struct slice last = last_member(header);
    struct plain of;
    if (last.n == header.n || !make_plain(&of, last_member(parent_of(header))) || of.n == 0)
        return LABEL_NONE;
    if (w->n == 1 && is_one_of(w->word[0], "|value|number|") && of.n == 1 &&
        is_one_of(of.word[0], "|contact|contacts|"))
        return LABEL_CONTACT;
    const bool one = w->n == 1 && is_one_of(w->word[0], "|value|number|no|text|raw|display|");
    return one || is_one_of(of.word[of.n - 1], many) ? meaning_of(&of).label : LABEL_NONE;
}

enum label header_label(struct slice header) {
    struct plain w;
    if (!make_plain(&w, last_member(header)))
        return LABEL_NONE;
    enum label label = meaning_of(&w).label;
    if (label == LABEL_NONE)
        label = member_label(&w, header);
    return label != LABEL_NONE ? label : part_label(&w, header);
}

/* Who somebody is to the person whom the record is about, and others of a case. */
static const char relations[] =
    "|mother|mothers|mum|mums|mam|mom|father|fathers|dad|dads|parent|parents|carer|carers"
    "|guardian|guardians|partner|partners|expartner|sibling|siblings|brother|brothers|sister"
    "|sisters|grandparent|grandparents|grandmother|grandfather|gran|nan|grandad|aunt|uncle"
    "|cousin|son|sons|daughter|daughters|child|children|spouse|husband|wife|relative|relatives"
    "|stepmother|stepfather|stepmum|stepdad|friend|friends|neighbour|landlord|perpetrator"
    "|perpetrators|victim|victims|suspect|suspects|witness|witnesses|complainant|claimant"
    "|defendant|appellant|offender|nominal|gp|gps|doctor|consultant|psychiatrist|psychologist"
    "|paediatrician|midwife|nurse|teacher|senco|dsl|lado|coach|mentor|chair|manager|client"
    "|patient|resident|tenant|applicant|respondent|pupil|student|yp|cyp|person|persons|people"
    "|attendee|attendees|invitees|apologies|family|household|professionals|practitioner"
    "|practitioners|officer|sw|iro|fsw|hv|cpn|ot|idva|";
static const char around_relations[] =
    "|the|of|other|others|main|current|previous|first|second|birth|foster|step|ex|adoptive"
    "|biological|absent|lead|named|allocated|s|and|or|members|member|significant|young|service"
    "|user|social|key|probation|police|school|family|maternal|paternal|mothers|fathers|lives"
    "|living|with|in|spoken|to|seen|present|half|full|new|prospective|kinship|";

bool header_is_person(struct slice header) {
    struct plain w;
    bool person = false;
    if (!make_plain(&w, last_member(header)) || w.n == 0)
        return false;
    for (size_t i = 0; i < w.n; i++) {
        bool relation = is_one_of(w.word[i], relations);
        if (!relation && !all_digits(w.word[i]) && !is_one_of(w.word[i], around_relations))
            return false;
        person |= relation;
    }
    char joined[PLAIN_MAX + WORDS_MAX];
    return person || is_one_of(join_words(joined, &w, 0, w.n), "|lives with|living with|seen with"
                                                               "|spoken to|present|");
}

enum age_column header_age_column(struct slice header) {
    char joined[PLAIN_MAX + WORDS_MAX];
    struct plain w;
    if (!make_plain(&w, last_member(header)) || w.n == 0)
        return AGE_COLUMN_YEARS;
    struct slice words = join_words(joined, &w, 0, w.n);
    if (is_one_of(words, "|year group|yeargroup|yr group|school year|school year group|nc year"
                         "|ncyear|ncy|nc year group|national curriculum year|year grp|yr grp|"))
        return AGE_COLUMN_SCHOOL;
    return is_one_of(w.word[w.n - 1], "|month|months|mths|") ? AGE_COLUMN_MONTHS : AGE_COLUMN_YEARS;
}

bool header_is_birth(struct slice header) {
    char joined[PLAIN_MAX + WORDS_MAX];
    struct plain w;
    if (!make_plain(&w, last_member(header)))
        return true;
    struct meaning m = meaning_of(&w);
    return m.label != LABEL_DATE ||
           !is_one_of(join_words(joined, &w, m.from, m.to), "|date of death|dod|due date|edd|");
}

/* ---- whose name ---- */

static const char given[] = "|first nm|fst nm|1st name|fnm|f nm|enw cyntaf|imię|imie|first name"
                            "|firstname|first names|forename|forenames|fore name|fname|f name"
                            "|given name|given names|givenname|christian name|";
static const char middle[] = "|middle name|middlename|middle names|middle initial|";
static const char surname[] =
    "|last nm|sur nm|snm|s nm|cyfenw|nazwisko|surname|sur name|surnames|last name|lastname"
    "|lname|l name|family name|familyname|second name|";
static const char alias[] = "|maiden name|birth name|previous name|previous names|former name"
                            "|known as|also known as|aka|alias|aliases|preferred name|known name"
                            "|nickname|nick name|display name|initials|";
/* Full names of others than the person whom the record is about. */
static const char others[] = "|social worker|allocated worker|allocated social worker|key worker"
                             "|keyworker|next of kin|completed by|recorded by|entered by"
                             "|created by|written by|author|author name|referrer|referred by"
                             "|case worker|caseworker|worker name|staff name|practitioner name"
                             "|informant|emergency contact|worker|workers|";
/* Words for the person whom the record is about, and words that say nothing. */
static const char own[] =
    "|client|clients|child|childs|patient|patients|service|user|users|su|person|persons|pupil"
    "|pupils|student|students|learner|young|yp|yps|cyp|applicant|applicants|tenant|tenants"
    "|customer|customers|respondent|respondents|participant|participants|subject|subjects|adult"
    "|adults|resident|residents|recipient|individual|individuals|your|my|the|please|enter|what"
    "|is|s|current|text|value|field|optional|required|txt|str|of|known|if|main|primary|";

static uint8_t part_of(const struct plain *w, struct meaning m, bool *other) {
    char joined[PLAIN_MAX + WORDS_MAX];
    struct slice s = join_words(joined, w, m.from, m.to);
    *other = is_one_of(s, others);
    return is_one_of(s, given)     ? NAME_GIVEN
           : is_one_of(s, middle)  ? NAME_MIDDLE
           : is_one_of(s, surname) ? NAME_SURNAME
           : is_one_of(s, alias)   ? NAME_ALIAS
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

/* Takes the words of w outside [from, to) as saying whose it is. */
static void hash_owner(struct header_person *p, const struct plain *w, size_t from, size_t to) {
    for (size_t i = 0; i < w->n; i++)
        if ((i < from || i >= to) && !is_one_of(w->word[i], own))
            hash_word(p, w->word[i]);
}

/* What stands before the last member of a pointer: /mother/first_name, /children/0/surname. */
static void hash_parents(struct header_person *p, struct slice header, struct slice last) {
    struct slice rest = {header.p, (size_t)(last.p - header.p)};
    while (rest.n > 1) {
        struct plain w;
        struct slice member = slice_cut(rest, 1, rest.n);
        const char *slash = memchr(member.p, '/', member.n);
        member.n = slash ? (size_t)(slash - member.p) : member.n;
        if (make_plain(&w, member))
            hash_owner(p, &w, 0, 0);
        else
            hash_word(p, member);
        rest = slice_cut(rest, member.n + 1, rest.n);
    }
}

struct header_person header_person(struct slice header) {
    struct header_person p = {.owner = 2166136261u, .part = NAME_FULL, .own = true};
    struct slice last = last_member(header);
    struct plain w;
    bool other = false;
    hash_parents(&p, header, last);
    size_t end = (size_t)(last.p - header.p) + last.n;
    if (end < header.n) /* /names/0 and /names/1 are two */
        hash_word(&p, slice_cut(header, end, header.n));
    if (!make_plain(&w, last)) {
        hash_word(&p, last);
        return p;
    }
    struct meaning m = meaning_of(&w);
    if (m.label == LABEL_NAME)
        p.part = part_of(&w, m, &other);
    else
        m.from = m.to = 0;
    hash_owner(&p, &w, m.from, m.to);
    for (size_t i = m.from; other && i < m.to; i++)
        hash_word(&p, w.word[i]);
    return p;
}

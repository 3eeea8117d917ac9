#include "find/context.h"

#include <stdlib.h>

#include "text/derive.h"
#include "text/fold.h"
#include "text/hash.h"

static lex_set bit(const struct lexicon *lx, const char *name) {
    int c = lexicon_class(lx, slice_of(name));
    return c < 0 ? 0 : (lex_set)1 << c;
}

static lex_set bits_of(const struct lexicon *lx, const char *const *names) {
    lex_set s = 0;
    for (; *names; names++)
        s |= bit(lx, *names);
    return s;
}

void class_bits_init(struct class_bits *b, const struct lexicon *lx) {
    static const char *const safe[] = {"keep", "org",     "brand",  "eponym",
                                       "drug", "acronym", "abbrev", NULL};
    static const char *const time[] = {"month", "weekday", "festival", NULL};
    static const char *const place[] = {"place", "nature", "region", NULL};
    *b = (struct class_bits){
        .lexicon = lx,
        .title = bit(lx, "title"),
        .kin = bit(lx, "kin"),
        .role = bit(lx, "role"),
        .say = bit(lx, "say"),
        .particle = bit(lx, "particle"),
        .time = bits_of(lx, time),
        .number_word = bit(lx, "number-word") | bit(lx, "ordinal"),
        .ordinal = bit(lx, "ordinal"),
        .thousand = token_hash(slice_of("thousand")),
        .facility = bit(lx, "facility"),
        .street = bit(lx, "street"),
        .safe = bits_of(lx, safe),
        .short_forms = bit(lx, "acronym") | bit(lx, "abbrev"),
        .country = bit(lx, "country"),
        .group = bit(lx, "demonym"),
        .unit = bit(lx, "unit"),
        .function = bit(lx, "function"),
        .name_word = bit(lx, "name-word"),
        .place = bits_of(lx, place),
        .foreign = bit(lx, "foreign"),
        .given = bit(lx, "given"),
        .surname = bit(lx, "surname"),
        .ordinary = bit(lx, "ordinary"),
    };
    b->name_lists = b->given | b->surname | b->name_word;
    for (int c = 0; lexicon_class_name(lx, c); c++)
        b->hash[c] = token_hash(slice_of(lexicon_class_name(lx, c)));
    b->shown = ~(b->given | b->surname | b->ordinary | bit(lx, "place") | b->function);
}

static bool is_word(const struct token *t) {
    return t->kind == TOK_WORD;
}

static bool capitalised(const struct token *t) {
    return t->shape == SHAPE_CAP || t->shape == SHAPE_UPPER || t->shape == SHAPE_LETTER ||
           t->shape == SHAPE_MIXED;
}

static char symbol(const struct scan *s, uint32_t i) {
    return s->tok[i].kind == TOK_SYMBOL ? s->text.p[s->tok[i].start] : '\0';
}

static uint8_t symbol_sign(char c) {
    static const struct {
        const char *chars;
        uint8_t sign;
    } table[] = {{",", SG_COMMA},   {".!?", SG_STOP},   {":;", SG_COLON}, {"\"'`", SG_QUOTE},
                 {"([{<", SG_OPEN}, {")]}>", SG_CLOSE}, {"-", SG_HYPHEN}, {"/|\t", SG_SLASH}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (c && strchr(table[i].chars, c))
            return table[i].sign;
    return SG_SYMBOL;
}

/* A name in the lists, and how an ordinary word weighs against it. */
static uint8_t name_sign(const struct token *t, const struct class_bits *b) {
    bool name = t->given || t->surname || (t->classes & b->name_word);
    bool place = t->place || (t->classes & b->place);
    bool ordinary = t->level != 0;
    if (name && place && !ordinary)
        return SG_NAME_PLACE;
    if (name && !ordinary)
        return SG_NAME;
    if (name && ((t->classes & b->name_word) || t->given >= 3))
        return SG_NAME_WORD;
    if (place)
        return ordinary ? SG_PLACE_WORD : SG_PLACE;
    if (name)
        return SG_NAME_WORD_WEAK;
    if (ordinary)
        return SG_ORDINARY;
    return t->classes & b->foreign ? SG_FOREIGN : SG_UNKNOWN;
}

/* A word that no list has, but made of words that lists have. */
static bool is_derived(const struct context *c, const struct token *t) {
    char key[LEX_KEY_MAX];
    size_t n = fold_key(key, sizeof key, slice_cut(c->scan->text, t->start, t->end));
    return n && word_is_derived(c->bits->lexicon, (struct slice){key, n});
}

lex_set context_classes(const struct token *t, const struct class_bits *b) {
    bool name = t->given >= 2 || t->surname >= 2;
    return t->shape == SHAPE_CAP && name ? t->classes & ~b->short_forms : t->classes;
}

/* A word of another class that is a name besides: Mae (mother), Bishop, Will, April. */
static uint8_t named_sign(const struct token *t, const struct class_bits *b, uint8_t sign) {
    bool name = t->given >= 3 || (t->classes & b->name_word);
    if (!name || sign == SG_TITLE || sign == SG_FUNCTION)
        return sign;
    return sign == SG_KIN                          ? SG_KIN_NAME
           : sign == SG_TIME || sign == SG_COUNTRY ? sign
                                                   : SG_CLASS_NAME;
}

static uint8_t word_sign(const struct token *t, const struct class_bits *b) {
    const struct {
        lex_set set;
        uint8_t sign;
    } order[] = {{b->title, SG_TITLE},
                 {b->kin, SG_KIN},
                 {b->time, SG_TIME},
                 {b->number_word, SG_NUMBER_WORD},
                 {b->country, SG_COUNTRY},
                 {b->group, SG_GROUP},
                 {b->facility, SG_FACILITY},
                 {b->street, SG_STREET},
                 {b->particle, SG_PARTICLE},
                 {b->role, SG_ROLE},
                 {b->say, SG_SAY}};
    lex_set own = context_classes(t, b), all = own | t->in_phrase;
    if (t->in_phrase & b->safe)
        return SG_SAFE;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (all & order[i].set)
            return named_sign(t, b, order[i].sign);
    if (own & b->safe)
        return named_sign(t, b, SG_SAFE);
    if (t->end - t->start == 1 && !(t->classes & b->function))
        return SG_LETTER;
    if ((t->classes & b->function) && !(t->classes & b->name_word))
        return SG_FUNCTION;
    return name_sign(t, b);
}

static uint8_t sign_of(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    switch (t->kind) {
    case TOK_NUMBER:
        return SG_NUMBER;
    case TOK_POSS:
        return SG_POSSESSIVE;
    case TOK_LINE:
        return SG_LINE;
    case TOK_SYMBOL:
        return symbol_sign(symbol(c->scan, i));
    default:
        break;
    }
    uint8_t sign = word_sign(t, c->bits);
    if (sign == SG_UNKNOWN && is_derived(c, t))
        sign = SG_DERIVED;
    return (uint8_t)(sign | (capitalised(t) ? SIGN_CAPITAL : 0));
}

/* A full stop after a title, an initial or a short form ends no sentence. */
static bool ends_sentence(const struct context *c, uint32_t i) {
    if (c->mark[i].sign != SG_STOP)
        return false;
    if (symbol(c->scan, i) != '.' || i == 0 || c->scan->tok[i].space)
        return true;
    const struct token *before = &c->scan->tok[i - 1];
    if (i + 1 < c->scan->n && !c->scan->tok[i + 1].space)
        return false;
    return !(before->classes & c->bits->title) && before->shape != SHAPE_LETTER;
}

static uint8_t position_of(const struct context *c, uint32_t i) {
    uint32_t k = i;
    while (k > 0 && (c->mark[k - 1].sign == SG_QUOTE || c->mark[k - 1].sign == SG_OPEN ||
                     (c->mark[k - 1].sign == SG_HYPHEN && c->scan->tok[k - 1].space)))
        k--;
    if (k == 0 || c->mark[k - 1].sign == SG_LINE)
        return 2;
    if (ends_sentence(c, k - 1))
        return 1;
    if (c->mark[k - 1].sign == SG_COLON)
        return 3;
    return k < i ? 4 : 0;
}

/* Words of a stretch, for its style. */
struct style {
    uint32_t words, upper, lower_starts, starts, capitals;
};

static void count_style(struct style *st, const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (!is_word(t) || t->shape == SHAPE_OTHER || t->shape == SHAPE_LETTER)
        return;
    bool safe = (t->classes | t->in_phrase) & c->bits->safe;
    st->words += !safe || t->shape == SHAPE_LOWER;
    st->upper += t->shape == SHAPE_UPPER && !safe;
    st->capitals += capitalised(t);
    if (c->mark[i].position == 1 || c->mark[i].position == 2) {
        st->starts++;
        st->lower_starts += t->shape == SHAPE_LOWER;
    }
}

static bool in_capitals(const struct style *st) {
    return st->words >= 3 && st->upper * 10 >= st->words * 7;
}

static uint8_t shape_of(const struct context *c, uint32_t i, bool upper_sentence) {
    const struct token *t = &c->scan->tok[i];
    uint8_t p = c->mark[i].position;
    if (t->kind == TOK_NUMBER)
        return ES_NUMBER;
    switch (t->shape) {
    case SHAPE_LOWER:
        return c->lower ? ES_LOWER_RECORD : ES_LOWER;
    case SHAPE_CAP:
        return p == 1 || p == 2 ? ES_CAP_FIRST : ES_CAP;
    case SHAPE_UPPER:
        return upper_sentence || c->upper ? ES_UPPER_SENTENCE : ES_UPPER;
    case SHAPE_LETTER:
        return ES_LETTER;
    case SHAPE_MIXED:
        return ES_MIXED;
    case SHAPE_OTHER:
        return ES_OTHER;
    default:
        return ES_NONE;
    }
}

static void mark_sentence(struct context *c, uint32_t from, uint32_t to) {
    struct style st = {0};
    for (uint32_t i = from; i < to; i++)
        count_style(&st, c, i);
    bool upper = in_capitals(&st);
    for (uint32_t i = from; i < to; i++)
        c->mark[i].shape = shape_of(c, i, upper);
}

static void mark_sentences(struct context *c) {
    uint32_t from = 0;
    for (uint32_t i = 1; i < c->scan->n; i++)
        if (c->mark[i].sign == SG_LINE || (c->mark[i].position == 1 && is_word(&c->scan->tok[i]))) {
            mark_sentence(c, from, i);
            from = i;
        }
    mark_sentence(c, from, c->scan->n);
}

static bool in_code(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (t->kind == TOK_WORD || t->kind == TOK_NUMBER)
        return true;
    return t->kind == TOK_SYMBOL && strchr("/-.:_#\\", c->scan->text.p[t->start]) != NULL;
}

/* Codes: runs without spaces of words, figures and the signs that join them, with a figure in them;
 * they begin and end with a word or figure. */
static void mark_codes(struct context *c) {
    for (uint32_t i = 0; i < c->scan->n;) {
        uint32_t end = i + 1, last = i;
        bool figure = c->scan->tok[i].kind == TOK_NUMBER;
        while (end < c->scan->n && !c->scan->tok[end].space && in_code(c, end) && in_code(c, i)) {
            figure |= c->scan->tok[end].kind == TOK_NUMBER;
            last = c->scan->tok[end].kind == TOK_SYMBOL ? last : end;
            end++;
        }
        uint32_t first = i;
        while (first < last && c->scan->tok[first].kind == TOK_SYMBOL)
            first++;
        for (uint32_t k = first; figure && k <= last && last - first < UINT16_MAX; k++) {
            c->mark[k].code = first;
            c->mark[k].code_n = (uint16_t)(last - first + 1);
        }
        i = end;
    }
}

enum status context_make(struct context *out, const struct scan *s, const struct class_bits *b,
                         struct arena *a, struct err *e) {
    *out = (struct context){.scan = s, .bits = b};
    out->mark = arena_calloc(a, s->n + 1, sizeof *out->mark);
    if (!out->mark)
        return err_set(e, ST_MEMORY, "out of memory");
    for (uint32_t i = 0; i < s->n; i++) {
        out->mark[i].sign = sign_of(out, i);
        out->mark[i].tag = TAG_NONE;
        out->mark[i].memory = TAG_NONE;
        out->mark[i].seed = TAG_NONE;
    }
    struct style st = {0};
    for (uint32_t i = 0; i < s->n; i++) {
        out->mark[i].position = position_of(out, i);
        count_style(&st, out, i);
    }
    out->upper = in_capitals(&st);
    out->lower = !out->upper && st.lower_starts * 2 >= st.starts && st.capitals * 8 <= st.words * 3;
    mark_sentences(out);
    mark_codes(out);
    return ST_OK;
}

struct slice context_rule_id(char out[CONTEXT_RULE_ID], const struct rule *r, uint8_t label) {
    const char *name = label_name(label);
    size_t n = r->id.n < 80 ? r->id.n : 80;
    memcpy(out, r->id.p, n);
    out[n] = ':';
    memcpy(out + n + 1, name, strlen(name));
    return (struct slice){out, n + 1 + strlen(name)};
}

enum status context_note(struct context *c, const struct rule *r, const struct span *s,
                         struct arena *a, struct err *e) {
    char id[CONTEXT_RULE_ID];
    uint32_t hash = token_hash(context_rule_id(id, r, s->label));
    uint32_t lo = 0, hi = c->scan->n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (c->scan->tok[mid].end <= s->start)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (uint32_t i = lo; i < c->scan->n && c->scan->tok[i].start < s->end; i++) {
        if (c->n_hits == c->cap_hits) {
            size_t cap = c->cap_hits ? c->cap_hits * 2 : 64;
            struct rule_hit *hit = arena_alloc(a, cap * sizeof *hit);
            if (!hit)
                return err_set(e, ST_MEMORY, "out of memory");
            if (c->n_hits)
                memcpy(hit, c->hit, c->n_hits * sizeof *hit);
            c->hit = hit;
            c->cap_hits = cap;
        }
        c->hit[c->n_hits++] = (struct rule_hit){i, hash, s->label};
    }
    return ST_OK;
}

static int by_token(const void *x, const void *y) {
    const struct rule_hit *a = x, *b = y;
    if (a->token != b->token)
        return a->token < b->token ? -1 : 1;
    return (a->rule_hash > b->rule_hash) - (a->rule_hash < b->rule_hash);
}

bool context_listed_name(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    return t->given || t->surname || (t->classes & c->bits->name_word);
}

static uint8_t word_candidate(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    const struct class_bits *b = c->bits;
    bool plain = (t->classes & (b->function | b->safe)) != 0;
    bool named = context_listed_name(c, i) || t->place || (t->classes & (b->place | b->country)) ||
                 (t->in_phrase & (b->place | b->country));
    if (t->shape == SHAPE_LOWER && t->end - t->start == 1)
        return c->scan->text.p[t->start] != 'a' && c->scan->text.p[t->start] != 'i';
    if (t->shape == SHAPE_LOWER)
        return named || (!t->level && !plain && t->classes == 0);
    if (named || !(t->classes & b->function))
        return 1;
    return c->mark[i].shape == ES_CAP && c->mark[i].position == 0 ? 1 : 2;
}

/* Words on which evidence is worth weighing; all others are left alone without a sum. */
static uint8_t candidate(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (c->mark[i].locked)
        return 0;
    if (c->mark[i].n_hits)
        return t->kind == TOK_WORD || t->kind == TOK_NUMBER;
    if (t->kind == TOK_NUMBER)
        return 1;
    if (t->kind != TOK_WORD)
        return 0;
    if (c->mark[i].code_n || (t->classes & (c->bits->number_word | c->bits->unit | c->bits->time)))
        return 1;
    uint8_t is = word_candidate(c, i);
    return is == 0 && c->mark[i].seed != TAG_NONE ? 2 : is;
}

void context_finish(struct context *c) {
    if (c->n_hits)
        qsort(c->hit, c->n_hits, sizeof *c->hit, by_token);
    size_t kept = 0;
    for (size_t i = 0; i < c->n_hits; i++) {
        if (kept && c->hit[kept - 1].token == c->hit[i].token &&
            c->hit[kept - 1].rule_hash == c->hit[i].rule_hash)
            continue;
        c->hit[kept++] = c->hit[i];
    }
    c->n_hits = kept;
    for (size_t i = kept; i-- > 0;) {
        struct mark *m = &c->mark[c->hit[i].token];
        m->hits = (uint32_t)i;
        m->n_hits++;
    }
    for (uint32_t i = 0; i < c->scan->n; i++)
        c->mark[i].candidate = candidate(c, i);
}

void context_unlock(struct context *c, uint8_t tag) {
    for (uint32_t i = 0; i < c->scan->n; i++) {
        struct mark *m = &c->mark[i];
        if (!m->locked || m->tag != tag)
            continue;
        m->locked = false;
        m->tag = TAG_NONE;
        m->candidate = candidate(c, i);
    }
}

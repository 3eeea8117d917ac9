#include "find/context.h"

#include "base/sort.h"
#include "text/hash.h"

static bool is_word(const struct token *t) {
    return t->kind == TOK_WORD;
}

static char symbol(const struct scan *s, uint32_t i) {
    return s->tok[i].kind == TOK_SYMBOL ? s->text.p[s->tok[i].start] : '\0';
}

uint32_t context_number(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (t->form && t->memo)
        return (t->memo & MEMO_NUMBER) >> MEMO_NUMBER_AT;
    return context_number_size(slice_cut(c->scan->text, t->start, t->end));
}

/* The memo of token i where it stands: phrases that cover it count. */
static inline uint32_t memo_at(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (t->memo && !(t->in_phrase & c->bits->phrases))
        return t->memo;
    const struct slice text = slice_cut(c->scan->text, t->start, t->end);
    if (!t->form || !c->bits->kept)
        return context_memo(c->bits, t, text);
    const uint64_t h = (t->form ^ t->in_phrase << 1) * 0x9E3779B97F4A7C15u;
    struct phrase_memo *kept = &c->bits->kept[h >> 40 & (CLASS_BITS_KEPT - 1)];
    if (kept->form != t->form || kept->in_phrase != t->in_phrase)
        *kept = (struct phrase_memo){t->form, context_memo(c->bits, t, text), t->in_phrase};
    return kept->memo;
}

bool context_is_one_of(const struct context *c, int64_t i, const char *const *words) {
    if (i < 0 || i >= c->scan->n || !is_word(&c->scan->tok[i]))
        return false;
    const struct token *t = &c->scan->tok[i];
    const char first = c->scan->text.p[t->start];
    for (; *words; words++) /* a hash only of what begins so and is as long */
        if (((first | 0x20) == **words || (unsigned char)first >= 0x80) &&
            strlen(*words) == t->end - t->start && t->hash == token_hash(slice_of(*words)))
            return true;
    return false;
}

/* A full stop after a title, an initial or a short form ends no sentence. */
static bool ends_sentence(const struct context *c, uint32_t i) {
    if (c->face[i].sign != SG_STOP)
        return false;
    if (symbol(c->scan, i) != '.' || i == 0 || c->scan->tok[i].space)
        return true;
    const struct token *before = &c->scan->tok[i - 1];
    if (i + 1 < c->scan->n && !c->scan->tok[i + 1].space)
        return false;
    return !(before->classes & c->bits->title) && before->shape != SHAPE_LETTER;
}

/* Where the next token stands, as tokens go by. */
struct place {
    uint8_t base; /* mark.position of a token that stands right after the last word or stop */
    bool opened;  /* after it stood quotes, brackets or dashes that open something */
};

static uint8_t position_of(const struct place *p) {
    return p->base == 0 && p->opened ? 4 : p->base;
}

static void pass(struct place *p, const struct context *c, uint32_t i) {
    uint8_t sign = c->face[i].sign;
    bool opens =
        sign == SG_QUOTE || sign == SG_OPEN || (sign == SG_HYPHEN && c->scan->tok[i].space);
    if (opens) {
        p->opened = true;
        return;
    }
    p->opened = false;
    p->base = sign == SG_LINE ? 2 : sign == SG_COLON ? 3 : ends_sentence(c, i);
}

static bool is_start(uint8_t position) {
    return position == 1 || position == 2;
}

static inline void count_style(struct style *st, uint32_t memo, bool start) {
    st->words += (memo & MEMO_COUNTS) != 0;
    st->upper += (memo & MEMO_SHOUTS) != 0;
    st->capitals += (memo & MEMO_CAPITAL) != 0;
    st->starts += start;
    st->lower_starts += start && (memo & MEMO_LOWER);
}

static void add_style(struct style *to, const struct style *st) {
    to->words += st->words;
    to->upper += st->upper;
    to->capitals += st->capitals;
    to->starts += st->starts;
    to->lower_starts += st->lower_starts;
}

static bool in_capitals(const struct style *st) {
    return st->words >= 3 && st->upper * 10 >= st->words * 7;
}

static void reshape(struct context *c, uint32_t from, uint32_t to, uint8_t was, uint8_t is) {
    for (uint32_t i = from; i < to; i++)
        if (c->mark[i].shape == was)
            c->mark[i].shape = is;
}

/* Closes the sentence [from, to): its style goes into the field's. */
static void end_sentence(struct context *c, struct style *field, struct style *sentence,
                         uint32_t from, uint32_t to) {
    if (in_capitals(sentence))
        reshape(c, from, to, ES_UPPER, ES_UPPER_SENTENCE);
    add_style(field, sentence);
    *sentence = (struct style){0};
}

static uint8_t shape_at(uint32_t memo, uint8_t position) {
    uint8_t shape = (uint8_t)((memo & MEMO_SHAPE) >> MEMO_SHAPE_AT);
    return shape == ES_CAP && (position == 1 || position == 2) ? (uint8_t)ES_CAP_FIRST : shape;
}

static uint8_t candidate_at(uint32_t memo, const struct mark *m) {
    uint8_t k = (uint8_t)((memo & MEMO_CANDIDATE) >> MEMO_CANDIDATE_AT);
    if (k != CANDIDATE_INSIDE)
        return k;
    return m->shape == ES_CAP && m->position == 0 ? 1 : 2;
}

/* The mark of a token where it stands. */
static inline struct mark mark_of(uint32_t memo, uint8_t position) {
    struct mark m = {.position = position,
                     .tag = TAG_NONE,
                     .memory = TAG_NONE,
                     .seed = TAG_NONE,
                     .census = (uint8_t)((memo & MEMO_CENSUS) >> MEMO_CENSUS_AT)};
    m.shape = shape_at(memo, position);
    m.family = (memo & MEMO_FAMILY) != 0;
    m.candidate = candidate_at(memo, &m);
    return m;
}

static inline uint8_t symbol_of(const char *text, const struct token *t) {
    if (t->kind != TOK_SYMBOL)
        return 0;
    unsigned char ch = (unsigned char)text[t->start];
    return ch < 0x80 ? ch : SYMBOL_WIDE;
}

/* More than one space: where forms that were flattened begin another field. */
static inline bool is_gap(const char *text, const struct token *t) {
    return t->start - t[-1].end >= 2 && memcmp(text + t->start - 2, "  ", 2) == 0;
}

static inline uint8_t join_of(const char *text, const struct token *t, bool first) {
    if (first)
        return JOIN_EDGE;
    if (t[-1].kind == TOK_LINE || t->kind == TOK_LINE)
        return JOIN_LINE;
    _Static_assert(JOIN_TOUCH - 2 == JOIN_SPACE, "chosen without a branch");
    return t->space && is_gap(text, t) ? (uint8_t)JOIN_GAP : (uint8_t)(JOIN_TOUCH - 2 * t->space);
}

static inline struct face face_of(const char *text, const struct token *t, bool first,
                                  uint32_t memo) {
    return (struct face){.word = memo & MEMO_DICTIONARY ? t->hash : 0,
                         .sense = face_sense(t, memo & MEMO_SIGN),
                         .sign = memo & MEMO_SIGN,
                         .join = join_of(text, t, first),
                         .symbol = symbol_of(text, t),
                         .kind = memo_kind(memo, t->kind)};
}

static bool in_lower(const struct style *st) {
    return !in_capitals(st) && st->lower_starts * 2 >= st->starts &&
           st->capitals * 8 <= st->words * 3;
}

/* The whole's style, which patches what one pass could not know. */
static void apply_style(struct context *c) {
    c->upper = in_capitals(&c->style);
    c->lower = in_lower(&c->style);
    if (c->upper)
        reshape(c, 0, c->scan->n, ES_UPPER, ES_UPPER_SENTENCE);
    if (c->lower)
        reshape(c, 0, c->scan->n, ES_LOWER, ES_LOWER_RECORD);
}

void context_style_drop(struct style *style, const struct context *c, uint32_t from, uint32_t to) {
    struct style gone = {0};
    for (uint32_t i = from; i < to; i++) {
        const uint32_t memo = memo_at(c, i);
        if (memo & MEMO_STYLED)
            count_style(&gone, memo, is_start(c->mark[i].position));
    }
    style->words -= gone.words;
    style->upper -= gone.upper;
    style->capitals -= gone.capitals;
    style->starts -= gone.starts;
    style->lower_starts -= gone.lower_starts;
}

bool context_style_take(struct context *c, const struct style *style) {
    const bool lower = in_lower(style);
    if (lower != c->lower)
        reshape(c, 0, c->scan->n, lower ? ES_LOWER : ES_LOWER_RECORD,
                lower ? ES_LOWER_RECORD : ES_LOWER);
    c->lower = lower;
    return in_capitals(style) == c->upper;
}

/* What a token is to those that ask for the tokens near: a bit for each of the context's
 * token_bits, by the number here. */
enum { NEAR_STRANGE, NEAR_TYPE, NEAR_LIKE, NEAR_FIGURE, NEAR_BITS };

static inline uint8_t near_of(uint32_t memo) {
    static const uint8_t of_sign[SIGN_VALUES] = {
        [SG_UNKNOWN] = 1 << NEAR_STRANGE, [SG_FOREIGN] = 1 << NEAR_STRANGE,
        [SG_FACILITY] = 1 << NEAR_TYPE,   [SG_FACILITY + SIGN_CAPITAL] = 1 << NEAR_TYPE,
        [SG_STREET] = 1 << NEAR_TYPE,     [SG_STREET + SIGN_CAPITAL] = 1 << NEAR_TYPE,
        [SG_NUMBER] = 1 << NEAR_FIGURE,
    };
    const bool like = (memo & (MEMO_LIKE_NAME | MEMO_WORD)) == (MEMO_LIKE_NAME | MEMO_WORD);
    return (uint8_t)(of_sign[memo & MEMO_SIGN] | like << NEAR_LIKE);
}

/* Bit `bit` of each of eight bytes, that of the first the lowest. */
static inline uint64_t bit_of_eight(const uint8_t *v, uint32_t bit) {
    uint64_t w = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(&w, v, sizeof w);
    return ((w >> bit & 0x0101010101010101u) * 0x0102040810204080u) >> 56;
#else
    for (uint32_t k = 0; k < 8; k++)
        w |= (uint64_t)(v[k] >> bit & 1) << k;
    return w;
#endif
}

/* Notes what the n tokens of word i of the bits are; those after them are nothing. */
static void gather_bits(struct context *c, size_t i, const uint8_t near[64], uint32_t n) {
    uint64_t *const words[NEAR_BITS] = {[NEAR_STRANGE] = c->strange.word,
                                        [NEAR_TYPE] = c->type.word,
                                        [NEAR_LIKE] = c->like.word,
                                        [NEAR_FIGURE] = c->figure.word};
    for (uint32_t bit = 0; bit < NEAR_BITS; bit++) {
        uint64_t all = 0;
        for (uint32_t k = 0; k < n; k += 8)
            all |= bit_of_eight(near + k, bit) << k;
        words[bit][i + 1] = all;
    }
}

/* A word in other letters may decide alone. */
static inline uint32_t strangers_in(const struct mark *m) {
    static const uint8_t of_census[2 * CENSUS_LOWER] = {
        [CENSUS_UNKNOWN] = 1, [CENSUS_UNKNOWN + CENSUS_LOWER] = 1, [CENSUS_ACCENTED] = 1};
    return of_census[m->census] + (m->shape == ES_OTHER ? 3u : 0u);
}

/* Marks every token in one pass. */
static void mark_all(struct context *c) {
    struct style sentence = {0};
    struct place place = {.base = 2};
    uint8_t near[64] = {0};
    uint32_t from = 0, all = 0, strangers = 0;
    const struct token *const tok = c->scan->tok; /* what is written below may not change these */
    const char *const text = c->scan->text.p;
    struct face *const face = c->face;
    struct mark *const mark = c->mark;
    const uint32_t n = c->scan->n;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t memo = memo_at(c, i);
        uint8_t position = position_of(&place);
        face[i] = face_of(text, &tok[i], i == 0, memo);
        mark[i] = mark_of(memo, position);
        near[i % 64] = near_of(memo);
        if (i % 64 == 63) {
            gather_bits(c, i / 64, near, 64);
            memset(near, 0, sizeof near);
        }
        all |= memo;
        if (memo & MEMO_WORD) {
            if (i > 0 && position == 1) {
                end_sentence(c, &c->style, &sentence, from, i);
                from = i;
            }
            if (memo & MEMO_STYLED)
                count_style(&sentence, memo, is_start(position));
            strangers += strangers_in(&mark[i]);
            place = (struct place){0, false};
            continue;
        }
        if (i > 0 && face[i].sign == SG_LINE) {
            end_sentence(c, &c->style, &sentence, from, i);
            from = i;
        }
        pass(&place, c, i);
    }
    if (n % 64)
        gather_bits(c, n / 64, near, n % 64);
    c->strangers = strangers;
    c->opaque = (all & MEMO_OPAQUE) != 0;
    end_sentence(c, &c->style, &sentence, from, n);
    apply_style(c);
}

static bool in_code(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (t->memo & MEMO_OPAQUE)
        return false;
    if (t->kind == TOK_WORD || t->kind == TOK_NUMBER)
        return true;
    return t->kind == TOK_SYMBOL && strchr("/-.:_#\\", c->scan->text.p[t->start]) != NULL;
}

uint32_t context_mark_code(struct context *c, uint32_t i) {
    const struct token *tok = c->scan->tok;
    uint32_t first = i, last = i, end = i + 1;
    while (first > 0 && !tok[first].space && in_code(c, first - 1))
        first--;
    for (; end < c->scan->n && !tok[end].space && in_code(c, end); end++)
        last = tok[end].kind == TOK_SYMBOL ? last : end;
    while (tok[first].kind == TOK_SYMBOL)
        first++;
    for (uint32_t k = first; k <= last && last - first < UINT16_MAX; k++) {
        c->mark[k].code = first;
        c->mark[k].code_n = (uint16_t)(last - first + 1);
    }
    return end;
}

/* Codes: runs without spaces of words, figures and the signs that join them, with a figure in them;
 * they begin and end with a word or figure. */
static void mark_codes(struct context *c) {
    uint32_t next = 0;
    for (uint32_t w = 0; w <= c->scan->n / 64; w++)
        for (uint64_t bits = c->figure.word[w + 1]; bits; bits &= bits - 1) {
            uint32_t i = w * 64 + (uint32_t)__builtin_ctzll(bits);
            if (i >= next && in_code(c, i))
                next = context_mark_code(c, i);
        }
}

/* What lies beyond the field. */
static void mark_edges(struct context *c) {
    const struct face edge = {
        .sense = LEX_SENSES + SG_EDGE, .sign = SG_EDGE, .join = JOIN_EDGE, .kind = KIND_EDGE};
    for (uint32_t k = 0; k < CONTEXT_EDGE; k++)
        c->face[(int64_t)k - CONTEXT_EDGE] = c->face[c->scan->n + k] = edge;
}

/* Words of a place that its type word ends: they are weighed though they are plain. */
static void mark_place(struct context *c, uint32_t i) {
    if (!c->mark[i].candidate)
        c->mark[i].candidate = 1;
    for (uint32_t k = i; k-- > 0 && i - k <= 2;) {
        const struct token *t = &c->scan->tok[k];
        if (!is_word(t) || (t->classes & c->bits->function) || !c->scan->tok[k + 1].space)
            break;
        if (!c->mark[k].candidate)
            c->mark[k].candidate = 1;
    }
}

static void mark_places(struct context *c) {
    for (uint32_t w = 0; w <= c->scan->n / 64; w++)
        for (uint64_t bits = c->type.word[w + 1]; bits; bits &= bits - 1)
            mark_place(c, w * 64 + (uint32_t)__builtin_ctzll(bits));
}

enum status context_make(struct context *out, const struct scan *s, const struct class_bits *b,
                         struct arena *a, struct err *e) {
    const size_t n = (size_t)s->n + 2 * CONTEXT_EDGE;
    *out = (struct context){.scan = s, .bits = b};
    out->mark = arena_alloc(a, (s->n + 1) * sizeof *out->mark);
    out->active = arena_alloc(a, (s->n + 1) * sizeof *out->active);
    struct face *face = arena_alloc(a, n * sizeof *face);
    const size_t words = s->n / 64 + 3;
    uint64_t *bits = arena_calloc(a, 4 * words, sizeof *bits);
    if (!out->mark || !out->active || !face || !bits)
        return err_set(e, ST_MEMORY, "out of memory");
    out->face = face + CONTEXT_EDGE;
    out->strange.word = bits;
    out->type.word = bits + words;
    out->like.word = bits + 2 * words;
    out->figure.word = bits + 3 * words;
    mark_edges(out);
    mark_all(out);
    mark_codes(out);
    mark_places(out);
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

uint32_t context_token_after(const struct scan *s, uint32_t at) {
    uint32_t lo = 0, hi = s->n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->tok[mid].end <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

enum status context_note(struct context *c, const struct rule *r, const struct span *s,
                         struct arena *a, struct err *e) {
    char id[CONTEXT_RULE_ID];
    uint32_t hash = token_hash(context_rule_id(id, r, s->label));
    uint32_t lo = context_token_after(c->scan, s->start);
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

/* Settles which are candidates, now that locks and hits are known, and lists the active. */
/* Figures with no word beside them are left to rules: a column of numbers says nothing of anyone.
 */
static bool has_word(const struct context *c) {
    for (uint32_t i = 0; i < c->scan->n; i++)
        if (is_word(&c->scan->tok[i]))
            return true;
    return false;
}

/* True when the mark of a token says more than that it is there. */
static inline bool is_marked(const struct mark *m) {
    static const struct mark plain = {.tag = TAG_NONE, .seed = TAG_NONE};
    uint64_t is, none;
    _Static_assert(offsetof(struct mark, shape) == sizeof is, "all that is asked here, at once");
    memcpy(&is, m, sizeof is);
    memcpy(&none, &plain, sizeof none);
    return is != none;
}

static void list_token(struct context *c, uint32_t i) {
    struct mark *m = &c->mark[i];
    if (m->locked)
        m->candidate = 0;
    else if (m->n_hits)
        m->candidate = c->scan->tok[i].kind == TOK_WORD || c->scan->tok[i].kind == TOK_NUMBER;
    else if (m->code_n && c->scan->tok[i].kind == TOK_WORD)
        m->candidate = 1;
    else if (m->candidate == 0 && m->seed != TAG_NONE)
        m->candidate = 2;
    if (m->candidate || m->tag == TAG_NAME || m->tag == TAG_PLACE)
        c->active[c->n_active++] = i;
}

void context_list_active(struct context *c) {
    c->n_active = 0;
    if (!has_word(c))
        return;
    for (uint32_t from = 0; from < c->scan->n; from += 64) {
        uint32_t n = c->scan->n - from < 64 ? c->scan->n - from : 64;
        uint64_t marked = 0; /* gathered first: nothing branches on what cannot be foretold */
        for (uint32_t k = 0; k < n; k++)
            marked |= (uint64_t)is_marked(&c->mark[from + k]) << k;
        for (; marked; marked &= marked - 1)
            list_token(c, from + (uint32_t)__builtin_ctzll(marked));
    }
}

/* A value of one letter codes something (sex: F): it is somebody only where the record says so
 * elsewhere. */
static void doubt_lone_letter(struct context *c) {
    const struct token *t = c->scan->tok;
    if (c->scan->n == 1 && t->kind == TOK_WORD && t->end == t->start + 1 && c->mark->candidate)
        c->mark->candidate = 2;
}

void context_finish(struct context *c) {
    if (c->n_hits)
        sort_array(c->hit, c->n_hits, sizeof *c->hit, by_token);
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
    doubt_lone_letter(c);
    context_list_active(c);
}

void context_unlock(struct context *c, uint8_t tag) {
    for (uint32_t i = 0; i < c->scan->n; i++) {
        struct mark *m = &c->mark[i];
        if (!m->locked || m->tag != tag)
            continue;
        m->locked = false;
        m->tag = TAG_NONE;
        m->candidate = candidate_at(memo_at(c, i), m);
    }
    context_list_active(c);
}

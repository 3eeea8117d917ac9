#include "io/reader.h"

#include <stdlib.h>
#include <strings.h>

#include "io/reader_impl.h"

#define DEFAULT_MAX ((size_t)16 * 1024 * 1024)
#define MAX_SPACE   ((size_t)1024 * 1024)

static const struct reader_ops *const OPS[] = {[FORMAT_CSV] = &reader_csv,
                                               [FORMAT_TSV] = &reader_tsv,
                                               [FORMAT_JSONL] = &reader_jsonl,
                                               [FORMAT_TEXT] = &reader_text};

static const struct {
    const char *ending;
    uint8_t format;
} ENDINGS[] = {{".csv", FORMAT_CSV},     {".tsv", FORMAT_TSV},      {".tab", FORMAT_TSV},
               {".jsonl", FORMAT_JSONL}, {".ndjson", FORMAT_JSONL}, {".json", FORMAT_JSONL},
               {".txt", FORMAT_TEXT}};

void reader_place(const struct reader *rd, struct err *e) {
    if (!e)
        return;
    *e = (struct err){.record = rd->number, .row = decoder_row(rd->in)};
    decoder_file(rd->in, e);
}

enum status reader_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

static bool ends_with(const char *s, size_t n, const char *ending) {
    size_t k = strlen(ending);
    return n > k && strncasecmp(s + n - k, ending, k) == 0;
}

static enum format format_by_name(const char *name) {
    size_t n = strlen(name);
    if (ends_with(name, n, ".gz"))
        n -= 3;
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (ends_with(name, n, ENDINGS[i].ending))
            return (enum format)ENDINGS[i].format;
    return FORMAT_AUTO;
}

/* Looks at the first byte that is no white space; a whole megabyte of that is text. */
static enum status format_by_content(struct decoder *in, enum format *f, struct err *e) {
    *f = FORMAT_TEXT;
    for (size_t i = 0; i < MAX_SPACE; i++) {
        while (i >= decoder_window(in).n) {
            enum status st = decoder_more(in, e);
            if (st != ST_OK)
                return st == ST_END ? ST_OK : st;
        }
        char c = decoder_window(in).p[i];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        *f = c == '{' ? FORMAT_JSONL : FORMAT_TEXT;
        break;
    }
    return ST_OK;
}

static enum status find_format(enum format *f, struct decoder *in, const char *name,
                               const struct reader_options *o, struct err *e) {
    *f = (enum format)o->format;
    if (*f == FORMAT_AUTO)
        *f = format_by_name(name);
    if (*f == FORMAT_AUTO)
        return format_by_content(in, f, e);
    if (*f > FORMAT_TEXT)
        return err_set(e, ST_INTERNAL, "no such input format");
    return ST_OK;
}

/* Makes the reader of format f over in; takes in over in any case. */
static enum status start(struct reader **out, enum format f, struct decoder *in,
                         const struct source *src, const struct reader_options *o,
                         uint64_t first_record, struct err *e) {
    struct reader *rd = calloc(1, OPS[f]->size);
    if (!rd) {
        decoder_free(in);
        return reader_memory(e);
    }
    rd->ops = OPS[f];
    rd->in = in;
    rd->o = o;
    rd->file = src->name;
    rd->format = f;
    rd->cr_ends = f == FORMAT_CSV;
    rd->max_record = o->max_record ? o->max_record : DEFAULT_MAX;
    if (rd->cr_ends)
        decoder_cr_ends(in);
    enum status st = rd->ops->open ? rd->ops->open(rd, e) : ST_OK;
    if (st != ST_OK) {
        reader_close(rd);
        return st;
    }
    rd->number = first_record;
    *out = rd;
    return ST_OK;
}

enum status reader_open(struct reader **out, const struct source *src,
                        const struct reader_options *o, uint64_t first_record, struct err *e) {
    *out = NULL;
    struct decoder *in = NULL;
    enum status st = decoder_new(&in, src, o, e);
    if (st != ST_OK)
        return st;
    enum format f = FORMAT_AUTO;
    st = decoder_begin(in, e);
    if (st == ST_OK)
        st = find_format(&f, in, src->name, o, e);
    if (st != ST_OK) {
        decoder_free(in);
        return st;
    }
    return start(out, f, in, src, o, first_record, e);
}

enum status reader_extent(struct reader *rd, size_t n, uint64_t lines, struct arena *a,
                          struct err *e) {
    if (!rd->o->keep_faulty)
        return ST_OK;
    struct slice source, end = {"", 0};
    enum status st = decoder_keep(rd->in, n, &source, e);
    char last = n ? decoder_window(rd->in).p[n - 1] : '\n';
    if (last != '\n' && last != '\r')
        end = decoder_line_end(rd->in); /* so that no other record is joined to it */
    char *copy = arena_alloc(a, source.n + end.n);
    if (!copy)
        return reader_memory(e);
    memcpy(copy, source.p, source.n);
    memcpy(copy + source.n, end.p, end.n);
    rd->extent = (struct extent){true, n, lines, {copy, source.n + end.n}};
    return st;
}

/* Gives a record that cannot be read as one with a fault. */
static enum status give_fault(struct reader *rd, struct record *r, struct arena *a, struct err *e) {
    struct err *fault = arena_alloc(a, sizeof *fault);
    if (!fault)
        return reader_memory(e);
    *fault = *e;
    *e = (struct err){0};
    reader_number(rd, r);
    r->row = fault->row;
    r->fault = fault;
    decoder_take(rd->in, rd->extent.n, rd->extent.lines);
    return ST_OK;
}

enum status reader_next(struct reader *rd, struct record *r, struct arena *a, struct err *e) {
    struct err own = {0};
    struct err *why = e ? e : &own;
    rd->extent = (struct extent){0};
    enum status st = rd->ops->next(rd, r, a, why);
    if (st != ST_OK && st != ST_END) {
        why->record = rd->number;
        decoder_file(rd->in, why);
    }
    if (status_is_record(st) && rd->extent.known)
        return give_fault(rd, r, a, why);
    return st;
}

enum format reader_format(const struct reader *rd) {
    return rd->format;
}

const struct slice *reader_header(const struct reader *rd, size_t *n) {
    *n = 0;
    return rd->ops->header ? rd->ops->header(rd, n) : NULL;
}

void reader_close(struct reader *rd) {
    if (!rd)
        return;
    if (rd->ops->close)
        rd->ops->close(rd);
    decoder_free(rd->in);
    free(rd);
}

void reader_number(struct reader *rd, struct record *r) {
    *r = (struct record){.number = rd->number,
                         .row = decoder_row(rd->in),
                         .file = rd->file,
                         .source = rd->extent.source};
    rd->number++;
}

/* "16 MiB" where it is a round number: people compare it with what they typed. */
static enum status too_long(const struct reader *rd, struct err *e) {
    reader_place(rd, e);
    size_t max = rd->max_record;
    size_t mib = (size_t)1024 * 1024;
    bool round = max % mib == 0;
    err_hint(e, "check the file for a line end that is missing, or raise the limit with "
                "--max-record");
    return err_set(e, ST_LIMIT, "the record is longer than %zu %s", round ? max / mib : max,
                   round ? "MiB" : "bytes");
}

static size_t find_byte(struct slice w, size_t i, size_t end, char c) {
    const char *p = i < end ? memchr(w.p + i, c, end - i) : NULL;
    return p ? (size_t)(p - w.p) : end;
}

/* Where the first line end in w at or after i stands; w.n when there is none. Looks for both kinds
 * in stretches that grow, so that many of one kind and none of the other cost no more. */
static size_t find_end(struct slice w, size_t i, bool cr_ends) {
    if (!cr_ends)
        return find_byte(w, i, w.n, '\n');
    for (size_t step = 256; i < w.n; i += step, step *= 2) {
        if (step > w.n - i)
            step = w.n - i;
        size_t lf = find_byte(w, i, i + step, '\n');
        size_t end = find_byte(w, i, lf, '\r');
        if (end < i + step)
            return end;
    }
    return w.n;
}

/* A CR at the end of the window: whether an LF belongs to it shows only in the next byte. When
 * there is none, or it cannot be read, the line is complete as it is; a failure comes again. */
static size_t after_cr(struct reader *rd, size_t end) {
    if (end + 1 == decoder_window(rd->in).n && decoder_more(rd->in, NULL) != ST_OK)
        return end + 1;
    return decoder_window(rd->in).p[end + 1] == '\n' ? end + 2 : end + 1;
}

/* Takes the CR off a CRLF where a lone CR is data. */
static size_t without_cr(struct slice w, size_t from, size_t end) {
    return end > from && w.p[end - 1] == '\r' ? end - 1 : end;
}

enum status reader_line(struct reader *rd, size_t from, struct line *out, struct err *e) {
    size_t scanned = from;
    enum status st = ST_OK;
    for (;;) {
        struct slice w = decoder_window(rd->in);
        size_t end = find_end(w, scanned, rd->cr_ends);
        if (end > rd->max_record)
            return too_long(rd, e);
        if (end < w.n) {
            size_t next = w.p[end] == '\r' ? after_cr(rd, end) : end + 1;
            w = decoder_window(rd->in);
            *out = (struct line){rd->cr_ends ? end : without_cr(w, from, end), next, false};
            return ST_OK;
        }
        scanned = w.n;
        st = decoder_more(rd->in, e);
        if (st == ST_END && scanned > from) {
            *out = (struct line){scanned, scanned, true};
            return ST_OK;
        }
        if (st != ST_OK)
            return st;
    }
}

enum status reader_blank(struct reader *rd, bool *blank, struct err *e) {
    *blank = false;
    if (decoder_window(rd->in).n == 0) {
        enum status st = decoder_more(rd->in, e);
        if (st != ST_OK)
            return st;
    }
    char c = decoder_window(rd->in).p[0];
    if (c != '\n' && c != '\r')
        return ST_OK;
    size_t next = c == '\n' ? 1 : after_cr(rd, 0);
    if (c == '\r' && next == 1 && !rd->cr_ends)
        return ST_OK;
    decoder_take(rd->in, next, 1);
    *blank = true;
    return ST_OK;
}

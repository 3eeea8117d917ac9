#include "run/fullnames.h"

static bool has_two_words(struct slice line) {
    const char *space = line.n ? memchr(line.p, ' ', line.n) : NULL;
    return space != NULL;
}

enum status fullnames_check(struct slice text, const char *file, struct err *e) {
    uint64_t number = 0;
    for (size_t i = 0; i < text.n;) {
        const char *nl = memchr(text.p + i, '\n', text.n - i);
        size_t end = nl ? (size_t)(nl - text.p) : text.n;
        struct slice line = slice_cut(text, i, end);
        i = end + 1;
        number++;
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        line = slice_trim(line);
        if (line.n == 0 || line.p[0] == '#' || has_two_words(line))
            continue;
        err_file(e, file);
        if (e)
            e->row = number;
        err_set(e, ST_RULE, "the line is one word, and only full names stay");
        err_hint(e, "write the first name and the surname");
        return ST_RULE;
    }
    return ST_OK;
}

/* --help, made from the option table. */
#include "cmd/cmd.h"

#include <string.h>

enum { WIDTH = 79, INDENT = 26 };

static bool spaces(struct buf *b, size_t n) {
    bool ok = true;
    while (ok && n-- > 0)
        ok = buf_add_char(b, ' ');
    return ok;
}

/* Appends text broken at spaces, the first line beginning at column `at`, the others at `indent`.
 */
static bool wrap(struct buf *b, const char *text, size_t at, size_t indent) {
    bool ok = true, first = true;
    while (ok && *text) {
        size_t n = strcspn(text, " ");
        if (!first && at + 1 + n > WIDTH) {
            ok = buf_add_char(b, '\n') && spaces(b, indent);
            at = indent;
        } else if (!first) {
            ok = buf_add_char(b, ' ');
            at++;
        }
        ok = ok && buf_add(b, text, n);
        at += n;
        text += n + (text[n] == ' ');
        first = false;
    }
    return ok && buf_add_char(b, '\n');
}

/* "  -i, --input csv|tsv|jsonl|text"; *width gets its length. */
static bool left_column(struct buf *b, const struct option_def *d, size_t *width) {
    size_t before = b->n;
    bool ok = d->letter ? buf_printf(b, "  -%c, --%s", d->letter, d->name)
                        : buf_printf(b, "      --%s", d->name);
    if (ok && d->arg)
        ok = buf_printf(b, d->arg_optional ? "[=%s]" : " %s", d->arg);
    *width = b->n - before;
    return ok;
}

static bool add_option(struct buf *b, const struct option_def *d) {
    size_t width = 0;
    bool ok = left_column(b, d, &width);
    if (ok && width + 2 > INDENT) {
        ok = buf_add_char(b, '\n');
        width = 0;
    }
    return ok && spaces(b, INDENT - width) && wrap(b, d->help, INDENT, INDENT);
}

static bool shown(const struct option_def *d, enum command c, enum option_group g) {
    return d->group == g && option_taken(d, c);
}

static bool add_group(struct buf *b, enum command c, enum option_group g) {
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    bool ok = true, first = true;
    for (size_t i = 0; ok && i < n; i++) {
        if (!shown(&t[i], c, g))
            continue;
        if (first)
            ok = buf_printf(b, "\n%s\n", g == OPTIONS_COMMANDS ? "Options" : option_group_title(g));
        first = false;
        ok = ok && add_option(b, &t[i]);
    }
    return ok;
}

static const char filter_head[] =
    "usage: blot [option]... [FILE]...\n"
    "\n"
    "  blot -o clean.jsonl export.csv\n"
    "  zcat survey.jsonl.gz | blot -i jsonl -t comment > clean.jsonl\n"
    "\n"
    "Replaces people's names, ages, places and the other identifiers that travel with\n"
    "them in records with free text: CSV, TSV, JSON lines or plain text in, JSON lines\n"
    "out. Reads standard input when there is no FILE or FILE is -.\n"
    "\n"
    "F is a column's header (whole, never split at commas), #14 for the number of a\n"
    "column, a key, or a JSON pointer such as /notes/*/text. LABEL is NAME, AGE, PLACE,\n"
    "DATE, CONTACT, ID or GROUP.\n";

static const char filter_tail[] =
    "\nExit status\n"
    "  0   done\n"
    "  1   --check found something, or a command found mismatches or too little\n"
    "  2   an error; exactly the records before it have been written\n"
    "  3   done, but text in a language that is not covered was withheld, or records\n"
    "      were put into quarantine\n"
    "  128 and more: ended by a signal\n";

static bool add_commands(struct buf *b) {
    bool ok = buf_add_str(b, "\nCommands (blot COMMAND --help says more)\n");
    for (int c = COMMAND_FILTER + 1; ok && c < COMMAND_COUNT; c++) {
        const struct command_def *d = command_def((enum command)c);
        ok = buf_printf(b, "  %s", d->name) && spaces(b, 10 - strlen(d->name)) &&
             wrap(b, d->help, 12, 12);
    }
    return ok;
}

static bool add_head(struct buf *b, enum command c) {
    const struct command_def *d = command_def(c);
    if (c == COMMAND_FILTER)
        return buf_add_str(b, filter_head);
    return buf_printf(b, "usage: blot %s %s\n\n", d->name, d->args) && wrap(b, d->help, 0, 0);
}

int cmd_help(enum command c) {
    struct buf b = {0};
    bool ok = add_head(&b, c);
    for (int g = 0; ok && g < OPTIONS_GROUPS; g++)
        ok = add_group(&b, c, (enum option_group)g);
    if (c == COMMAND_FILTER)
        ok = ok && add_commands(&b) && buf_add_str(&b, filter_tail);
    return cmd_print_buf(&b, ok, EXIT_DONE);
}

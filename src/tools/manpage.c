/* Writes the manual page: a template, with the options and commands of the program's own table put
 * in the place of the lines `.\" OPTIONS` and `.\" COMMANDS`.
 *
 *     manpage TEMPLATE OUTPUT */
#include <stdio.h>
#include <string.h>

#include "run/options.h"

enum { WIDTH = 72 };

static void put_word(FILE *f, const char *s, size_t n) {
    if (*s == '.' || *s == '\'')
        fputs("\\&", f);
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '\\')
            fputs("\\e", f);
        else if (s[i] == '-' && i + 1 < n && s[i + 1] == '-')
            fputs("\\-", f);
        else
            fputc(s[i], f);
    }
}

/* Text as roff takes it: short lines, a new one for each sentence, and nothing at a line's start or
 * after a backslash that could be a request. */
static void put_text(FILE *f, const char *s) {
    size_t at = 0;
    while (*s) {
        size_t n = strcspn(s, " ");
        if (at > 0 && at + n > WIDTH)
            at = 0;
        put_word(f, s, n);
        at += n + 1;
        int sentence = n > 0 && s[n - 1] == '.' && s[n];
        s += n + (s[n] == ' ');
        size_t next = strcspn(s, " ");
        if (*s)
            fputc(sentence || at + next > WIDTH ? '\n' : ' ', f);
        if (sentence)
            at = 0;
    }
}

static void put_argument(FILE *f, const struct option_def *d) {
    if (!d->arg)
        return;
    fputs(d->arg_optional ? " Ns Op = Ns Ar " : " Ar ", f);
    put_text(f, d->arg);
}

static void put_option(FILE *f, const struct option_def *d) {
    fputs(".It ", f);
    if (d->letter)
        fprintf(f, "Fl %c , ", d->letter);
    fprintf(f, "Fl \\-%s", d->name);
    put_argument(f, d);
    fputc('\n', f);
    put_text(f, d->help);
    fputs(".\n", f);
    if (d->repeats)
        fputs("May be repeated.\n", f);
}

static void put_group(FILE *f, enum option_group g, enum command c) {
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    int open = 0;
    for (size_t i = 0; i < n; i++) {
        if (t[i].group != g || !option_taken(&t[i], c))
            continue;
        if (!open++)
            fprintf(f, ".Ss %s\n.Bl -tag -width Ds\n", option_group_title(g));
        put_option(f, &t[i]);
    }
    if (open)
        fputs(".El\n", f);
}

static void put_options(FILE *f) {
    for (int g = 0; g < OPTIONS_GROUPS; g++)
        put_group(f, (enum option_group)g, COMMAND_FILTER);
}

/* Each command with the options that are its own. */
static void put_commands(FILE *f) {
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    fputs(".Bl -tag -width Ds\n", f);
    for (int c = COMMAND_FILTER + 1; c < COMMAND_COUNT; c++) {
        const struct command_def *d = command_def((enum command)c);
        int open = 0;
        fprintf(f, ".It Nm blot Cm %s ", d->name);
        put_word(f, d->args, strlen(d->args));
        fputs("\\&\n", f); /* its last character is no punctuation of the sentence */
        put_text(f, d->help);
        fputs(".\n", f);
        for (size_t i = 0; i < n; i++) {
            if (t[i].group != OPTIONS_COMMANDS || !option_taken(&t[i], (enum command)c))
                continue;
            if (!open++)
                fputs(".Bl -tag -width Ds\n", f);
            put_option(f, &t[i]);
        }
        if (open)
            fputs(".El\n", f);
    }
    fputs(".El\n", f);
}

static int copy(FILE *in, FILE *out) {
    char line[1024];
    while (fgets(line, sizeof line, in)) {
        if (strcmp(line, ".\\\" OPTIONS\n") == 0)
            put_options(out);
        else if (strcmp(line, ".\\\" COMMANDS\n") == 0)
            put_commands(out);
        else
            fputs(line, out);
    }
    return ferror(in) || ferror(out);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fputs("usage: manpage TEMPLATE OUTPUT\n", stderr);
        return 2;
    }
    FILE *in = fopen(argv[1], "r"), *out = in ? fopen(argv[2], "w") : NULL;
    if (!out) {
        perror(in ? argv[2] : argv[1]);
        if (in)
            (void)fclose(in); /* it was only read */
        return 2;
    }
    int bad = copy(in, out);
    bad |= fclose(in) != 0;
    bad |= fclose(out) != 0;
    if (bad)
        fputs("manpage: cannot read or write\n", stderr);
    return bad ? 2 : 0;
}

/* Writes the manual page, made from the option table as --help is.
 *
 *     manpage FILE */
#include <stdbool.h>
#include <stdio.h>

#include "run/options.h"

static const char head[] = ".\\\" Made by the build from the option table.\n"
                           ".Dd $Mdocdate$\n"
                           ".Dt BLOT 1\n"
                           ".Os blot " BLOT_VERSION "\n"
                           ".Sh NAME\n"
                           ".Nm blot\n"
                           ".Nd replace names, ages, places and other identifiers in records\n"
                           ".Sh SYNOPSIS\n"
                           ".Nm\n"
                           ".Op Ar option ...\n"
                           ".Op Ar\n";

static const char description[] =
    ".Sh DESCRIPTION\n"
    ".Nm\n"
    "reads records with free text (CSV, TSV, JSON lines, plain text) and writes the same records\n"
    "as JSON lines, with what identifies people replaced: their names, ages and places, and the\n"
    "dates, telephone numbers, addresses and reference numbers that travel with them.\n"
    "It reads standard input when there is no\n"
    ".Ar file\n"
    "or\n"
    ".Ar file\n"
    "is\n"
    ".Sq - .\n"
    "It needs no network.\n"
    "It misses some: measure it on text of your own, and have a person read a sample.\n"
    ".Pp\n"
    "Below,\n"
    ".Ar F\n"
    "is a column's header (whole, never split at commas),\n"
    ".Sq #14\n"
    "for the number of a column, a key, or a JSON pointer in which\n"
    ".Sq *\n"
    "stands for every element of an array.\n"
    ".Ar LABEL\n"
    "is NAME, AGE, PLACE, DATE, CONTACT, ID or GROUP.\n"
    "An option that is not available yet is refused, never ignored.\n";

static const char tail[] =
    ".Sh EXIT STATUS\n"
    ".Bl -tag -width Ds\n"
    ".It 0\n"
    "Done.\n"
    ".It 1\n"
    "A command found mismatches, or a figure below its minimum.\n"
    ".It 2\n"
    "An error.\n"
    "Exactly the records before it have been written.\n"
    ".It 3\n"
    "Done, but text in a language that is not covered was withheld.\n"
    ".El\n"
    ".Pp\n"
    "A run ended by a signal has 128 and the signal's number.\n"
    ".Sh EXAMPLES\n"
    "A CSV file:\n"
    ".Pp\n"
    ".Dl blot -o clean.jsonl export.csv\n"
    ".Pp\n"
    "In a pipe, of one field only:\n"
    ".Pp\n"
    ".Dl zcat survey.jsonl.gz | blot -i jsonl -t comment | gzip > clean.jsonl.gz\n"
    ".Pp\n"
    "A plain CSV of Excel, with a column left out:\n"
    ".Pp\n"
    ".Dl blot -e windows-1252 --drop worker -o clean.jsonl export.csv\n";

/* Text with what roff would read as its own written so that it does not. */
static void put_text(FILE *f, const char *s) {
    if (*s == '.' || *s == '\'')
        fputs("\\&", f);
    for (; *s; s++) {
        if (*s == '\\')
            fputs("\\e", f);
        else if (*s == '-')
            fputs("\\-", f);
        else if (s[0] == '.' && s[1] == ' ') /* a new sentence begins a new line */
            fputs(".\n", f), s++;
        else
            fputc(*s, f);
    }
}

/* -i, --input csv|tsv */
static void put_option(FILE *f, const struct option_def *d) {
    fputs(".It ", f);
    if (d->letter)
        fprintf(f, "Fl %c , ", d->letter);
    fputs("Fl \\-", f);
    put_text(f, d->name);
    if (d->arg) {
        fputs(d->arg_optional ? " Ns Op Ns = Ns Ar " : " Ar ", f);
        put_text(f, d->arg);
    }
    fputc('\n', f);
    put_text(f, d->help);
    fputs(option_available(d) ? ".\n" : " (not available yet).\n", f);
}

static bool in_page(const struct option_def *d, enum option_group g, unsigned command) {
    bool filter = (d->commands & (1u << COMMAND_FILTER)) != 0;
    bool here = command == COMMAND_FILTER ? filter : !filter && (d->commands & (1u << command));
    return here && d->group == g;
}

static void put_group(FILE *f, enum option_group g, unsigned command) {
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    bool first = true;
    for (size_t i = 0; i < n; i++) {
        if (!in_page(&t[i], g, command))
            continue;
        if (first && command == COMMAND_FILTER)
            fprintf(f, ".Ss %s\n", option_group_title(g));
        if (first)
            fputs(".Bl -tag -width Ds\n", f);
        first = false;
        put_option(f, &t[i]);
    }
    if (!first)
        fputs(".El\n", f);
}

static void put_commands(FILE *f) {
    fputs(".Sh COMMANDS\n", f);
    for (unsigned c = COMMAND_FILTER + 1; c < COMMAND_COUNT; c++) {
        const struct command_def *d = command_def((enum command)c);
        fprintf(f, ".Ss blot %s ", d->name);
        put_text(f, d->args);
        fputc('\n', f);
        put_text(f, d->help);
        fputs(".\n", f);
        for (unsigned g = 0; g < OPTIONS_GROUPS; g++)
            put_group(f, (enum option_group)g, c);
    }
}

int main(int argc, char **argv) {
    FILE *f = argc == 2 ? fopen(argv[1], "w") : NULL;
    if (!f) {
        fputs("usage: manpage FILE\n", stderr);
        return 2;
    }
    fputs(head, f);
    fputs(description, f);
    fputs(".Sh OPTIONS\n", f);
    for (unsigned g = 0; g < OPTIONS_GROUPS; g++)
        put_group(f, (enum option_group)g, COMMAND_FILTER);
    put_commands(f);
    fputs(tail, f);
    bool bad = ferror(f) != 0;
    bad = fclose(f) != 0 || bad;
    if (bad)
        fprintf(stderr, "manpage: %s could not be written\n", argv[1]);
    return bad ? 2 : 0;
}

/* Host tool, run at build time: writes a C file that holds the text of the prelude and the rule
 * files, so that the program needs no file beside itself.
 *
 *     embed OUT.c PRELUDE RULES.yaml... -- RESIDUE.yaml...
 *     embed --pages OUT.c FILE...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Octal escapes have three digits, so that a digit after one cannot join it. `?` is escaped for
 * the sake of trigraphs. */
static void write_byte(FILE *out, int c) {
    if (c == '\n')
        fputs("\\n\"\n    \"", out);
    else if (c == '"' || c == '\\' || c == '?')
        fprintf(out, "\\%c", c);
    else if (c >= ' ' && c < 0x7F)
        fputc(c, out);
    else
        fprintf(out, "\\%03o", (unsigned)c);
}

/* One initialiser: {"name", "text", bytes}. */
static int write_file(FILE *out, const char *path) {
    FILE *in = fopen(path, "rb");
    if (!in) {
        perror(path);
        return -1;
    }
    unsigned long n = 0;
    fprintf(out, "{\"%s\",\n    \"", base_name(path));
    for (int c; (c = fgetc(in)) != EOF; n++)
        write_byte(out, c);
    fprintf(out, "\", %lu}", n);
    int failed = ferror(in);
    if (failed)
        perror(path);
    if (fclose(in) != 0 || failed)
        return -1;
    return 0;
}

/* builtin_NAME[] and builtin_NAME_count; a last entry of nothing, so that the array is never empty.
 */
static int write_list(FILE *out, const char *name, int n, char **paths) {
    fprintf(out, ";\n\nconst struct builtin_file builtin_%s[] = {\n", name);
    for (int i = 0; i < n; i++) {
        if (write_file(out, paths[i]) != 0)
            return -1;
        fputs(",\n", out);
    }
    fprintf(out, "{0, 0, 0}};\nconst size_t builtin_%s_count = %d", name, n);
    return 0;
}

static int write_all(FILE *out, int n, char **paths) {
    int rules = 0;
    while (rules + 1 < n && strcmp(paths[rules + 1], "--") != 0)
        rules++;
    fputs("/* Written by src/tools/embed.c; do not edit. */\n#include \"rules/builtin.h\"\n\n"
          "const struct builtin_file builtin_prelude =\n",
          out);
    if (write_file(out, paths[0]) != 0)
        return -1;
    int rest = n - rules - 2;
    if (write_list(out, "rules", rules, paths + 1) != 0 ||
        write_list(out, "residue", rest > 0 ? rest : 0, paths + rules + 2) != 0)
        return -1;
    fputs(";\n", out);
    return 0;
}

static int write_pages(FILE *out, int n, char **paths) {
    fputs("/* Written by src/tools/embed.c; do not edit. */\n#include \"run/page.h\"\n\n"
          "const struct page_file page_files[] = {\n",
          out);
    for (int i = 0; i < n; i++) {
        if (write_file(out, paths[i]) != 0)
            return -1;
        fputs(",\n", out);
    }
    fputs("{0, 0, 0}};\n", out);
    return 0;
}

int main(int argc, char **argv) {
    int pages = argc > 1 && strcmp(argv[1], "--pages") == 0;
    argc -= pages;
    argv += pages;
    if (argc < 3) {
        fputs("usage: embed OUT.c PRELUDE [RULES.yaml]... [-- RESIDUE.yaml...]\n"
              "       embed --pages OUT.c FILE...\n",
              stderr);
        return 2;
    }
    FILE *out = fopen(argv[1], "wb");
    if (!out) {
        perror(argv[1]);
        return 2;
    }
    int failed = (pages ? write_pages : write_all)(out, argc - 2, argv + 2) != 0 || ferror(out);
    if (fclose(out) != 0 || failed) {
        fprintf(stderr, "%s: not written\n", argv[1]);
        (void)remove(argv[1]);
        return 2;
    }
    return 0;
}

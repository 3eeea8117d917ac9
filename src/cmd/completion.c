/* --completion: what a shell offers after a Tab, made from the option table. */
#include "cmd/cmd.h"

#include <string.h>

/* A command's name in the scripts; the filter has none of its own. */
static const char *name_of(int c) {
    const struct command_def *d = command_def((enum command)c);
    return d->name ? d->name : "filter";
}

static bool offered(const struct option_def *d, int c) {
    return option_taken(d, (enum command)c);
}

/* ---- what an option's value may be, told by what stands for it in the help ---- */

enum values { VALUES_NONE, VALUES_WORDS, VALUES_FILES, VALUES_FOLDERS, VALUES_OTHER };

/* A list such as csv|tsv: lower-case words only. */
static bool is_choice(const char *arg) {
    return arg[strspn(arg, "abcdefghijklmnopqrstuvwxyz0123456789-|")] == '\0';
}

static enum values values_of(const struct option_def *d) {
    if (!d->arg)
        return VALUES_NONE;
    if (is_choice(d->arg) || strcmp(d->arg, "LABEL") == 0 || strcmp(d->arg, "GROUP") == 0)
        return VALUES_WORDS;
    if (strcmp(d->arg, "DIR") == 0)
        return VALUES_FOLDERS;
    return strstr(d->arg, "FILE") ? VALUES_FILES : VALUES_OTHER;
}

/* The words of VALUES_WORDS with spaces between. */
static bool add_words(struct buf *b, const struct option_def *d) {
    bool ok = true;
    if (strcmp(d->arg, "LABEL") == 0) {
        for (int l = LABEL_NONE + 1; ok && l < LABEL_COUNT; l++)
            ok = buf_printf(b, "%s%s", l > LABEL_NONE + 1 ? " " : "", label_name((enum label)l));
        return ok;
    }
    for (const char *p = d->arg; ok && *p; p++)
        ok = buf_add_char(b, *p == '|' ? ' ' : *p);
    return ok;
}

/* ---- bash ---- */

static bool bash_values(struct buf *b, const struct option_def *d, int c) {
    bool ok = buf_add_str(b, "    ");
    if (ok && d->letter)
        ok = buf_printf(b, "%s:-%c | ", name_of(c), d->letter);
    ok = ok && buf_printf(b, "%s:--%s) ", name_of(c), d->name);
    switch (values_of(d)) {
    case VALUES_WORDS:
        return ok && buf_add_str(b, "words='") && add_words(b, d) && buf_add_str(b, "' ;;\n");
    case VALUES_FOLDERS:
        return ok && buf_add_str(b, "compopt -o dirnames; return ;;\n");
    case VALUES_FILES:
        return ok && buf_add_str(b, "return ;;\n");
    default:
        return ok && buf_add_str(b, "compopt +o default +o bashdefault; return ;;\n");
    }
}

static bool bash_options(struct buf *b, int c) {
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    bool ok = buf_printf(b, "    %s) words='", name_of(c));
    for (size_t i = 0; ok && i < n; i++)
        if (offered(&t[i], c))
            ok = buf_printf(b, " --%s", t[i].name);
    return ok && buf_add_str(b, "' ;;\n");
}

static bool command_names(struct buf *b, const char *join) {
    bool ok = true;
    for (int c = COMMAND_FILTER + 1; ok && c < COMMAND_COUNT; c++)
        ok = buf_printf(b, "%s%s", c > COMMAND_FILTER + 1 ? join : "", name_of(c));
    return ok;
}

/* Bash cuts words at "=", so --input=csv comes as three. Where no word is offered, it offers files
 * itself. */
static bool bash(struct buf *b) {
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    bool ok = buf_add_str(b, "# bash completion for blot: source <(blot --completion bash)\n"
                             "_blot() {\n"
                             "  local cur=${COMP_WORDS[COMP_CWORD]} command=filter option words=\n"
                             "  option=${COMP_WORDS[COMP_CWORD-1]}\n"
                             "  if [[ $cur == = ]]; then cur=\n"
                             "  elif [[ $option == = ]]; then option=${COMP_WORDS[COMP_CWORD-2]}\n"
                             "  fi\n"
                             "  if ((COMP_CWORD > 1)); then\n"
                             "    case ${COMP_WORDS[1]} in\n"
                             "    ") &&
              command_names(b, " | ") &&
              buf_add_str(b, ") command=${COMP_WORDS[1]} ;;\n    esac\n  fi\n"
                             "  COMPREPLY=()\n  case $command:$option in\n");
    for (int c = 0; ok && c < COMMAND_COUNT; c++)
        for (size_t i = 0; ok && i < n; i++)
            if (offered(&t[i], c) && t[i].arg && !t[i].arg_optional)
                ok = bash_values(b, &t[i], c);
    ok = ok && buf_add_str(b, "  esac\n  if [[ -z $words && $cur == -* ]]; then\n"
                              "    case $command in\n");
    for (int c = 0; ok && c < COMMAND_COUNT; c++)
        ok = bash_options(b, c);
    return ok &&
           buf_add_str(b, "    esac\n  elif [[ -z $words && $COMP_CWORD -eq 1 ]]; then\n"
                          "    words='") &&
           command_names(b, " ") &&
           buf_add_str(b, "'\n  fi\n"
                          "  [[ -n $words ]] && COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
                          "  return 0\n}\n"
                          "complete -o bashdefault -o default -F _blot blot\n");
}

/* ---- zsh ---- */

/* The help's first clause, fit for [...] inside single quotes. */
static bool zsh_text(struct buf *b, const char *text) {
    bool ok = true;
    for (const char *p = text; ok && *p && !(p[0] == '.' && p[1] == ' '); p++)
        ok = *p == '\''            ? buf_add_str(b, "'\\''")
             : strchr("[]:\\", *p) ? buf_printf(b, "\\%c", *p)
                                   : buf_add_char(b, *p);
    return ok;
}

static bool zsh_value(struct buf *b, const struct option_def *d) {
    bool ok =
        buf_add_str(b, d->arg_optional ? "::" : ":") && zsh_text(b, d->arg) && buf_add_char(b, ':');
    switch (values_of(d)) {
    case VALUES_WORDS:
        return ok && buf_add_char(b, '(') && add_words(b, d) && buf_add_char(b, ')');
    case VALUES_FOLDERS:
        return ok && buf_add_str(b, "_files -/");
    case VALUES_FILES:
        return ok && buf_add_str(b, "_files");
    default:
        return ok && buf_add_char(b, ' ');
    }
}

/* One spec of _arguments: '(-i --input)'{-i+,--input=}'[help]:value:(csv tsv)' */
static bool zsh_option(struct buf *b, const struct option_def *d) {
    const char *takes = !d->arg ? "" : d->arg_optional ? "=-" : "=";
    bool ok = buf_add_str(b, "      ");
    if (ok && d->letter && !d->repeats)
        ok = buf_printf(b, "'(-%c --%s)'", d->letter, d->name);
    if (ok && d->repeats)
        ok = buf_add_str(b, "'*'");
    if (ok && d->letter)
        ok = buf_printf(b, "{-%c%s,--%s%s}'", d->letter, d->arg ? "+" : "", d->name, takes);
    else if (ok)
        ok = buf_printf(b, "'--%s%s", d->name, takes);
    ok = ok && buf_add_char(b, '[') && zsh_text(b, d->help) && buf_add_char(b, ']');
    if (ok && d->arg)
        ok = zsh_value(b, d);
    return ok && buf_add_str(b, "' \\\n");
}

static bool zsh_command(struct buf *b, int c) {
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    bool ok = buf_printf(b, "  %s)\n    _arguments -s -S \\\n", c ? name_of(c) : "*");
    for (size_t i = 0; ok && i < n; i++)
        if (offered(&t[i], c))
            ok = zsh_option(b, &t[i]);
    return ok && buf_add_str(b, c ? "      '*:file:_files' ;;\n"
                                  : "      '1: :_blot_first' '*:file:_files' ;;\n");
}

static bool zsh(struct buf *b) {
    bool ok = buf_add_str(b, "#compdef blot\n"
                             "# zsh completion for blot: source <(blot --completion zsh)\n"
                             "_blot_first() {\n  local -a commands=(\n");
    for (int c = COMMAND_FILTER + 1; ok && c < COMMAND_COUNT; c++)
        ok = buf_printf(b, "    '%s:", name_of(c)) &&
             zsh_text(b, command_def((enum command)c)->help) && buf_add_str(b, "'\n");
    ok = ok &&
         buf_add_str(b, "  )\n  _describe -t commands command commands\n  _files\n}\n"
                        "_blot() {\n  local command=filter\n  case ${words[2]} in\n  ") &&
         command_names(b, "|") &&
         buf_add_str(b, ")\n    if (( CURRENT > 2 )); then\n"
                        "      command=${words[2]}\n      shift words\n      (( CURRENT-- ))\n"
                        "    fi ;;\n  esac\n  case $command in\n");
    for (int c = COMMAND_FILTER + 1; ok && c < COMMAND_COUNT; c++)
        ok = zsh_command(b, c);
    return ok && zsh_command(b, COMMAND_FILTER) &&
           buf_add_str(b, "  esac\n}\n"
                          "if [[ ${funcstack[1]} == _blot ]]; then _blot \"$@\"; "
                          "else compdef _blot blot; fi\n");
}

/* ---- fish ---- */

static bool fish_text(struct buf *b, const char *text) {
    bool ok = buf_add_char(b, '\'');
    for (const char *p = text; ok && *p && !(p[0] == '.' && p[1] == ' '); p++)
        ok = *p == '\'' || *p == '\\' ? buf_printf(b, "\\%c", *p) : buf_add_char(b, *p);
    return ok && buf_add_char(b, '\'');
}

static bool fish_option(struct buf *b, const struct option_def *d, int c) {
    bool ok = buf_printf(b, "complete -c blot -n '__blot_is %s'", name_of(c));
    if (ok && d->letter)
        ok = buf_printf(b, " -s %c", d->letter);
    ok = ok && buf_printf(b, " -l %s", d->name);
    if (ok && d->arg && !d->arg_optional)
        ok = buf_add_str(b, values_of(d) == VALUES_FILES ? " -r -F" : " -x");
    if (ok && values_of(d) == VALUES_WORDS)
        ok = buf_add_str(b, " -a '") && add_words(b, d) && buf_add_char(b, '\'');
    else if (ok && values_of(d) == VALUES_FOLDERS)
        ok = buf_add_str(b, " -a '(__fish_complete_directories)'");
    return ok && buf_add_str(b, " -d ") && fish_text(b, d->help) && buf_add_char(b, '\n');
}

static bool fish(struct buf *b) {
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    bool ok =
        buf_add_str(b, "# fish completion for blot: blot --completion fish | source\n"
                       "function __blot_is\n"
                       "  set -l words (commandline -opc)\n"
                       "  set -l command filter\n"
                       "  if set -q words[2]; and contains -- $words[2] ") &&
        command_names(b, " ") &&
        buf_add_str(b, "\n    set command $words[2]\n  end\n  test $command = $argv[1]\nend\n"
                       "function __blot_first\n  test (count (commandline -opc)) -eq 1\nend\n");
    for (int c = COMMAND_FILTER + 1; ok && c < COMMAND_COUNT; c++)
        ok = buf_printf(b, "complete -c blot -n __blot_first -a %s -d ", name_of(c)) &&
             fish_text(b, command_def((enum command)c)->help) && buf_add_char(b, '\n');
    for (int c = 0; ok && c < COMMAND_COUNT; c++)
        for (size_t i = 0; ok && i < n; i++)
            if (offered(&t[i], c))
                ok = fish_option(b, &t[i], c);
    return ok;
}

int cmd_completion(enum shell shell) {
    struct buf b = {0};
    bool ok = shell == SHELL_BASH ? bash(&b) : shell == SHELL_ZSH ? zsh(&b) : fish(&b);
    return cmd_print_buf(&b, ok, EXIT_DONE);
}

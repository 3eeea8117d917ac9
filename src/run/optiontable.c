#include "run/options.h"

#include <string.h>

enum {
    W = 1 << COMMAND_FILTER, /* where its output or its checks are meant */
    E = 1 << COMMAND_RELEASE,
    F = W | E, /* release is the filter, into a folder */
    X = 1 << COMMAND_EXPLAIN,
    V = 1 << COMMAND_VERIFY,
    S = 1 << COMMAND_SCORE,
    R = 1 << COMMAND_RULES,
    T = 1 << COMMAND_TRAIN,
    O = 1 << COMMAND_POLICY,
    K = 1 << COMMAND_KEY,
    P = 1 << COMMAND_PSEUDONYM,
    Y = 1 << COMMAND_REVIEW,
    B = 1 << COMMAND_BOUND,
    G = 1 << COMMAND_SUGGEST,
    L = 1 << COMMAND_RESIDUE, /* what is left */
    C = 1 << COMMAND_COMPARE,
    M = 1 << COMMAND_REPORT, /* its merge */
    ALL = Y | B | G | W | E | X | V | S | R | T | O | K | P | L | C | M
};

static const struct option_def table[] = {
    {OPT_INPUT, OPTIONS_INPUT, 'i', "input", "csv|tsv|jsonl|text", false, false, true,
     F | X | L | R | O,
     "format of the input; by default told by the file's name, else text that begins with { is "
     "jsonl and all other is text"},
    {OPT_DELIMITER, OPTIONS_INPUT, 'd', "delimiter", "C", false, false, true, F | X | L | O,
     "the character between CSV fields, \\t for a tab; by default a comma"},
    {OPT_NO_HEADER, OPTIONS_INPUT, 0, "no-header", NULL, false, false, true, F | X | L | O,
     "the first row is data; columns are called column_1, column_2 and so on"},
    {OPT_SKIP_ROWS, OPTIONS_INPUT, 0, "skip-rows", "N", false, false, true, F | X | L | O,
     "leave out N rows before the header"},
    {OPT_SHORT_ROWS, OPTIONS_INPUT, 0, "short-rows", "fill|stop", false, false, true, F | X | L | O,
     "a row with too few fields is filled with empty ones, or stops the run (default)"},
    {OPT_ENCODING, OPTIONS_INPUT, 'e', "encoding", "NAME", false, false, true, F | X | L | O,
     "encoding of the input, such as windows-1252, latin1, utf-16; by default UTF-8"},
    {OPT_INVALID, OPTIONS_INPUT, 0, "invalid", "reject|replace", false, false, true, F | X | L | O,
     "bytes that are not valid in the encoding stop the run (default), or become U+FFFD"},
    {OPT_MAX_RECORD, OPTIONS_INPUT, 0, "max-record", "SIZE", false, false, true, F | X | L | O,
     "the longest record allowed, in bytes or with K, M or G; by default 16M"},

    {OPT_TEXT, OPTIONS_FIELDS, 't', "text", "F", false, true, true, F | X | L,
     "field F is prose and gets the full treatment. By default every string is; with -t, the other "
     "fields are still scanned: by decisive rules and lists, and as prose where a full name may "
     "stand in the value"},
    {OPT_DROP, OPTIONS_FIELDS, 0, "drop", "F", false, true, true, F | X | L, "leave field F out"},
    {OPT_PASS_UNSCANNED, OPTIONS_FIELDS, 0, "pass-unscanned", "F", false, true, true, F | X | L,
     "let field F through as it is"},
    {OPT_KNOWN, OPTIONS_FIELDS, 0, "known", "F[=LABEL]", false, true, true, F | X | L,
     "field F identifies someone in its record: it is replaced whole, and redacted wherever the "
     "record's text mentions it. Columns headed first name, dob, postcode and the like are known "
     "by "
     "themselves. Without LABEL: by the header, else NAME"},
    {OPT_SCAN, OPTIONS_FIELDS, 0, "scan", "F", false, true, true, F | X | L,
     "field F is scanned, not read as prose, as with -t all fields are that no other option names"},
    {OPT_PSEUDONYMISE, OPTIONS_FIELDS, 0, "pseudonymise", "F", false, true, true, F | X | L,
     "replace the whole of field F by a keyed pseudonym, the same in every record and every run "
     "with that key and project; needs --key-file"},
    {OPT_KNOWN_TABLE, OPTIONS_FIELDS, 0, "known-table", "FILE", false, true, true, F | X | L,
     "a CSV or TSV table of people, joined by the column that --on names: what its columns of "
     "names, dates of birth, addresses and the like hold is redacted wherever the record mentions "
     "it"},
    {OPT_ON, OPTIONS_FIELDS, 0, "on", "F", false, false, true, F | X | L,
     "the field that joins --known-table to the records; the table has a column of that name"},
    {OPT_PERSON, OPTIONS_FIELDS, 0, "person", "F", false, false, true, F | X | L,
     "field F says which person a record is about; this person's pseudonym is made from it. Unless "
     "another option says how to show it, it is pseudonymised, or without a key replaced whole"},
    {OPT_CASE_OF, OPTIONS_FIELDS, 0, "case", "F", false, false, true, F | X | L,
     "records that follow each other with the same value in field F are one case and share "
     "numbers; a case that comes back later stops the run. Shown as --person's field is"},
    {OPT_POLICY, OPTIONS_FIELDS, 0, "policy", "FILE", false, false, false, F | X | L,
     "read options from a YAML file, under their long names; options of the command line come on "
     "top. Start one with blot policy init"},
    {OPT_STRICT_COLUMNS, OPTIONS_FIELDS, 0, "strict-columns", NULL, false, false, true, F | X | L,
     "a column that no option names stops the run before its first record"},

    {OPT_RULES, OPTIONS_FINDING, 'r', "rules", "FILE|DIR", false, true, true, F | X | L | S | R | T,
     "more rules, from a file or from every .yaml file of a folder"},
    {OPT_NO_DEFAULT_RULES, OPTIONS_FINDING, 0, "no-default-rules", NULL, false, false, true,
     F | X | L | S | R | T, "none of the built-in rules"},
    {OPT_WEIGHTS, OPTIONS_FINDING, 0, "weights", "FILE", false, false, true, F | X | L | S,
     "another table of weights"},
    {OPT_RULES_HASH, OPTIONS_FINDING, 0, "rules-hash", "SHA256", false, false, true, F | X | L,
     "refuse other rules: the hash is that of all rules of the run, as a refusal shows it"},
    {OPT_LEXICON, OPTIONS_FINDING, 'L', "lexicon", "NAME=FILE", false, true, true,
     F | X | L | S | R | T, "add the entries of FILE to the word list NAME"},
    {OPT_LEAVE, OPTIONS_FINDING, 0, "leave", "FILE", false, true, true, F | X | L | S | T,
     "phrases that stay, one a line"},
    {OPT_DENY, OPTIONS_FINDING, 0, "deny", "LABEL=FILE", false, true, true, F | X | L | S | T,
     "phrases that are always redacted as LABEL, one a line"},
    {OPT_PUBLIC, OPTIONS_FINDING, 0, "public", "FILE", false, true, true, F | X | L,
     "public figures, one full name a line, whose full name stays, but where the record knows a "
     "person of that name; the report counts them"},
    {OPT_ONLY, OPTIONS_FINDING, 0, "only", "LABEL", false, true, true, F | X | L | P,
     "redact LABEL and no other: NAME, AGE, PLACE, DATE, CONTACT, ID, GROUP; may be a list with "
     "commas"},
    {OPT_ALSO, OPTIONS_FINDING, 0, "also", "GROUP", false, true, true, F | X | L | S | T,
     "redact GROUP too: nationality, ethnicity, faith"},
    {OPT_DISABLE, OPTIONS_FINDING, 0, "disable", "RULE", false, true, true, F | X | L | S | T,
     "do not use the rule of that id (see blot rules)"},
    {OPT_STRICT, OPTIONS_FINDING, 0, "strict", NULL, false, false, true, F | X | L | S | T,
     "also redact what is only suspicious"},
    {OPT_UNCOVERED, OPTIONS_FINDING, 0, "uncovered", "withhold|strict|pass", false, false, true,
     F | X | L | S | T,
     "text in a language blot does not cover is withheld (default), scanned strictly, or scanned "
     "as any other"},
    {OPT_MATCH_LIMIT, OPTIONS_FINDING, 0, "match-limit", "N", false, false, true, F | X | L | S | T,
     "steps allowed to one try of one rule; by default 50000"},

    {OPT_ACTION, OPTIONS_REPLACING, 'a', "action", "[LABEL=]ACTION", false, true, true, F | L,
     "how to replace, all labels or one: number gives [NAME_1], the same number for the same "
     "person within a record (default); label gives [NAME]; mask gives five blocks; pseudonym "
     "gives [NAME_qrbp51sezkjdh9yhs0], a keyed name that next year's run gives again; band gives "
     "[AGE_10-13], also for school years and dates of birth; region gives [PLACE_North West]; year "
     "and month give [DATE_2009] and [DATE_2009-03]; shift moves the dates of a case by the same "
     "number of weeks. What cannot be read as an age, a known place or such a date gets a number"},
    {OPT_AGE_BANDS, OPTIONS_REPLACING, 0, "age-bands", "LIST", false, false, true, F | L,
     "the bands of ages for the action band, such as 0-17,18-64,65+; by default 0-4, 5-9, 10-13, "
     "14-15, 16-17, 18-24, 25-29, then tens, 90+"},
    {OPT_REFERENCE_DATE, OPTIONS_REPLACING, 0, "reference-date", "DATE|F", false, false, true,
     F | L,
     "the day on which the age of a date of birth is meant: a date such as 2024-08-31, or the "
     "field "
     "that has it. By default the latest other date of the record; without one, dates of birth get "
     "a number"},
    {OPT_REGION_LEVEL, OPTIONS_REPLACING, 0, "region-level", "country|region", false, false, true,
     F | L, "how coarse the action region is: country gives [PLACE_England]; by default region"},
    {OPT_PROFILE, OPTIONS_REPLACING, 0, "profile", "uk-research", false, false, true, F | L,
     "a ready-made set of actions: number for names, contacts and identifiers, band for ages, "
     "region for places, year for dates; what --action says of a label stands"},
    {OPT_ROLES, OPTIONS_REPLACING, 0, "roles", NULL, false, false, true, F | L,
     "with the action number, a person whose role the text says beside the name is [MOTHER_1], "
     "[SOCIAL_WORKER_1] and the like"},
    {OPT_KEY_FILE, OPTIONS_REPLACING, 'k', "key-file", "FILE", false, false, true, F | P | L,
     "the key that pseudonyms are made with: 32 bytes or more in a file that only you can read; "
     "make one with blot key new"},
    {OPT_PROJECT, OPTIONS_REPLACING, 0, "project", "NAME", false, false, true, F | P | L,
     "the project that pseudonyms are for: those of two projects cannot be joined"},
    {OPT_KEY_ID, OPTIONS_REPLACING, 0, "key-id", "ID", false, false, true, F | P | L,
     "refuse a key of another identifier (blot key id shows it)"},

    {OPT_OUTPUT, OPTIONS_OUTPUT, 'o', "output", "FILE", false, false, true,
     W | X | Y | G | T | O | M,
     "write to FILE, which appears when it is complete and only you may read; a name that ends in "
     ".gz is compressed"},
    {OPT_SPANS, OPTIONS_OUTPUT, 0, "spans", "source", true, false, true, W | Y,
     "add a redactions array to each record; =source adds the offsets in the input, which tell "
     "how long the hidden text was: for the custodian only"},
    {OPT_OFFSETS, OPTIONS_OUTPUT, 0, "offsets", "codepoint|byte|utf16", false, false, true, W | Y,
     "what offsets of --spans count; by default code points"},
    {OPT_LINE_BUFFERED, OPTIONS_OUTPUT, 0, "line-buffered", NULL, false, false, true, W,
     "put each record out before the next is read"},
    {OPT_REPORT, OPTIONS_OUTPUT, 0, "report", "FILE", false, false, true, W,
     "write what was done to FILE as JSON: versions, options, rules, counts, the output's hash; no "
     "text, paths or small counts"},
    {OPT_AUDIT, OPTIONS_OUTPUT, 0, "audit", "FILE", false, false, true, F,
     "write exact counts, the inputs' hashes and every span's place in the input to FILE as JSON "
     "lines, for the custodian; no text"},
    {OPT_MIN_COUNT, OPTIONS_OUTPUT, 0, "min-count", "N", false, false, true, F,
     "the report writes counts from 1 to N - 1 as \"<N\", and hides totals from which they could "
     "be worked out; by default 10, 1 shows all"},
    {OPT_QUASI, OPTIONS_OUTPUT, 0, "quasi", "F", false, true, true, F | L,
     "count how many records share the values of these fields (a list with commas where no field "
     "is called that), and how many stand nearly alone; told by report and audit"},

    {OPT_CHECK, OPTIONS_CHECKING, 0, "check", NULL, false, false, true, W,
     "write no records but a list of findings, where and what, never the value; exit 1 when there "
     "is one"},
    {OPT_FORMAT, OPTIONS_CHECKING, 0, "format", "human|jsonl|sarif|github", false, false, true, W,
     "form of the findings"},
    {OPT_DECISIVE, OPTIONS_CHECKING, 0, "decisive", NULL, false, false, true, W,
     "with --check: decisive rules and lists only, nothing that words must be weighed for; for "
     "source code"},
    {OPT_BASELINE, OPTIONS_CHECKING, 0, "baseline", "FILE", false, false, true, W,
     "with --check: leave out the findings that FILE holds, which --check --format jsonl wrote"},
    {OPT_QUIET, OPTIONS_CHECKING, 'q', "quiet", NULL, false, false, true, W,
     "with --check: list nothing, the exit status says it"},

    {OPT_ON_ERROR, OPTIONS_FAULTS, 0, "on-error", "stop|quarantine", false, false, true, W,
     "a record that cannot be processed stops the run (default), or is put aside as it came and "
     "the "
     "next ones follow; broken quotes in CSV, and what is longer than --max-record, always stop "
     "it"},
    {OPT_QUARANTINE, OPTIONS_FAULTS, 0, "quarantine", "FILE", false, false, true, W,
     "where --on-error quarantine puts records, unredacted: only you may read it"},
    {OPT_SANDBOX, OPTIONS_FAULTS, 0, "sandbox", "auto|require|off", false, false, true, W,
     "give up the network, other programs and all files but inputs and outputs before the first "
     "record is read, as far as the system can (default); refuse to run where it cannot; or do "
     "not"},

    {OPT_JOBS, OPTIONS_RUNNING, 'j', "jobs", "N", false, false, true, F | L | Y,
     "N workers, by default 1; the output never depends on it"},
    {OPT_PROGRESS, OPTIONS_RUNNING, 0, "progress", NULL, false, false, true, F | Y,
     "show progress on standard error also where it is no terminal"},
    {OPT_COLOR, OPTIONS_RUNNING, 0, "color", "auto|always|never", false, false, true, F | X,
     "colour: on a terminal where NO_COLOR is not set (default), always, never"},

    {OPT_UPDATE, OPTIONS_COMMANDS, 0, "update", NULL, false, false, false, V,
     "write what came out as what is expected"},
    {OPT_ACCEPT_LEAKS, OPTIONS_COMMANDS, 0, "accept-leaks", NULL, false, false, false, V,
     "with --update, also where text that was hidden becomes visible"},
    {OPT_VERIFY_FORMAT, OPTIONS_COMMANDS, 0, "format", "human|tap|junit", false, false, false, V,
     "form of the results: for people (default), TAP 14, JUnit XML"},
    {OPT_PLACES_FORMAT, OPTIONS_COMMANDS, 0, "format", "human|jsonl", false, false, false, L | C,
     "form of the results: for people (default), or one JSON object a line"},
    {OPT_GOLD, OPTIONS_COMMANDS, 0, "gold", "FILE", false, true, false, E,
     "marked-up text (see blot score) to measure recall on, for LIMITATIONS.md"},
    {OPT_VERDICTS, OPTIONS_COMMANDS, 0, "verdicts", "FILE", false, true, false, E,
     "what reviewers of this very output said, for LIMITATIONS.md"},
    {OPT_JOIN, OPTIONS_COMMANDS, 0, "on", "F", false, false, false, C,
     "records with the same value of field F are compared; by default line with line"},
    {OPT_SHIFTED, OPTIONS_COMMANDS, 0, "shifted", NULL, false, false, false, C,
     "the new output's dates were moved (action shift): as many of a field as the old one had are "
     "no text that became visible"},
    {OPT_MIN, OPTIONS_COMMANDS, 0, "min", "NAME=0.97,...", false, false, false, S,
     "exit 1 when the recall of a label (or precision) is below that, or over above it"},
    {OPT_COUNT_ONLY, OPTIONS_COMMANDS, 0, "only", "LABEL", false, true, false, S,
     "count these labels alone; others are neutral"},
    {OPT_CASE, OPTIONS_COMMANDS, 0, "case", "lower|upper", false, false, false, S,
     "put the text in that case first"},
    {OPT_EVERY, OPTIONS_COMMANDS, 0, "every", "N", false, false, false, S | T,
     "records whose number is divisible by N are those for measuring; by default 4"},
    {OPT_MEASURE, OPTIONS_COMMANDS, 0, "measure", NULL, false, false, false, S | T,
     "only the records for measuring"},
    {OPT_BUILD, OPTIONS_COMMANDS, 0, "build", NULL, false, false, false, S | T,
     "only the records that are not for measuring"},
    {OPT_GROUP, OPTIONS_COMMANDS, 0, "group", NULL, false, false, false, S,
     "recall of names for each group"},
    {OPT_MISSES, OPTIONS_COMMANDS, 0, "misses", "N", false, false, false, S,
     "list N identifiers that were missed"},
    {OPT_FALSE_ALARMS, OPTIONS_COMMANDS, 0, "fps", "N", false, false, false, S,
     "list N false alarms, and the rules that raised most"},
    {OPT_RECALL, OPTIONS_COMMANDS, 0, "recall", "BIAS", false, false, false, T,
     "the knob between recall and precision: how much wider a margin identifiers are learnt "
     "with, from 0 (none) to about 12000 (twice as wide); by default 4000"},
    {OPT_SEED, OPTIONS_COMMANDS, 0, "seed", "N", false, false, false, T,
     "seed of the order in which texts are learnt; by default 1"},
    {OPT_EPOCHS, OPTIONS_COMMANDS, 0, "epochs", "N", false, false, false, T,
     "passes over the texts; by default 12"},
    {OPT_RUNS, OPTIONS_COMMANDS, 0, "runs", "N", false, false, false, T,
     "learn N times from nothing, each in another order, and take the mean, which is a little "
     "more right; by default 1"},
    {OPT_FOLDS, OPTIONS_COMMANDS, 0, "folds", "K", false, false, false, T,
     "print recall and precision by K-fold cross-validation; 0: do not. By default 4"},
    {OPT_RENAMED, OPTIONS_COMMANDS, 0, "renamed", "N", false, false, false, T,
     "learn from N copies of each text with other names, places and figures too; by default 1"},
    {OPT_EXPLAIN_FORMAT, OPTIONS_COMMANDS, 0, "format", "text|json|html", false, false, false, X,
     "text for a terminal (default), JSON lines, or one page for a browser. All hold the original "
     "text"},
    {OPT_SAMPLE, OPTIONS_COMMANDS, 'n', "sample", "N", false, false, false, Y,
     "draw N records at random; by default 200"},
    {OPT_EACH, OPTIONS_COMMANDS, 0, "each", "N", false, false, false, Y,
     "then add records until every label, and \"nothing found\", stands in at least N of them; by "
     "default 10"},
    {OPT_REVIEW_SEED, OPTIONS_COMMANDS, 0, "seed", "N", false, false, false, Y,
     "seed of the sample; by default another each time, shown in the page"},
    {OPT_SANITISED_ONLY, OPTIONS_COMMANDS, 0, "sanitised-only", NULL, false, false, false, Y,
     "leave the original text out of the page, for a reviewer who may not see it"},
    {OPT_BOUND_MAX, OPTIONS_COMMANDS, 0, "max", "SHARE", false, false, false, B,
     "exit 1 when the limit on records with a leak is above SHARE; or record=SHARE,identifiers=N, "
     "N being leaks per 1,000 identifiers"},
    {OPT_TARGET, OPTIONS_COMMANDS, 0, "target", "SHARE", false, false, false, B,
     "say how many more records must be reviewed to show that no more than SHARE have a leak; by "
     "default what --max says, else 0.01"},
    {OPT_CONFIDENCE, OPTIONS_COMMANDS, 0, "confidence", "SHARE", false, false, false, B,
     "one-sided confidence of the limits; by default 0.95"},
    {OPT_INTO, OPTIONS_COMMANDS, 0, "into", "DIR", false, false, false, G,
     "the project's own folder of rules and lists that the patch is for; by default rules"},

    {OPT_HELP, OPTIONS_OTHER, 'h', "help", NULL, false, false, false, ALL, "show this help"},
    {OPT_VERSION, OPTIONS_OTHER, 'V', "version", NULL, false, false, false, ALL,
     "show the version, the libraries' versions and the rules' hash"},
    {OPT_COMPLETION, OPTIONS_OTHER, 0, "completion", "bash|zsh|fish", false, false, false, W,
     "print completions for a shell"},
};

const struct option_def *option_table(size_t *n) {
    *n = sizeof table / sizeof *table;
    return table;
}

bool option_taken(const struct option_def *d, enum command c) {
    if (c == COMMAND_REVIEW && d->group <= OPTIONS_REPLACING && (d->commands & F))
        return true;
    return d->commands >> c & 1;
}

const char *option_group_title(enum option_group g) {
    static const char *const titles[OPTIONS_GROUPS] = {[OPTIONS_INPUT] = "Input",
                                                       [OPTIONS_FIELDS] = "Fields",
                                                       [OPTIONS_FINDING] = "Finding",
                                                       [OPTIONS_REPLACING] = "Replacing",
                                                       [OPTIONS_OUTPUT] = "Output",
                                                       [OPTIONS_CHECKING] = "Checking",
                                                       [OPTIONS_FAULTS] = "Faults",
                                                       [OPTIONS_RUNNING] = "Running",
                                                       [OPTIONS_COMMANDS] = "Commands' own",
                                                       [OPTIONS_OTHER] = "Other"};
    return titles[g];
}

static const struct command_def commands[COMMAND_COUNT] = {
    [COMMAND_FILTER] = {NULL, "[option]... [FILE]...",
                        "replace names, ages, places and other identifiers in records"},
    [COMMAND_EXPLAIN] = {"explain", "[option]... [FILE]...",
                         "show every span with the rule that decided it, and near misses"},
    [COMMAND_VERIFY] = {"verify", "[--update [--accept-leaks]] DIR...",
                        "run folders of fixtures and show how the output differs"},
    [COMMAND_SCORE] = {"score", "[option]... GOLD...",
                       "recall per label, precision and over-redaction on marked-up text"},
    [COMMAND_RULES] =
        {"rules", "[option]... [list | test [FILE]... | export DIR | profile [FILE]...]",
         "list the rules, run their examples, write the built-in files out, show what each costs"},
    [COMMAND_TRAIN] = {"train", "[option]... GOLD...",
                       "learn the table of weights from marked-up text"},
    [COMMAND_RESIDUE] = {"residue", "[option]... [FILE]...",
                         "count what may tell who someone is without being an identifier"},
    [COMMAND_COMPARE] = {"compare", "[--on F] [--shifted] OLD NEW",
                         "what two outputs show differently: what was hidden and is visible now"},
    [COMMAND_RELEASE] = {"release", "FOLDER --policy FILE [option]... INPUT...",
                         "make a folder to hand over: data, schema, data dictionary, manifest, "
                         "limitations, checksums"},
    [COMMAND_REPORT] = {"report", "[-o FILE] merge FILE...",
                        "make one report of those of several runs"},
    [COMMAND_REVIEW] = {"review", "[option]... -o PAGE.html [FILE]...",
                        "write a page on which a person reviews a sample of records"},
    [COMMAND_BOUND] = {"bound", "[option]... VERDICTS...",
                       "upper confidence limits on leaks, from the verdicts of a review"},
    [COMMAND_SUGGEST] = {"suggest", "[--into DIR] VERDICTS...",
                         "propose entries of lists and examples of rules, as a patch, from the "
                         "verdicts of a review"},
    [COMMAND_POLICY] = {"policy", "[option]... init FILE",
                        "read a table's header and a sample, write a policy to start from"},
    [COMMAND_KEY] = {"key", "new FILE | id FILE",
                     "make a new key for pseudonyms; show a key's identifier"},
    [COMMAND_PSEUDONYM] =
        {"pseudonym", "-k FILE --project NAME [--only LABEL] {VALUE... | -}",
         "show which pseudonyms stand for a value of --person or of "
         "--pseudonymise, for the custodian; - reads values from standard input, a line each"},
};

const struct command_def *command_def(enum command c) {
    return &commands[c];
}

enum command command_from(const char *name) {
    for (int c = COMMAND_FILTER + 1; c < COMMAND_COUNT; c++)
        if (strcmp(name, commands[c].name) == 0)
            return (enum command)c;
    return COMMAND_FILTER;
}

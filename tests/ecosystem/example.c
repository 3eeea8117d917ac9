/* blot's library at work in two threads: redacts each line of standard input. An example, and the
 * test that what is installed compiles and links:
 *
 *     cc example.c $(pkg-config --cflags --libs blot) -pthread -o example
 */
#include <blot.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define LINE_MAX_BYTES 65536

struct worker {
    pthread_t thread;
    struct blot *blot;          /* its own handle */
    const char *text;           /* borrowed */
    char out[BLOT_MESSAGE_MAX]; /* what came of it */
    int failed;
};

static void *work(void *ctx) {
    struct worker *w = ctx;
    struct blot_result r;
    char message[BLOT_MESSAGE_MAX] = "";
    w->failed = blot_redact(w->blot, w->text, strlen(w->text), &r, message);
    snprintf(w->out, sizeof w->out, "%s", w->failed ? message : r.text);
    return NULL;
}

/* Two threads, two handles, one set of rules. */
static int two_threads(struct blot *b) {
    char message[BLOT_MESSAGE_MAX];
    struct worker w[2] = {{.blot = b, .text = "Mrs Sarah Khan rang."},
                          {.text = "He is 14 and lives in Luton."}};
    int failed = blot_share(&w[1].blot, b, message);
    if (failed) {
        fprintf(stderr, "example: %s\n", message);
        return failed;
    }
    for (int i = 0; i < 2; i++)
        if (pthread_create(&w[i].thread, NULL, work, &w[i]) != 0)
            return 1;
    for (int i = 0; i < 2; i++) {
        if (pthread_join(w[i].thread, NULL) != 0)
            return 1;
        failed |= w[i].failed;
        printf("%s\n", w[i].out);
    }
    blot_close(w[1].blot);
    return failed;
}

static int each_line(struct blot *b) {
    static char line[LINE_MAX_BYTES];
    char message[BLOT_MESSAGE_MAX];
    while (fgets(line, sizeof line, stdin)) {
        struct blot_result r;
        if (blot_redact(b, line, strcspn(line, "\n"), &r, message) != 0) {
            fprintf(stderr, "example: %s\n", message);
            return 1;
        }
        printf("%s\n", r.text);
        for (size_t i = 0; i < r.n_spans; i++)
            printf("  %s by %s: bytes %zu to %zu\n", r.spans[i].label, r.spans[i].rule,
                   r.spans[i].source_start, r.spans[i].source_end);
    }
    return ferror(stdin);
}

int main(void) {
    const char *const options[] = {"--only", "NAME", "--only", "AGE", NULL};
    char message[BLOT_MESSAGE_MAX];
    struct blot *b;
    if (blot_open(&b, options, message) != 0) {
        fprintf(stderr, "example: %s\n", message);
        return 2;
    }
    int failed = two_threads(b) || each_line(b);
    blot_close(b);
    return failed || fclose(stdout) != 0;
}

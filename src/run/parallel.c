#include "run/parallel.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* What one thread has to itself. */
struct worker {
    struct crew *crew;
    struct policy *policy;
    struct processor *processor;
    pthread_t thread;
    bool started;
};

/* Batches stand in a ring: `out` is the oldest that is out, `next` the first no worker has taken,
 * `in` the one that is being filled. Counts only grow; a batch's place is its count modulo size. */
struct crew {
    bool replace; /* all of the work; false: the finding only */
    struct worker *workers;
    uint32_t n_workers;
    bool alone; /* one worker without a thread: batches are processed when they are taken back */
    struct batch *ring;
    uint64_t size, out, next, in;
    bool stop;
    bool keep_faulty;     /* a record's fault is put by it, and the next ones follow */
    pthread_mutex_t lock; /* over the counts, `ready` and `stop` */
    pthread_cond_t work;  /* a batch was put in, or stop */
    pthread_cond_t done;  /* a batch is ready */
    bool made;            /* lock and conditions exist */
};

static void process_batch(struct worker *w, struct batch *b) {
    const struct process_many asked = {.records = b->records,
                                       .out = b->done,
                                       .n = b->n,
                                       .replace = w->crew->replace,
                                       .keep_faulty = w->crew->keep_faulty};
    b->st = process_many(&b->processed, w->processor, w->policy, &asked, &b->arena, &b->err);
}

/* Locking cannot fail for a mutex that exists and is used as here. */
static void lock(struct crew *c) {
    (void)pthread_mutex_lock(&c->lock);
}

static void unlock(struct crew *c) {
    (void)pthread_mutex_unlock(&c->lock);
}

static void *work(void *ctx) {
    struct worker *w = ctx;
    struct crew *c = w->crew;
    lock(c);
    for (;;) {
        while (!c->stop && c->next == c->in)
            (void)pthread_cond_wait(&c->work, &c->lock);
        if (c->stop)
            break;
        struct batch *b = &c->ring[c->next++ % c->size];
        unlock(c);
        process_batch(w, b);
        lock(c);
        b->ready = true;
        (void)pthread_cond_signal(&c->done);
    }
    unlock(c);
    process_forget();
    return NULL;
}

static enum status start_worker(struct worker *w, const struct engine *en, const struct options *o,
                                struct err *e) {
    const struct policy_options po = policy_options_of(o);
    enum status st = policy_new(&w->policy, &po, e);
    if (st == ST_OK && o->papers.decisive)
        policy_decisive(w->policy);
    if (st == ST_OK)
        st = processor_new(&w->processor, en, &en->redact, e);
    if (st != ST_OK || w->crew->alone)
        return st;
    if (pthread_create(&w->thread, NULL, work, w) != 0) {
        err_set(e, ST_MEMORY, "a worker cannot be started");
        err_hint(e, "use fewer: -j 1");
        return ST_MEMORY;
    }
    w->started = true;
    return ST_OK;
}

static bool make_locks(struct crew *c) {
    if (pthread_mutex_init(&c->lock, NULL) != 0)
        return false;
    if (pthread_cond_init(&c->work, NULL) != 0) {
        (void)pthread_mutex_destroy(&c->lock);
        return false;
    }
    if (pthread_cond_init(&c->done, NULL) != 0) {
        (void)pthread_cond_destroy(&c->work);
        (void)pthread_mutex_destroy(&c->lock);
        return false;
    }
    c->made = true;
    return true;
}

enum status crew_new(struct crew **out, uint32_t jobs, const struct engine *en,
                     const struct options *o, struct err *e) {
    *out = NULL;
    struct crew *c = calloc(1, sizeof *c);
    if (!c)
        return err_memory(e);
    c->replace = !o->has_case;
    c->keep_faulty = o->reader.keep_faulty;
    jobs = jobs ? jobs : 1;
    c->alone = jobs == 1;
    c->size = c->alone ? 1 : (uint64_t)jobs * 2 + 1;
    c->workers = calloc(jobs, sizeof *c->workers);
    c->ring = calloc(c->size, sizeof *c->ring);
    if (!c->workers || !c->ring || !make_locks(c)) {
        crew_free(c);
        return err_memory(e);
    }
    enum status st = ST_OK;
    for (uint32_t i = 0; st == ST_OK && i < jobs; i++) {
        c->workers[i].crew = c;
        c->n_workers++;
        st = start_worker(&c->workers[i], en, o, e);
    }
    if (st == ST_OK)
        *out = c;
    else
        crew_free(c);
    return st;
}

static void stop_workers(struct crew *c) {
    lock(c);
    c->stop = true;
    (void)pthread_cond_broadcast(&c->work);
    unlock(c);
    for (uint32_t i = 0; i < c->n_workers; i++)
        if (c->workers[i].started)
            (void)pthread_join(c->workers[i].thread, NULL);
}

void crew_free(struct crew *c) {
    if (!c)
        return;
    if (c->made) {
        stop_workers(c);
        (void)pthread_cond_destroy(&c->work);
        (void)pthread_cond_destroy(&c->done);
        (void)pthread_mutex_destroy(&c->lock);
    }
    for (uint32_t i = 0; i < c->n_workers; i++) {
        processor_free(c->workers[i].processor);
        policy_free(c->workers[i].policy);
    }
    for (uint64_t i = 0; c->ring && i < c->size; i++)
        arena_free(&c->ring[i].arena);
    free(c->workers);
    free(c->ring);
    free(c);
}

/* The workers wait, and see what is written here when they take their next batch under the lock. */
enum status crew_columns(struct crew *c, enum format f, const struct slice *columns, size_t n,
                         struct err *e) {
    enum status st = ST_OK;
    for (uint32_t i = 0; st == ST_OK && i < c->n_workers; i++)
        st = policy_columns(c->workers[i].policy, f, columns, n, e);
    return st;
}

void crew_tell(const struct crew *c, struct policy *p) {
    for (uint32_t i = 0; i < c->n_workers; i++)
        policy_join(p, c->workers[i].policy);
}

/* `in` and `out` are moved by the caller's thread alone, which may read them without the lock. */
struct batch *crew_empty(struct crew *c) {
    if (c->in - c->out == c->size)
        return NULL;
    struct batch *b = &c->ring[c->in % c->size];
    arena_reset(&b->arena);
    b->n = b->processed = b->bytes = 0;
    b->st = ST_OK;
    b->err = (struct err){0};
    b->ready = false;
    return b;
}

void crew_put(struct crew *c) {
    if (c->alone) {
        c->in++;
        return;
    }
    lock(c);
    c->in++;
    (void)pthread_cond_signal(&c->work);
    unlock(c);
}

struct batch *crew_take(struct crew *c) {
    if (c->out == c->in)
        return NULL;
    struct batch *b = &c->ring[c->out % c->size];
    if (c->alone) {
        process_batch(&c->workers[0], b);
        return b;
    }
    lock(c);
    while (!b->ready)
        (void)pthread_cond_wait(&c->done, &c->lock);
    unlock(c);
    return b;
}

void crew_done(struct crew *c) {
    c->out++;
}

struct processor *crew_processor(const struct crew *c) {
    return c->alone ? c->workers[0].processor : NULL;
}

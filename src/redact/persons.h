/* What people.h keeps of the people of a record: the index by which they are found. Only people.c
 * and choice.c see it. */
#ifndef BLOT_REDACT_PERSONS_H
#define BLOT_REDACT_PERSONS_H

#include "redact/fit.h"
#include "redact/namedata.h"
#include "redact/people.h"
#include "redact/table.h"

#define NOBODY     PEOPLE_NONE
#define SEARCH_MAX 64 /* people looked at for one mention; with more of a name it is ambiguous */

/* People who share a word or initials, newest first. */
struct link {
    uint32_t person;
    struct link *next;
};

struct person {
    struct known_name name;  /* words in the arena */
    struct slice key;        /* of the mention it was made from */
    uint32_t first;          /* order of the first mention that means it */
    uint32_t full;           /* order of the mention it was made from */
    struct name_forms forms; /* of its first word, once has_forms */
    bool has_forms;
    bool given_first; /* named by the given name alone before the mention it was made from */
    uint32_t root;    /* itself, or another of whom is known that it is the same person */
};

/* What is known of one word of a name. */
struct word {
    struct link *people;
    uint32_t count;
    uint8_t sexes;    /* enum sex bits of the titles before it */
    bool child;       /* a lone name that the text says is a child's */
    bool titled;      /* it is all there is after some title */
    uint32_t lone_at; /* order of the first mention that is it alone */
    bool lone;        /* a name of the record is this word alone, without a title */
};

/* Another noted mention of whom the text says that it is not the same person. */
struct other {
    uint32_t noted;
    struct other *next;
};

/* One distinct mention. */
struct noted {
    struct mention m;
    uint32_t person; /* NOBODY until resolved */
    uint32_t order;
    uint32_t word;     /* index of its last word, of a lone or titled one; NOBODY: not known */
    uint32_t searched; /* person[0 .. searched) are known not to be named by a form of its word */
    struct other *apart;
    uint32_t n_apart;
    struct slice surname; /* of the full name that it is joined to by "and"; n 0: none */
};

/* Two noted mentions that name one person. */
struct pair {
    uint32_t a, b;
};

struct people {
    struct arena *arena;
    struct table mentions; /* mention key → index in noted */
    struct table words;    /* word, or # and initials → index in word */
    struct person *person;
    struct word *word;
    struct noted **noted;
    struct pair *pair;
    uint32_t n_person, cap_person, n_word, cap_word, n_noted, cap_noted, n_pair, cap_pair;
    uint32_t resolved; /* noted[0 .. resolved) have a person */
    bool titled;       /* some mention has but a title and a surname */
    uint32_t joined;   /* pair[0 .. joined) are one person */
};

/* Room for one more element of *array (n of them, *cap the room); old arrays stay in the arena,
 * which doubles at most. False when memory is out. */
bool persons_grow(struct arena *a, void *array, uint32_t n, uint32_t *cap, size_t size);

/* The word of that key, NULL when no name has it. */
struct word *persons_word(const struct people *p, struct slice key);

/* The last word of a noted mention, NULL when no name has it. */
const struct word *persons_last_word(const struct people *p, const struct noted *n);

/* The word, made when new; NULL when memory is out. key is kept: in the arena of p. */
struct word *persons_word_get(struct people *p, struct slice key);

/* Says that the person has that word. False when memory is out. */
bool persons_index(struct people *p, struct slice key, uint32_t person);

/* The same for all words and initials of its name; letters: its one word may be initials. */
bool persons_index_all(struct people *p, uint32_t person, bool letters);

/* The key under which the people with the initials of m are found; p NULL when memory is out. */
struct slice persons_initials_key(struct people *p, const struct mention *m);

/* The one who stands for all that are the same person. */
uint32_t persons_root(const struct people *p, uint32_t person);

/* The two are one; the older stands for both. */
void persons_unite(struct people *p, uint32_t a, uint32_t b);

#endif

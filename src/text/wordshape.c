#include "text/wordshape.h"

static enum token_shape shape_of(const struct letters *l) {
    if (l->other)
        return SHAPE_OTHER;
    if (l->upper == 0)
        return SHAPE_LOWER;
    if (l->n == 1)
        return SHAPE_LETTER;
    if (l->upper == l->n)
        return SHAPE_UPPER;
    return l->upper == 1 && l->first_upper ? SHAPE_CAP : SHAPE_MIXED;
}

/* McAllister, MacDonald, FitzGerald, DeSouza: capitalised words with a capital inside. */
static bool has_inner_capital(struct slice word) {
    static const char *const heads[] = {"Mc",  "Mac", "Fitz", "De", "Di", "Da",  "Du",  "La", "Le",
                                        "Van", "Von", "Ap",   "Al", "El", "Abu", "Ibn", "Bin"};
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
        struct slice head = slice_of(heads[k]);
        size_t i = head.n;
        if (!slice_starts(word, head) || word.n < i + 3 || word.p[i] < 'A' || word.p[i] > 'Z')
            continue;
        for (i++; i < word.n && word.p[i] >= 'a' && word.p[i] <= 'z';)
            i++;
        if (i == word.n)
            return true;
    }
    return false;
}

enum token_shape word_shape(const struct letters *l, struct slice word) {
    enum token_shape shape = shape_of(l);
    return shape == SHAPE_MIXED && has_inner_capital(word) ? SHAPE_CAP : shape;
}

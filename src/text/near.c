#include "text/near.h"

enum { NAME_MAX_BYTES = 64 };

/* Lower case, without what people leave out or swap; returns the length, or 0 when too long. */
static size_t plain(char out[NAME_MAX_BYTES], struct slice s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == ' ' || c == '-' || c == '_')
            continue;
        if (n == NAME_MAX_BYTES)
            return 0;
        out[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return n;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

size_t near_distance(struct slice a, struct slice b) {
    char x[NAME_MAX_BYTES], y[NAME_MAX_BYTES];
    size_t n = plain(x, a), m = plain(y, b);
    size_t d[NAME_MAX_BYTES + 1][NAME_MAX_BYTES + 1];
    if (n == 0 || m == 0 || (n > m ? n - m : m - n) > 4)
        return NEAR_FAR;
    for (size_t j = 0; j <= m; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        d[i][0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t same = d[i - 1][j - 1] + (x[i - 1] != y[j - 1]);
            d[i][j] = least(same, 1 + least(d[i - 1][j], d[i][j - 1]));
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[n][m];
}

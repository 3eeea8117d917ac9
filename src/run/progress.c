#include "run/progress.h"

#include <inttypes.h>

/* "999 B", "1.5 kB", "12.5 MB", "3.2 GB": powers of 1,000, as file managers count. */
static bool add_size(struct buf *b, double bytes) {
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    size_t unit = 0;
    while (bytes >= 999.95 && unit + 1 < sizeof units / sizeof *units) {
        bytes /= 1000.0;
        unit++;
    }
    return buf_printf(b, unit ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
}

/* 1,234,567 */
static bool add_count(struct buf *b, uint64_t n) {
    if (n < 1000)
        return buf_add_number(b, n);
    return add_count(b, n / 1000) && buf_printf(b, ",%03" PRIu64, n % 1000);
}

/* 0:09, 12:30, 2:05:00 */
static bool add_time(struct buf *b, double seconds) {
    uint64_t s = seconds < 1e9 ? (uint64_t)(seconds + 0.5) : 0;
    if (s >= 3600)
        return buf_printf(b, "%" PRIu64 ":%02" PRIu64 ":%02" PRIu64, s / 3600, s / 60 % 60, s % 60);
    return buf_printf(b, "%" PRIu64 ":%02" PRIu64, s / 60, s % 60);
}

bool progress_line(struct buf *b, const struct progress *p, double seconds) {
    double bytes = (double)p->bytes, total = (double)p->total;
    double rate = seconds > 0.0 ? bytes / seconds : 0.0;
    bool ok = add_size(b, bytes);
    if (ok && p->total)
        ok = buf_add_str(b, " of ") && add_size(b, total) &&
             buf_printf(b, " (%.0f %%)", bytes < total ? 100.0 * bytes / total : 100.0);
    ok = ok && buf_add_str(b, ", ") && add_count(b, p->records) &&
         buf_add_str(b, p->records == 1 ? " record" : " records");
    if (ok && rate > 0.0)
        ok = buf_add_str(b, ", ") && add_size(b, rate) && buf_add_str(b, "/s");
    if (ok && p->total > p->bytes && rate > 0.0)
        ok = buf_add_str(b, ", ") && add_time(b, (total - bytes) / rate) && buf_add_str(b, " left");
    return ok;
}

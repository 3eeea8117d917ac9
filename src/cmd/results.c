#include "cmd/results.h"

#include "base/utf8.h"

/* ---- TAP ---- */

/* A block of YAML: each line four spaces in. */
static bool add_block(struct buf *b, struct slice text) {
    bool ok = buf_add_str(b, "  ---\n  message: differs\n  diff: |\n");
    while (ok && text.n > 0) {
        const char *nl = memchr(text.p, '\n', text.n);
        size_t n = nl ? (size_t)(nl - text.p) : text.n;
        ok = buf_add_str(b, "    ") && buf_add(b, text.p, n) && buf_add_char(b, '\n');
        text = slice_cut(text, nl ? n + 1 : n, text.n);
    }
    return ok && buf_add_str(b, "  ...\n");
}

/* A # would begin a directive. */
static bool add_tap(struct results *r, const char *name, bool passed, struct slice detail) {
    struct buf *b = &r->cases;
    bool ok = buf_printf(b, "%s %zu - ", passed ? "ok" : "not ok", r->n);
    for (const char *p = name; ok && *p; p++)
        ok = (*p != '#' && *p != '\\') || buf_add_char(b, '\\') ? buf_add_char(b, *p) : false;
    ok = ok && buf_add_char(b, '\n');
    return ok && (passed || add_block(b, detail));
}

/* ---- JUnit ---- */

static bool add_xml_char(struct buf *b, char c) {
    switch (c) {
    case '<':
        return buf_add_str(b, "&lt;");
    case '>':
        return buf_add_str(b, "&gt;");
    case '&':
        return buf_add_str(b, "&amp;");
    case '"':
        return buf_add_str(b, "&quot;");
    default:
        /* XML has no other control characters, escaped or not */
        return buf_add_char(b, (unsigned char)c < 0x20 && c != '\n' && c != '\t' ? '?' : c);
    }
}

/* Bytes that are not UTF-8 become '?'. */
static bool add_xml(struct buf *b, struct slice s) {
    bool ok = true;
    while (ok && s.n > 0) {
        size_t n = utf8_valid_prefix(s);
        for (size_t i = 0; ok && i < n; i++)
            ok = add_xml_char(b, s.p[i]);
        s = slice_cut(s, n, s.n);
        if (ok && s.n > 0) {
            ok = buf_add_char(b, '?');
            s = slice_cut(s, 1, s.n);
        }
    }
    return ok;
}

static bool add_junit(struct results *r, const char *name, bool passed, struct slice detail) {
    struct buf *b = &r->cases;
    bool ok = buf_add_str(b, "  <testcase classname=\"blot.verify\" name=\"") &&
              add_xml(b, slice_of(name)) && buf_add_str(b, passed ? "\"/>\n" : "\">\n");
    if (!ok || passed)
        return ok;
    return buf_add_str(b, "    <failure message=\"differs\">") && add_xml(b, detail) &&
           buf_add_str(b, "</failure>\n  </testcase>\n");
}

/* ---- all ---- */

bool results_add(struct results *r, const char *name, bool passed, struct slice detail) {
    r->n++;
    r->failed += !passed;
    switch (r->format) {
    case VERIFY_TAP:
        return add_tap(r, name, passed, detail);
    case VERIFY_JUNIT:
        return add_junit(r, name, passed, detail);
    default:
        return buf_add_slice(&r->cases, detail);
    }
}

bool results_print(struct buf *out, const struct results *r, struct slice summary, bool stopped) {
    struct slice cases = buf_slice(&r->cases);
    switch (r->format) {
    case VERIFY_TAP:
        return buf_add_str(out, "TAP version 14\n") && buf_add_slice(out, cases) &&
               (stopped ? buf_add_str(out, "Bail out!\n") : buf_printf(out, "1..%zu\n", r->n));
    case VERIFY_JUNIT:
        return buf_printf(out,
                          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite "
                          "name=\"blot verify\" tests=\"%zu\" failures=\"%zu\" errors=\"%d\">\n",
                          r->n, r->failed, stopped) &&
               buf_add_slice(out, cases) && buf_add_str(out, "</testsuite>\n");
    default:
        return buf_add_slice(out, cases) && buf_add_slice(out, summary);
    }
}

void results_free(struct results *r) {
    buf_free(&r->cases);
}

"use strict";
(() => {
  const { make, number } = blot;
  const records = blot.data();

  /* The text with its spans in colour and what was nearly one underlined. */
  const marked = (f) => {
    const out = make("p", "text");
    const all = [...f.spans.map((s) => ({ ...s, found: true })), ...f.near].sort((a, b) => a.start - b.start || b.end - a.end);
    let at = 0;
    for (const s of all) {
      if (s.start < at) continue; /* lies in another near miss */
      const words = f.text.slice(s.start, s.end);
      out.append(f.text.slice(at, s.start), s.found ? blot.span(words, s.label) : make("span", "near", words));
      at = s.end;
    }
    out.append(f.text.slice(at));
    return out;
  };

  const evidence = (w) => {
    const rows = w.terms.map((t) => make("tr", "", make("td", "", (t.weight > 0 ? "+" : "") + number(t.weight)), make("td", "", t.feature)));
    const head = `${w.word}: ${w.label}, ${w.over < 0 ? `${number(-w.over)} below` : `${number(w.over)} above`} its threshold`;
    return make("details", "", make("summary", "", head), make("table", "terms", make("tbody", "", ...rows)));
  };

  const row = (f, s, found) => {
    const words = f.text.slice(s.start, s.end);
    const head = make("th", "", found ? blot.span(words, s.label) : make("span", "near", words));
    head.scope = "row";
    const why = make("td", "", found ? s.about : `Left: ${s.reason}`);
    if (s.lists.length) why.append(make("div", "quiet", `in the lists ${s.lists.join(", ")}`));
    why.append(...s.words.map(evidence));
    return make("tr", "", head, make("td", "rule", make("code", "", s.rule || "")), why);
  };

  const field = (f) => {
    const rows = [...f.spans.map((s) => row(f, s, true)), ...f.near.map((s) => row(f, s, false))];
    return [make("h3", "quiet", f.field), marked(f), ...(rows.length ? [make("table", "", make("tbody", "", ...rows))] : [])];
  };

  document.getElementById("about").textContent =
    `${number(records.length)} records. Coloured words were found and are replaced in the output; dotted ones were left although something spoke for them.`;
  document.getElementById("records").append(...records.map((r) =>
    make("article", "record", make("h2", "", `Record ${number(r.record)} `, make("span", "", `${r.file}, line ${number(r.row)}`)), ...r.fields.flatMap(field))));
})();

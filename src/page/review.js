"use strict";
(() => {
  const { make, clear, number } = blot;
  const $ = (id) => document.getElementById(id);
  const [head, ...records] = blot.data();
  const LABELS = ["NAME", "AGE", "PLACE", "DATE", "CONTACT", "ID", "GROUP"];
  const WORDS = { leak: "leak", over: "over-redaction", fine: "fine" };
  const SIGNS = { leak: "✗", over: "−", fine: "✓" };
  const about = new Map(head.rules.map((r) => [r.id, r.about]));
  const byNumber = new Map(records.map((r) => [r.n, r]));
  const store = `blot-review ${head.page} ${head.view}`;

  /* n -> {verdict, leaks, over, note}; marks are {field, start, end, label, rule} in UTF-16 units
     of the sanitised value. */
  let verdicts = {};
  let others = []; /* files of other reviewers, as parsed */
  let shown = []; /* the records that the filters let through */
  let current = records[0];
  let tokens = []; /* of the current record, over all its fields */
  let chosen = { from: 0, to: 0, anchor: 0 };
  let unsaved = false, kept = true;

  /* ---- verdicts ---- */

  const verdictOf = (r) => verdicts[r.n] || { verdict: "", leaks: [], over: [], note: "" };

  const decide = (v) => (v.leaks.length ? "leak" : v.over.length ? "over" : v.verdict === "fine" ? "fine" : "");

  const change = (r, edit) => {
    const v = structuredClone(verdictOf(r));
    edit(v);
    v.verdict = decide(v);
    if (v.verdict || v.note) verdicts[r.n] = v;
    else delete verdicts[r.n];
    unsaved = true;
    keep();
    draw();
  };

  const judged = () => records.filter((r) => verdictOf(r).verdict);

  /* ---- kept in this browser, without a word of the text ---- */

  const keep = () => {
    try {
      localStorage.setItem(store, JSON.stringify({ reviewer: $("reviewer").value, verdicts }));
      kept = true;
    } catch {
      kept = false;
    }
  };

  const recall = () => {
    try {
      const was = JSON.parse(localStorage.getItem(store) || "{}");
      $("reviewer").value = was.reviewer || "";
      verdicts = was.verdicts || {};
    } catch {
      kept = false;
    }
    for (const n of Object.keys(verdicts)) if (!byNumber.has(Number(n))) delete verdicts[n];
  };

  /* ---- words and replacements of a sanitised value ---- */

  /* A run without spaces, less the punctuation at its ends. */
  const wordsIn = (text, from, to, add) => {
    for (const m of text.slice(from, to).matchAll(/[\p{L}\p{N}](?:\S*[\p{L}\p{N}])?/gu))
      add(from + m.index, from + m.index + m[0].length);
  };

  const tokensOf = (r) => {
    const all = [];
    r.fields.forEach((f, index) => {
      let at = 0;
      const word = (start, end) => all.push({ index, field: f.name, start, end });
      for (const s of f.spans || []) {
        wordsIn(f.to, at, s.start, word);
        all.push({ index, field: f.name, start: s.start, end: s.end, span: s });
        at = s.end;
      }
      if (f.to !== undefined) wordsIn(f.to, at, f.to.length, word);
    });
    return all;
  };

  const covers = (mark, t) => mark.field === t.field && mark.start < t.end && t.start < mark.end;

  /* ---- drawing ---- */

  const wordElement = (t, i, text, v) => {
    const e = make("span", t.span ? `w span l-${t.span.label}` : "w", text.slice(t.start, t.end));
    const leak = v.leaks.find((m) => covers(m, t));
    const over = t.span && v.over.find((m) => covers(m, t));
    const others = otherMarks(current).filter((m) => covers(m, t));
    e.dataset.token = i;
    e.setAttribute("role", "button");
    e.tabIndex = i === chosen.to ? 0 : -1;
    if (t.span) e.title = `${t.span.label}, by ${t.span.rule}: ${about.get(t.span.rule) || ""}`;
    if (i >= chosen.from && i <= chosen.to) e.classList.add("chosen");
    if (leak) {
      e.classList.add("m-leak");
      if (leak.end <= t.end) e.append(make("span", "why", `LEAK ${leak.label}`));
    }
    if (over) {
      e.classList.add("m-over");
      e.append(make("span", "why", "OVER"));
    }
    if (others.length) {
      e.classList.add("m-other");
      const who = [...new Set(others.map((m) => `${m.reviewer}: ${m.kind}`))].join(", ");
      e.append(make("span", "why", who));
    }
    return e;
  };

  /* The sanitised value, every word of it a thing that can be chosen. */
  const sanitised = (f, index, v) => {
    const out = make("div", "text");
    let at = 0;
    tokens.forEach((t, i) => {
      if (t.index !== index) return;
      out.append(f.to.slice(at, t.start), wordElement(t, i, f.to, v));
      at = t.end;
    });
    out.append(f.to.slice(at));
    return out;
  };

  const side = (which, title, body) => make("div", `side-${which}`, make("p", "side-title", title), body);

  const original = (f) => blot.marked(f.from, (f.spans || []).map((s) => ({ start: s.from_start, end: s.from_end, label: s.label })));

  const fieldElement = (f, index, v) => {
    const box = make("section", "field");
    const name = f.name;
    const sides = make("div", "sides");
    if (f.dropped) {
      box.append(make("h3", "", `${name}: left out of the output`));
      if (f.from !== undefined) sides.append(side("from", "Original", make("div", "text dropped", f.from)));
    } else {
      box.append(make("h3", "", f.from === undefined && head.view === "both" ? `${name}: as it came` : name));
      if (f.from !== undefined) sides.append(side("from", "Original", original(f)));
      sides.append(side("to", "Sanitised", sanitised(f, index, v)));
    }
    if (sides.children.length === 1) sides.classList.add("one");
    if (!f.spans && (f.to ?? f.from ?? "").length <= 40) box.classList.add("short");
    if (sides.children.length) box.append(sides);
    return box;
  };

  const place = (r) => `${r.file ? `${r.file}, ` : ""}line ${number(r.row)}${r.sample === "added" ? " · added to show a label" : ""}`;

  const drawCard = () => {
    const card = $("card");
    if (!current) {
      clear(card, make("p", "quiet", "No record of the sample is like that. Change what is shown."));
      return;
    }
    const v = verdictOf(current);
    const state = make("span", `state is-${v.verdict}`, v.verdict ? `${SIGNS[v.verdict]} ${WORDS[v.verdict]}` : "not judged yet");
    const headline = make("div", "card-head", make("h2", "", `Record ${number(current.n)}`), make("span", "quiet", place(current)), state);
    const detail = make("p", "detail", explanation());
    detail.id = "detail";
    const fields = make("div", "fields", ...current.fields.map((f, i) => fieldElement(f, i, v)));
    clear(card, headline, fields, detail);
    $("note").value = v.note;
  };

  /* What is known of the chosen words. */
  const explanation = () => {
    const t = tokens[chosen.to];
    if (!t) return "Nothing in this record can be chosen.";
    const text = current.fields[t.index].to;
    if (t.span && chosen.from === chosen.to)
      return `${text.slice(t.start, t.end)}: ${t.span.label}, by ${t.span.rule}${about.get(t.span.rule) ? ` (${about.get(t.span.rule)})` : ""}`;
    const mark = chosenMark();
    return mark ? `“${text.slice(mark.start, mark.end)}” was left as it is` : "Replacements only.";
  };

  const drawList = () => {
    clear($("list"), ...shown.map((r) => {
      const state = verdictOf(r).verdict;
      const b = make("button", state ? `is-${state}` : "", `${r.n}${r.sample === "added" ? "+" : ""}`,
        make("span", "", SIGNS[state] || ""));
      b.type = "button";
      b.setAttribute("aria-label", `Record ${r.n}, ${WORDS[state] || "not judged yet"}`);
      if (r === current) b.setAttribute("aria-current", "true");
      b.addEventListener("click", () => go(r));
      return make("li", "", b);
    }));
    const here = $("list").querySelector("[aria-current]");
    if (here) here.scrollIntoView({ block: "nearest" });
  };

  const drawProgress = () => {
    const done = judged();
    const count = (state) => done.filter((r) => verdictOf(r).verdict === state).length;
    const bar = $("bar");
    bar.setAttribute("aria-valuemax", records.length);
    bar.setAttribute("aria-valuenow", done.length);
    $("bar-fill").style.width = `${records.length ? (100 * done.length) / records.length : 0}%`;
    $("progress").textContent = `${number(done.length)} of ${number(records.length)} judged: ${count("leak")} leak, ${count("over")} over-redaction, ${count("fine")} fine`;
    $("kept").textContent = !kept ? "This browser keeps nothing: save often."
      : unsaved ? "Kept in this browser; not saved to a file yet." : "Kept in this browser.";
  };

  const draw = () => { drawCard(); drawList(); drawProgress(); };

  const say = (text) => { $("say").textContent = text; };

  /* ---- moving ---- */

  const choose = (from, to, anchor) => {
    chosen = { from, to, anchor };
    drawCard();
  };

  const focusWord = () => {
    const e = $("card").querySelector(`[data-token="${chosen.to}"]`);
    if (e) e.focus();
  };

  const go = (r) => {
    current = r;
    tokens = r ? tokensOf(r) : [];
    const first = firstToken();
    chosen = { from: first, to: first, anchor: first };
    say("");
    draw();
    window.scrollTo({ top: 0 });
  };

  /* Where reading begins: the first replacement, else the longest value. */
  const firstToken = () => {
    const span = tokens.findIndex((t) => t.span);
    if (span >= 0 || !current) return Math.max(0, span);
    const long = current.fields.reduce((best, f, i, all) => ((f.to || "").length > (all[best].to || "").length ? i : best), 0);
    return Math.max(0, tokens.findIndex((t) => t.index === long));
  };

  const step = (by) => {
    const at = shown.indexOf(current), next = shown[at < 0 ? 0 : at + by];
    if (next) go(next);
    else say(by > 0 ? "That was the last record shown." : "This is the first record shown.");
  };

  const nextToDo = () => {
    const at = shown.indexOf(current);
    const next = [...shown.slice(at + 1), ...shown.slice(0, at)].find((r) => !verdictOf(r).verdict);
    if (next) go(next);
    else say("All records shown are judged. Save the verdicts.");
  };

  const moveWord = (by, extend) => {
    if (!tokens.length) return;
    const end = chosen.anchor === chosen.to ? chosen.from : chosen.to;
    const at = Math.max(0, Math.min(tokens.length - 1, (extend ? end : by > 0 ? chosen.to : chosen.from) + by));
    if (!extend) choose(at, at, at);
    else if (tokens[at].index === tokens[chosen.anchor].index)
      choose(Math.min(at, chosen.anchor), Math.max(at, chosen.anchor), chosen.anchor);
    focusWord();
  };

  const moveSpan = (by) => {
    for (let i = chosen.to + by; i >= 0 && i < tokens.length; i += by)
      if (tokens[i].span) {
        choose(i, i, i);
        focusWord();
        return;
      }
    say(by > 0 ? "No replacement after this." : "No replacement before this.");
  };

  /* ---- judging ---- */

  /* What was chosen, without the replacements at its ends: they hide something already. */
  const chosenMark = () => {
    let { from, to } = chosen;
    while (from < to && tokens[from].span) from++;
    while (to > from && tokens[to].span) to--;
    const a = tokens[from], b = tokens[to];
    if (!a || (from === to && a.span)) return null;
    return { field: a.field, index: a.index, start: a.start, end: b.end };
  };

  const markLeak = (mark, label) => {
    change(current, (v) => {
      v.leaks = v.leaks.filter((m) => !covers(m, mark));
      v.leaks.push({ field: mark.field, start: mark.start, end: mark.end, label });
    });
    say(`Leak marked: ${label}. Mark more, or F goes on.`);
    focusWord();
  };

  const leak = () => {
    const mark = current && chosenMark();
    if (!mark) {
      say("Choose the words that leak: those are replaced already.");
      return;
    }
    $("ask-what").textContent = `“${current.fields[mark.index].to.slice(mark.start, mark.end)}”`;
    clear($("ask-labels"), ...LABELS.map((label, i) => {
      const b = make("button", "", make("kbd", "", String(i + 1)), blot.span(label, label).firstChild);
      b.type = "button";
      b.dataset.label = label;
      b.addEventListener("click", () => { $("ask").close(); markLeak(mark, label); });
      return b;
    }));
    $("ask").showModal();
  };

  const over = () => {
    const t = tokens[chosen.to];
    if (!t || !t.span) {
      say("Choose a replacement first: N goes to the next one.");
      return;
    }
    const there = verdictOf(current).over.some((m) => covers(m, t));
    change(current, (v) => {
      v.over = v.over.filter((m) => !covers(m, t));
      if (!there) v.over.push({ field: t.field, start: t.start, end: t.end, label: t.span.label, rule: t.span.rule });
    });
    say(there ? "No longer an over-redaction." : "Over-redaction marked. Mark more, or F goes on.");
    focusWord();
  };

  const fine = () => {
    if (!current) return;
    const v = verdictOf(current);
    if (!v.verdict) change(current, (x) => { x.verdict = "fine"; });
    nextToDo();
  };

  const undo = () => {
    if (!current) return;
    const inside = (m) => tokens.slice(chosen.from, chosen.to + 1).some((t) => covers(m, t));
    const v = verdictOf(current);
    const some = v.leaks.some(inside) || v.over.some(inside);
    change(current, (x) => {
      x.leaks = some ? x.leaks.filter((m) => !inside(m)) : [];
      x.over = some ? x.over.filter((m) => !inside(m)) : [];
      x.verdict = "";
    });
    say(some ? "Mark taken back." : "Verdict taken back.");
    focusWord();
  };

  /* ---- saving ---- */

  const points = (text, at) => [...text.slice(0, at)].length;

  const fieldOf = (r, m) => r.fields.find((f) => f.name === m.field && f.to !== undefined);

  /* A mark as the file has it: code points, and the words where they are wanted and known. */
  const savedMark = (r, m, isLeak, words) => {
    const f = fieldOf(r, m);
    const out = { field: m.field, start: points(f.to, m.start), end: points(f.to, m.end), label: m.label };
    if (!isLeak) out.rule = m.rule;
    const s = !isLeak && (f.spans || []).find((x) => x.start === m.start);
    if (words && isLeak) out.text = f.to.slice(m.start, m.end);
    else if (words && s && f.from !== undefined) out.text = f.from.slice(s.from_start, s.from_end);
    return out;
  };

  const saved = (words) => ({
    schema: "blot-verdicts-1",
    output_sha256: head.output_sha256,
    page: head.page,
    rules_sha256: head.rules_sha256,
    blot: head.blot,
    seed: head.seed,
    records: head.records,
    random: head.random,
    added: head.added,
    view: head.view,
    reviewer: $("reviewer").value.trim(),
    saved: new Date().toISOString(),
    verdicts: judged().map((r) => {
      const v = verdictOf(r);
      return {
        record: r.n,
        sample: r.sample,
        verdict: v.verdict,
        identifiers: r.fields.reduce((n, f) => n + (f.spans || []).length, 0),
        leaks: v.leaks.map((m) => savedMark(r, m, true, words)),
        over: v.over.map((m) => savedMark(r, m, false, words)),
        note: words ? v.note : "",
      };
    }),
  });

  const download = (name, type, text) => {
    const a = make("a");
    a.href = URL.createObjectURL(new Blob([text], { type }));
    a.download = name;
    document.body.append(a);
    a.click();
    a.remove();
    setTimeout(() => URL.revokeObjectURL(a.href), 10000);
  };

  const fileName = (end) => {
    const who = $("reviewer").value.trim().toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    return `verdicts-${head.page.slice(0, 8)}${who ? `-${who}` : ""}.${end}`;
  };

  const save = () => {
    download(fileName("json"), "application/json", `${JSON.stringify(saved($("words").checked), null, 1)}\n`);
    unsaved = false;
    drawProgress();
    say(`Saved as ${fileName("json")}. ${$("words").checked ? "It holds words of the records: keep it as you keep this page." : "It holds no words of the records."}`);
  };

  /* A cell; what a spreadsheet would take for a formula is made text. */
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  };

  const sheet = () => {
    const all = saved($("words").checked);
    const rows = [["record", "sample", "verdict", "kind", "field", "start", "end", "label", "rule", "text", "note", "reviewer"]];
    for (const v of all.verdicts) {
      const marks = [...v.leaks.map((m) => ["leak", m]), ...v.over.map((m) => ["over", m])];
      for (const [kind, m] of marks.length ? marks : [["", {}]])
        rows.push([v.record, v.sample, v.verdict, kind, m.field, m.start, m.end, m.label, m.rule, m.text, v.note, all.reviewer]);
    }
    download(fileName("csv"), "text/csv", `\ufeff${rows.map((r) => r.map(cell).join(",")).join("\r\n")}\r\n`);
    say(`Saved as ${fileName("csv")}.`);
  };

  /* ---- another reviewer ---- */

  const units = (text, at) => [...text].slice(0, at).join("").length;

  const otherMarks = (r) => others.flatMap((file) => {
    const v = file.verdicts.find((x) => x.record === r.n);
    if (!v) return [];
    const mark = (kind) => (m) => {
      const f = fieldOf(r, m);
      return { kind, reviewer: file.reviewer || "other", field: m.field,
        start: f ? units(f.to, m.start) : 0, end: f ? units(f.to, m.end) : 0 };
    };
    return [...v.leaks.map(mark("leak")), ...v.over.map(mark("over"))];
  });

  const differs = (r) => {
    const mine = verdictOf(r).verdict;
    return mine !== "" && others.some((f) => f.verdicts.some((v) => v.record === r.n && v.verdict !== mine));
  };

  /* Agreement on leak, over and fine over the records that both judged, and Cohen's kappa. */
  const agreement = (file) => {
    const pairs = file.verdicts.filter((v) => byNumber.has(v.record) && verdictOf(byNumber.get(v.record)).verdict)
      .map((v) => [verdictOf(byNumber.get(v.record)).verdict, v.verdict]);
    const n = pairs.length, same = pairs.filter(([a, b]) => a === b).length;
    const share = (side, k) => pairs.filter((p) => p[side] === k).length / n;
    const chance = Object.keys(WORDS).reduce((sum, k) => sum + share(0, k) * share(1, k), 0);
    return { n, same, kappa: n && chance < 1 ? (same / n - chance) / (1 - chance) : null };
  };

  /* Takes their verdicts over: where mine is missing, theirs; else the marks of both. */
  const merge = (file) => {
    for (const theirs of file.verdicts) {
      const r = byNumber.get(theirs.record);
      if (!r) continue;
      const mark = (m) => {
        const f = fieldOf(r, m);
        return { field: m.field, start: units(f.to, m.start), end: units(f.to, m.end), label: m.label, rule: m.rule };
      };
      const v = structuredClone(verdictOf(r));
      for (const kind of ["leaks", "over"])
        for (const m of theirs[kind].filter((x) => fieldOf(r, x)).map(mark))
          if (!v[kind].some((own) => covers(own, m))) v[kind].push(m);
      v.note = [v.note, theirs.note].filter((n) => n).join("; ");
      if (!v.verdict) v.verdict = theirs.verdict;
      v.verdict = decide(v);
      verdicts[r.n] = v;
    }
    const names = [$("reviewer").value.trim(), file.reviewer].filter((n) => n);
    $("reviewer").value = [...new Set(names)].join(" + ");
    others = others.filter((o) => o !== file);
    unsaved = true;
    keep();
    refilter();
    say(`The verdicts of ${file.reviewer || "the other reviewer"} are merged into yours.`);
  };

  const drawAgreement = () => {
    clear($("agreement"), ...others.map((file) => {
      const a = agreement(file);
      const line = make("p", "", `${file.reviewer || "The other"} judged ${number(file.verdicts.length)} records, ${number(a.n)} of them with you. `);
      if (a.n) line.append(`You agree on ${number(a.same)} (${Math.round((100 * a.same) / a.n)} %)`,
        a.kappa === null ? "." : `, kappa ${a.kappa.toFixed(2)}.`);
      const b = make("button", "", "Merge into mine");
      b.type = "button";
      b.addEventListener("click", () => merge(file));
      return make("div", "", line, b);
    }));
  };

  const load = async (file) => {
    let v = null;
    try {
      v = JSON.parse(await file.text());
    } catch { /* said below */ }
    if (!v || v.schema !== "blot-verdicts-1" || !Array.isArray(v.verdicts)) say("That is no file of verdicts.");
    else if (v.page !== head.page) say("Those verdicts are about another sample.");
    else {
      others = [...others.filter((o) => o.reviewer !== v.reviewer), v];
      refilter();
      say(`Verdicts of ${v.reviewer || "another reviewer"} loaded.`);
    }
  };

  /* ---- filters and figures ---- */

  const passes = (r) => {
    const state = $("filter-state").value, label = $("filter-label").value, rule = $("filter-rule").value;
    const now = verdictOf(r).verdict;
    const spans = r.fields.flatMap((f) => f.spans || []);
    return (!state || (state === "todo" ? !now : state === "differ" ? differs(r) : now === state)) &&
      (!label || (label === "nothing" ? spans.length === 0 : spans.some((s) => s.label === label))) &&
      (!rule || spans.some((s) => s.rule === rule));
  };

  const refilter = () => {
    shown = records.filter(passes);
    drawAgreement();
    if (shown.includes(current)) draw();
    else go(shown[0]);
  };

  const filterBy = (id, value) => {
    $(id).value = value;
    refilter();
  };

  const bar = (text, count, most, className, onClick) => {
    const mark = make("div", `mark ${className}`);
    mark.style.width = `${Math.max(1, (100 * count) / most)}%`;
    const name = onClick ? make("button", "", text) : make("span", "", text);
    if (onClick) {
      name.type = "button";
      name.title = "Show these records of the sample";
      name.addEventListener("click", onClick);
    }
    const th = make("th", "", name);
    th.scope = "row";
    return make("tr", "", th, make("td", "", mark), make("td", "number", number(count)));
  };

  const drawCharts = () => {
    const most = Math.max(1, ...head.labels.map((l) => l.found));
    clear($("chart-labels").tBodies[0], ...head.labels.filter((l) => l.found).map((l) =>
      bar(l.name, l.found, most, `l-${l.name}`, () => filterBy("filter-label", l.name))));
    $("chart-labels").append(make("tfoot", "", bar("records with nothing", head.nothing, Math.max(1, head.records), "plain", () => filterBy("filter-label", "nothing"))));
    const rules = [...head.rules].sort((a, b) => b.found - a.found);
    const top = Math.max(1, ...rules.map((r) => r.found));
    clear($("chart-rules").tBodies[0], ...rules.slice(0, 15).map((r) => bar(r.id, r.found, top, "plain", () => filterBy("filter-rule", r.id))));
  };

  const option = (select, value, text) => {
    const o = make("option", "", text);
    o.value = value;
    select.append(o);
  };

  /* ---- the page ---- */

  const toggle = () => {
    const hidden = document.body.classList.toggle("no-original");
    $("toggle").setAttribute("aria-pressed", String(hidden));
    $("toggle").textContent = hidden ? "Show original" : "Hide original";
  };

  const keys = {
    l: leak, o: over, f: fine, u: undo, s: save, j: () => step(1), k: () => step(-1), n: () => moveSpan(1), p: () => moveSpan(-1),
    v: () => { if (head.view === "both") toggle(); }, c: () => $("note").focus(), "?": () => $("help").showModal(),
    ArrowRight: (e) => moveWord(1, e.shiftKey), ArrowLeft: (e) => moveWord(-1, e.shiftKey),
  };

  const onKey = (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if ($("ask").open) {
      const b = $("ask-labels").children[Number(e.key) - 1];
      if (b) { e.preventDefault(); b.click(); }
      return;
    }
    if ($("help").open || e.target.matches("select, input:not([type=checkbox], [type=file])")) return;
    const act = keys[e.key] || keys[e.key.toLowerCase()];
    if (!act) return;
    e.preventDefault();
    act(e);
  };

  const onWord = (e) => {
    const w = e.target.closest("[data-token]");
    if (!w) return;
    const i = Number(w.dataset.token);
    if (e.shiftKey && tokens[i].index === tokens[chosen.anchor].index)
      choose(Math.min(i, chosen.anchor), Math.max(i, chosen.anchor), chosen.anchor);
    else choose(i, i, i);
    focusWord();
  };

  const start = () => {
    if (head.view === "sanitised") {
      clear($("warning"), make("strong", "", "This page holds sanitised text, in which identifiers may have been missed. "),
        "The original is not in it. Treat it as confidential until the review is done. It uses no network.");
      $("toggle").hidden = true;
    }
    $("about").textContent = `${number(records.length)} of ${number(head.records)} records: ${number(head.random)} drawn at random (seed ${head.seed}), ${number(head.added)} added · blot ${head.blot} · output ${head.output_sha256.slice(0, 12)}…`;
    for (const l of head.labels.filter((x) => x.found)) option($("filter-label"), l.name, l.name);
    option($("filter-label"), "nothing", "nothing found");
    for (const r of [...head.rules].sort((a, b) => (a.id < b.id ? -1 : 1))) option($("filter-rule"), r.id, r.id);
    recall();
    drawCharts();
    for (const id of ["filter-state", "filter-label", "filter-rule"]) $(id).addEventListener("change", refilter);
    const click = (id, f) => $(id).addEventListener("click", f);
    click("do-leak", leak); click("do-over", over); click("do-fine", fine); click("do-undo", undo);
    click("do-next", () => step(1)); click("do-previous", () => step(-1));
    click("save", save); click("sheet", sheet); click("toggle", toggle); click("keys", () => $("help").showModal());
    click("card", onWord);
    $("load").addEventListener("change", (e) => { if (e.target.files[0]) load(e.target.files[0]); });
    $("reviewer").addEventListener("input", keep);
    $("note").addEventListener("change", (e) => { if (current) change(current, (v) => { v.note = e.target.value; }); });
    $("note").addEventListener("keydown", (e) => { if (e.key === "Enter") e.target.blur(); });
    document.addEventListener("keydown", onKey);
    window.addEventListener("beforeunload", (e) => { if (unsaved && !kept) e.preventDefault(); });
    shown = records.filter(passes);
    go(shown.find((r) => !verdictOf(r).verdict) || shown[0]);
  };

  start();
})();

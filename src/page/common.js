"use strict";
/* Shared by the pages. Everything from the data goes in as text, never as HTML. */
const blot = (() => {
  /* The lines of the page's data, parsed. */
  const data = () => document.getElementById("data").textContent.split("\n").filter((l) => l).map((l) => JSON.parse(l));

  /* An element with a class and its children, strings among them as text. */
  const make = (tag, className, ...children) => {
    const e = document.createElement(tag);
    if (className) e.className = className;
    e.append(...children);
    return e;
  };

  const clear = (e, ...children) => { e.replaceChildren(...children); return e; };

  /* A stretch of a text in its label's colours, with the label's name behind it. */
  const span = (text, label) => make("span", `span l-${label}`, text, make("span", "tag", label));

  /* The text with its spans marked; each has [start, end) in UTF-16 units and a label. */
  const marked = (text, spans) => {
    const out = make("div", "text");
    let at = 0;
    for (const s of spans) {
      out.append(text.slice(at, s.start), span(text.slice(s.start, s.end), s.label));
      at = s.end;
    }
    out.append(text.slice(at));
    return out;
  };

  const number = (n) => n.toLocaleString("en-GB");

  return { data, make, clear, span, marked, number };
})();

// The statements of the report, filtered by what the address or the form says. The files beside it bring them.
const rejoinder = (() => {
  "use strict";
  const LISTED = 100; // statements that are shown at a time
  const KINDS = ["frame", "side", "speaker", "outlet", "period", "target", "stance", "form", "article"];
  let names;
  const rows = [];
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  // A row is [article, number, speaker, side, form, text, frames, uncertain frames, [target, stance] ...], all but text
  // and number by their place in `names`.
  const read = (row) => {
    const [article, number, speaker, side, form, text, frames, uncertain, stances] = row;
    const of = names.articles[article];
    return { article: of, number, speaker: names.speakers[speaker], side: names.sides[side], form: names.forms[form],
      text, frames: frames.map((place) => names.frames[place]), uncertain, stances };
  };
  const matches = {
    frame: (one, value) => (value === "none" ? !one.frames.length : one.frames.some((frame) => frame.name === value)),
    side: (one, value) => one.side.name === value,
    speaker: (one, value) => one.speaker.name === value,
    outlet: (one, value) => one.article.outlet === value,
    period: (one, value) => one.article.published.startsWith(value),
    form: (one, value) => one.form === value,
    article: (one, value) => one.article.id === value,
    target: (one, value, wanted) =>
      one.stances.some(([place, stance]) => names.targets[place].name === value && stance === (wanted.stance ?? stance)),
    stance: (one, value, wanted) => wanted.target || one.stances.some(([, stance]) => stance === value),
  };
  const index = new Map(); // what the search looks in, made where somebody searches
  const search = (one) => {
    if (!index.has(one))
      index.set(one, fold([one.text, one.speaker.name, one.article.title, one.article.outlet, one.article.published].join(" ")));
    return index.get(one);
  };

  const link = (text, href) => (href ? make("a", { href }, text) : text);
  const sign = (frame, pale) =>
    make("span", { class: `sign f${frame.number}${pale ? " pale" : ""}`, title: frame.label + (pale ? ", uncertain" : "") }, frame.sign);
  const mark = (text, words) => {
    if (!words.length) return [text];
    return text.split(new RegExp(`(${words.map(escapePattern).join("|")})`, "giu")).map((part, place) => (place % 2 ? make("mark", {}, part) : part));
  };
  const show = (one, words) => {
    const quote = make("p", { class: "said" });
    for (const [place, frame] of one.frames.entries()) quote.append(sign(frame, one.uncertain[place]), " ");
    quote.append(...mark(one.text, words));
    const about = make("p", { class: "about" });
    about.append(link(one.speaker.name || "no speaker", one.speaker.href), " · ", link(one.side.name, one.side.href), ` · ${one.form || "no form"} · `);
    const where = [one.article.title, one.article.outlet, one.article.date].filter(Boolean).join(", ");
    about.append(link(`${where}, statement ${one.number}`, one.article.href && `${one.article.href}${one.number}`));
    for (const [target, stance] of one.stances) about.append(` · ${stance === "neutral" ? "neutral on" : stance} ${names.targets[target].label}`);
    return make("li", {}, quote, about);
  };

  const start = () => {
    const form = document.querySelector(".choose");
    const list = document.querySelector(".lines");
    const output = form.querySelector("output");
    const more = document.querySelector(".more");
    const all = rows.map(read);
    const options = {
      frame: [...names.frames.map((frame) => [frame.name, frame.label]), ["none", "no frame"]],
      side: names.sides.map((side) => [side.name, side.name]),
      speaker: names.speakers.map((speaker) => speaker.name).filter(Boolean).sort((a, b) => a.localeCompare(b)).map((name) => [name, name]),
      outlet: [...new Set(names.articles.map((article) => article.outlet))].filter(Boolean).sort().map((name) => [name, name]),
      period: names.periods.map((period) => [period, period]),
      target: names.targets.map((target) => [target.name, target.label]),
      stance: ["favours", "neutral", "opposes"].map((name) => [name, name]),
      form: names.forms.filter(Boolean).map((name) => [name, name]),
      article: names.articles.map((article) => [article.id, article.title || article.id]),
    };
    const add = (select, [value, label]) => select.append(make("option", { value }, label));
    for (const kind of KINDS) {
      const select = form.elements[kind];
      for (const option of options[kind]) add(select, option);
      select.closest("p").hidden = options[kind].length < (kind === "period" ? 3 : 2);
    }
    let left = [];
    let words = [];
    const extend = () => {
      const shown = list.children.length;
      list.append(...left.slice(shown, shown + LISTED).map((one) => show(one, words)));
      more.hidden = list.children.length >= left.length;
    };
    const filter = () => {
      const wanted = {};
      for (const kind of KINDS) if (form.elements[kind].value) wanted[kind] = form.elements[kind].value;
      const kinds = Object.entries(wanted);
      words = splitWords(form.elements.words.value);
      left = all.filter(
        (one) => kinds.every(([kind, value]) => matches[kind](one, value, wanted)) && words.every((word) => search(one).includes(word)),
      );
      list.replaceChildren();
      extend();
      const [n, of] = [left.length, all.length].map((number) => number.toLocaleString("en"));
      output.textContent = left.length === all.length ? `All ${of} statements.` : `${n} of ${of} statements.`;
      const state = new URLSearchParams({ ...wanted, ...(words.length ? { words: form.elements.words.value } : {}) });
      history.replaceState(null, "", `#${state}`);
    };
    const restore = () => {
      const state = new URLSearchParams(location.hash.slice(1));
      for (const kind of [...KINDS, "words"]) {
        const field = form.elements[kind];
        const value = state.get(kind) ?? "";
        field.value = value;
        if (field.value !== value) {
          add(field, [value, value]);
          field.value = value;
        }
      }
      filter();
    };
    form.addEventListener("input", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    more.addEventListener("click", () => {
      const next = list.children.length;
      extend();
      list.children[next].querySelector("a")?.focus();
    });
    addEventListener("hashchange", restore);
    document.documentElement.classList.add("js");
    restore();
  };
  addEventListener("DOMContentLoaded", start);
  return {
    name: (given) => (names = given),
    add: (part) => {
      for (const row of part) rows.push(row);
    },
  };
})();

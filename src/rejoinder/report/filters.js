(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const statements = all(".st");
  const cardOf = (statement) => document.getElementById(statement.dataset.card);
  let active = null;

  // Cards: one at a time, beside the text or at the bottom of a narrow screen.
  const show = (statement) => {
    if (statement === active) return;
    hide();
    active = statement;
    statement.classList.add("active");
    cardOf(statement).classList.add("active");
    statement.closest(".reading").classList.add("has-card");
  };
  const hide = () => {
    if (!active) return;
    active.classList.remove("active");
    cardOf(active).classList.remove("active");
    active.closest(".reading").classList.remove("has-card");
    active = null;
  };
  let waiting = 0; // a pointer on its way to the card crosses other statements: only one it rests on counts
  const bring = (statement) => {
    show(statement);
    statement.scrollIntoView({ block: "nearest" });
  };
  for (const statement of statements) {
    statement.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "touch") waiting = setTimeout(show, 120, statement);
    });
    statement.addEventListener("pointerleave", () => clearTimeout(waiting));
    statement.addEventListener("focusin", () => bring(statement));
    statement.addEventListener("click", (event) => {
      bring(statement);
      if (!event.target.closest("a")) return;
      event.preventDefault();
      cardOf(statement).focus({ preventScroll: true });
    });
  }
  for (const card of all(".card")) {
    const back = card.querySelector("h4 a");
    back.addEventListener("click", (event) => {
      event.preventDefault();
      document.getElementById(card.id.replace(/-card$/, "")).querySelector(".no").focus();
    });
  }
  const putAway = () => {
    if (cardOf(active).parentElement.contains(document.activeElement)) active.querySelector(".no").focus();
    hide();
  };
  for (const button of all(".close")) button.addEventListener("click", putAway);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && active) putAway();
  });

  // Filters: values of one kind are alternatives, kinds narrow each other; what does not match is dimmed.
  const form = document.querySelector(".filters");
  const output = form.querySelector("output");
  const box = form.querySelector("input[type=search]"); // only where the articles are a sample

  // Search: every word in the article's title, outlet or date, the speaker's name or the statement, accents aside.
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const nameOf = (statement) => {
    const choice = form.querySelector(`input[name=speaker][value="${statement.dataset.speaker}"]`);
    return choice.parentElement.querySelector("span").textContent;
  };
  const indexed = (statement) =>
    fold([
      statement.closest(".reading").dataset.about, nameOf(statement), statement.querySelector(".tx").textContent,
    ].join(" "));
  const index = new Map(box ? statements.map((statement) => [statement, indexed(statement)]) : []);
  const filter = () => {
    const words = box ? fold(box.value).split(/\s+/).filter(Boolean) : [];
    const wanted = {};
    for (const box of all("input:checked", form)) (wanted[box.name] ??= []).push(box.value);
    const fits = (statement) =>
      words.every((word) => index.get(statement).includes(word)) &&
      Object.entries(wanted).every(([kind, values]) =>
        statement.dataset[kind].split(" ").some((value) => values.includes(value)),
      );
    let count = 0;
    for (const statement of statements) {
      const on = fits(statement);
      count += on;
      statement.classList.toggle("off", !on);
      statement.querySelector(".no").tabIndex = on ? 0 : -1;
      if (!on && statement === active) hide();
    }
    for (const note of all("[data-for]")) {
      const off = note.dataset.for.split(" ").every((id) => document.getElementById(id).classList.contains("off"));
      note.classList.toggle("off", off);
    }
    for (const article of all(".reading")) {
      article.hidden = !article.querySelector(".st:not(.off)") && count > 0;
      const entry = document.querySelector(`.articles a[href="#${article.id}"]`);
      if (entry) entry.parentElement.hidden = article.hidden;
    }
    const filtered = words.length > 0 || Object.keys(wanted).length > 0;
    form.classList.toggle("filtered", filtered);
    const total = statements.length;
    output.textContent = filtered
      ? `${count} of ${total} statements shown${count ? "" : ": none has all of this"}.`
      : `All ${total} statements shown.`;
  };
  form.addEventListener("change", filter);
  if (box) box.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());

  // Concordance: its lines narrowed by words, or any word of the articles shown in its sentences.
  const concordance = document.querySelector(".kwic-search");
  const query = document.getElementById("kwic-query");
  const typed = document.getElementById("kwic-words");
  const parts = all(".kwic tbody[data-query]");
  const live = document.querySelector(".kwic .live");
  const lines = parts.flatMap((part) => all("tr:not(.group)", part).map((row) => [row, part, fold(row.textContent)]));
  const MOST = 500; // lines of any word
  const row = (before, word, after, statement) => {
    const side = form.querySelector(`input[name=side][value="${statement.dataset.side}"]`);
    const [outlet, date] = statement.closest(".reading").querySelector(".outlet").textContent.split(" · ");
    const cells = [before, word, after, nameOf(statement), side.parentElement.querySelector("span").textContent, outlet, date ?? ""];
    const made = document.createElement("tr");
    for (const [place, text] of cells.entries()) {
      const cell = document.createElement(place === 1 ? "th" : "td");
      cell.textContent = text;
      if (place === 1) cell.scope = "row";
      if (place === 0 || place === 2) cell.className = place ? "after" : "before";
      made.append(cell);
    }
    const link = document.createElement("a");
    link.href = `#${statement.id}`;
    link.textContent = statement.id;
    made.appendChild(document.createElement("td")).append(link);
    return made;
  };
  const look = (words) => {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}[\\p{L}\\p{N}]*`, "giu");
    return statements.flatMap((statement) => {
      const text = statement.querySelector(".tx").textContent;
      return [...text.matchAll(pattern)].map((hit) => [
        text.slice(0, hit.index), hit[0], text.slice(hit.index + hit[0].length), statement,
      ]);
    });
  };
  const concord = () => {
    const any = query.value === "any";
    const words = typed.value.trim();
    const hits = any && words ? look(words) : [];
    live.replaceChildren(...hits.slice(0, MOST).map((hit) => row(...hit)));
    live.hidden = !any;
    const needed = fold(words).split(/\s+/).filter(Boolean);
    let count = any ? hits.length : 0;
    for (const [row, part, text] of lines) {
      row.hidden = any || (query.value && part.dataset.query !== query.value) || !needed.every((word) => text.includes(word));
      count += !row.hidden;
    }
    for (const part of parts) part.hidden = !part.querySelector("tr:not(.group):not([hidden])");
    const cut = any && count > MOST ? `, the first ${MOST} shown` : "";
    concordance.querySelector("output").textContent = any && !words ? "Type a word." : `${count} line${count === 1 ? "" : "s"}${cut}.`;
  };
  concordance.addEventListener("input", concord);
  concordance.addEventListener("submit", (event) => event.preventDefault());

  root.classList.add("js");
  filter();
  concord();
})();

// The concordance: its lines narrowed by words, or any word of the texts on this page in its sentences.
(() => {
  "use strict";
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const labelOf = (kind, statement) =>
    document.querySelector(`.filters input[name=${kind}][value="${statement.dataset[kind]}"]`).parentElement.querySelector("span").textContent;
  const concordance = document.querySelector(".kwic-search");
  const query = document.getElementById("kwic-query");
  const typed = document.getElementById("kwic-words");
  const parts = all(".kwic tbody[data-query]");
  const live = document.querySelector(".kwic .live");
  const lines = parts.flatMap((part) => all("tr:not(.group)", part).map((row) => [row, part, fold(row.textContent)]));
  const MOST = 500; // lines of any word
  const row = (before, word, after, statement) => {
    const [outlet, date] = statement.closest(".reading").querySelector(".outlet").textContent.split(" · ");
    const cells = [before, word, after, labelOf("speaker", statement), labelOf("side", statement), outlet, date ?? ""];
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
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(words)}[\\p{L}\\p{N}]*`, "giu");
    return all(".st").flatMap((statement) => {
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
    const needed = splitWords(words);
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

  document.documentElement.classList.add("js");
  concord();
})();

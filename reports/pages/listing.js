// Entries of a list, narrowed by words: every word must occur in the entry, capitals and accents aside.
(() => {
  "use strict";
  const box = document.getElementById("search");
  const output = document.querySelector(".search output");
  const rows = [...document.querySelectorAll(".entries > li")].map((row) => [row, fold(row.textContent)]);
  const filter = () => {
    const words = splitWords(box.value);
    let count = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      count += !row.hidden;
    }
    output.textContent = words.length ? `${count} of ${rows.length}.` : "";
  };
  box.addEventListener("input", filter);
  document.documentElement.classList.add("js");
  filter();
})();

// Cards and filters of texts that are read on this page.
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
  const filter = () => {
    const wanted = {};
    for (const box of all("input:checked", form)) (wanted[box.name] ??= []).push(box.value);
    const fits = (statement) =>
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
    const filtered = Object.keys(wanted).length > 0;
    form.classList.toggle("filtered", filtered);
    const total = statements.length;
    output.textContent = filtered
      ? `${count} of ${total} statements shown${count ? "" : ": none has all of this"}.`
      : `All ${total} statements shown.`;
  };
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());

  root.classList.add("js");
  filter();
})();

"use strict";
// A field with data-suggest is a combobox: names for what is typed so far are fetched, and
// shown in the list that data-list names. Without this script the form searches.
(() => {
  let under = null, wait = 0;
  const listOf = (field) => document.getElementById(field.dataset.list);
  const options = (field) => [...listOf(field).children];
  const chosen = (field) => options(field).find((o) => o.getAttribute("aria-selected") === "true");

  function prepare(field) {
    if (field.getAttribute("role") === "combobox") return;
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", field.dataset.list]]) field.setAttribute(name, value);
  }

  function close(field) {
    listOf(field).hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(field, option) {
    for (const o of options(field)) o.setAttribute("aria-selected", o === option);
    if (!option) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function show(field, found) {
    const list = listOf(field);
    list.replaceChildren(...found.map((f, i) => {
      const option = document.createElement("li");
      const note = document.createElement("span");
      option.id = list.id + i;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.at = f.url;
      option.append(f.text, note);
      note.className = "meta";
      note.textContent = f.note;
      return option;
    }));
    if (!found.length) return close(field);
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    field.removeAttribute("aria-activedescendant");
    const status = document.getElementById("status");
    if (status) status.textContent = field.dataset.typed.replace("%d", found.length);
  }

  async function look(field) {
    if (under) under.abort();
    const text = field.value.trim();
    if (!text) return close(field);
    const mine = under = new AbortController();
    const query = new URLSearchParams({ q: text });
    const lang = new URLSearchParams(location.search).get("lang");
    if (lang) query.set("lang", lang);
    try {
      const answer = await fetch(field.dataset.suggest + "?" + query, { signal: mine.signal, credentials: "same-origin" });
      const found = answer.ok ? await answer.json() : [];
      if (!mine.signal.aborted && document.activeElement === field) show(field, found);
    } catch (e) {
      if (!mine.signal.aborted) close(field);
    }
  }

  const fieldOf = (e) => e.target.closest && e.target.closest("[data-suggest]");

  document.addEventListener("input", (e) => {
    const field = fieldOf(e);
    if (!field || e.isComposing) return;
    prepare(field);
    clearTimeout(wait);
    wait = setTimeout(look, 120, field);
  });
  document.addEventListener("keydown", (e) => {
    const field = fieldOf(e);
    if (!field || e.isComposing || listOf(field).hidden) return;
    const all = options(field), at = all.indexOf(chosen(field));
    if (e.key === "ArrowDown") choose(field, all[at + 1] || all[0]);
    else if (e.key === "ArrowUp") choose(field, at > 0 ? all[at - 1] : all[all.length - 1]);
    else if (e.key === "Escape") close(field);
    else if (e.key === "Enter" && at >= 0) location.assign(all[at].dataset.at);
    else return;
    e.preventDefault();
  });
  document.addEventListener("mousedown", (e) => {
    const option = e.target.closest && e.target.closest(".suggested [role=option]");
    if (!option) return;
    e.preventDefault();
    location.assign(option.dataset.at);
  });
  document.addEventListener("focusin", (e) => { const field = fieldOf(e); if (field) prepare(field); });
  document.addEventListener("focusout", (e) => { const field = fieldOf(e); if (field) close(field); });
})();

"use strict";
// Forms and links with data-quick are answered without loading the page anew: the same
// address is fetched, and main, or the element that the attribute names, is replaced by
// that of the answer. Whatever goes wrong, the browser loads the address itself.
(() => {
  const status = document.getElementById("status");
  const words = document.body.dataset;
  let under = null; // the request under way

  async function go(address, part, push) {
    if (under) under.abort();
    const mine = under = new AbortController();
    const old = document.querySelector(part);
    old.setAttribute("aria-busy", "true");
    if (status) status.textContent = words.busy;
    try {
      const answer = await fetch(address, { signal: mine.signal, credentials: "same-origin" });
      if (!(answer.headers.get("Content-Type") || "").startsWith("text/html")) throw new Error("no page");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector(part);
      if (mine.signal.aborted) return;
      if (!next) throw new Error("no part");
      old.replaceWith(document.importNode(next, true));
      document.title = page.title;
      if (push) history.pushState({ part }, "", address);
      else if (push === false) history.replaceState({ part }, "", address);
      if (status) status.textContent = words.done;
      const focus = push && document.querySelector(part + " [data-focus]");
      if (focus) focus.focus();
    } catch (e) {
      if (!mine.signal.aborted) location.assign(address);
    }
  }

  function addressOf(form) {
    const address = new URL(form.action, location.href);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, v]) => v !== ""));
    return address;
  }

  const partOf = (e) => e.dataset.quick || "main";

  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.dataset.quick === undefined || form.method !== "get") return;
    e.preventDefault();
    go(addressOf(form), partOf(form), true);
  });

  document.addEventListener("click", (e) => {
    const a = e.target.closest && e.target.closest("a[data-quick]");
    if (!a || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || a.target) return;
    e.preventDefault();
    go(new URL(a.href), partOf(a), true);
  });

  let wait;
  document.addEventListener("input", (e) => {
    const form = e.target.form;
    if (!form || form.dataset.live === undefined || e.isComposing) return;
    clearTimeout(wait);
    wait = setTimeout(() => go(addressOf(form), partOf(form), false), 250);
  });
  document.addEventListener("compositionend", (e) => e.target.dispatchEvent(new Event("input", { bubbles: true })));

  addEventListener("popstate", (e) => {
    if (e.state && e.state.part && document.querySelector(e.state.part)) go(location.href, "main", undefined);
    else if (!location.hash) location.reload();
  });
  if (!history.state) history.replaceState({ part: "main" }, "", location.href);
})();

// Comforts for every page: keys, and nothing that a page would need to work.
"use strict";
(() => {
  const keysOn = () => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } };
  const writing = (el) => el.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  let went = 0;

  const press = (key) => {
    const target = document.querySelector(`[data-press="${CSS.escape(key)}"]`);
    if (target) target.click();
    return Boolean(target);
  };
  const showKeys = () => { const box = document.getElementById("keys"); if (box && !box.open) box.showModal(); };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]") || writing(event.target)) return;
    if (event.key === "?") { event.preventDefault(); showKeys(); return; }
    if (!keysOn()) return;
    if (event.key === "/") {
      const search = document.querySelector("[type=search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    } else if (event.key === "g") { went = Date.now(); }
    else if (Date.now() - went < 1500) {
      went = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
    } else if (press(event.key)) event.preventDefault();
  });

  const away = document.querySelector("[data-away]");
  if (away) {
    document.addEventListener("htmx:sendError", () => { away.hidden = false; });
    document.addEventListener("htmx:afterOnLoad", () => { away.hidden = true; });
  }
  for (const button of document.querySelectorAll("[data-show-keys]")) {
    button.hidden = false;
    button.addEventListener("click", showKeys);
  }
  for (const form of document.querySelectorAll("[data-upload]")) {
    form.addEventListener("submit", () => {
      form.querySelector("[data-uploading]").hidden = false;
      form.querySelector("button").disabled = true;
    });
  }

  const box = document.getElementById("keys-on");
  if (box) {
    box.checked = keysOn();
    box.addEventListener("change", () => { try { localStorage.setItem("keys", box.checked ? "on" : "off"); } catch { /* private window */ } });
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-send-on-change]")) event.target.form.requestSubmit();
  });
})();

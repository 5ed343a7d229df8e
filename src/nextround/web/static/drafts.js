// Words that are typed outlive a closed window, a lost connection and a stopped Nextround: they are held in this
// browser until they are kept. Each window holds its own, so that two never overwrite each other. Private writing
// takes no part in this: a form asks for it with data-draft.
"use strict";
const drafts = (() => {
  const OLDEST = 60 * 24 * 3600 * 1000;
  const store = (() => { try { localStorage.setItem("draft?", ""); localStorage.removeItem("draft?"); return localStorage; } catch { return null; } })();
  const fresh = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  const remembered = (value) => { try { if (value) sessionStorage.setItem("window", value); return sessionStorage.getItem("window"); } catch { return null; } };

  // A window has a name for as long as it lives, also through a reload; its lock says that it is alive. A copy of a
  // window finds the lock taken and gets a name of its own.
  let me = remembered() || fresh();
  const alive = (name) => new Promise((known) => {
    if (!navigator.locks) { known(true); return; }
    const wait = new AbortController();
    const late = setTimeout(() => wait.abort(), 400);
    navigator.locks.request(`window:${name}`, { signal: wait.signal }, () => { clearTimeout(late); known(true); return new Promise(() => {}); }).catch(() => known(false));
  });
  const ready = (async () => {
    if (!(await alive(me))) { me = fresh(); await alive(me); }
    remembered(me);
  })();

  const hold = (name, value) => { try { store?.setItem(`draft:${name}:${me}`, JSON.stringify({ at: Date.now(), value })); } catch { /* the store is full: saving goes on */ } };
  const drop = (name, who = me) => store?.removeItem(`draft:${name}:${who}`);
  // What windows that are gone, and this one before its reload, left behind; the newest last.
  const left = async (name) => {
    await ready;
    if (!store) return [];
    const held = navigator.locks ? (await navigator.locks.query()).held.map((lock) => lock.name) : [];
    const found = [];
    for (const key of Object.keys(store)) {
      const who = key.startsWith(`draft:${name}:`) ? key.slice(`draft:${name}:`.length) : "";
      if (!who || (who !== me && (!navigator.locks || held.includes(`window:${who}`)))) continue;
      try { found.push({ who, ...JSON.parse(store.getItem(key)) }); } catch { store.removeItem(key); }
    }
    return found.sort((a, b) => a.at - b.at);
  };
  const tidy = () => {
    for (const key of store ? Object.keys(store) : []) {
      if (!key.startsWith("draft:")) continue;
      try { if (Date.now() - JSON.parse(store.getItem(key)).at > OLDEST) store.removeItem(key); } catch { store.removeItem(key); }
    }
  };
  tidy();

  // Plain forms: what was typed is back until the page says, by its undo, that it was kept.
  const writable = (form) => [...form.elements].filter((el) => el.name && el.matches("textarea, select, input:not([type=hidden], [type=password], [type=file])"));
  const read = (form) => writable(form).map((el) => [el.name, el.matches("[type=radio], [type=checkbox]") ? [el.value, el.checked] : el.value]);
  const write = (form, values) => writable(form).forEach((el, at) => {
    const [name, value] = values[at] || [];
    if (name !== el.name) return;
    if (Array.isArray(value)) el.checked = value[1]; else el.value = value;
  });
  const undone = document.querySelector(".deed form");
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const name = form.dataset.draft;
    const first = read(form);
    form.addEventListener("input", () => hold(name, { values: read(form) }));
    form.addEventListener("submit", () => hold(name, { values: read(form), sent: true }));
    left(name).then((found) => {
      let words = null;
      for (const { who, value } of found) {
        const same = JSON.stringify(value.values) === JSON.stringify(first);
        if (same || (value.sent && undone)) drop(name, who); else words = { who, value };
      }
      if (!words) return;
      write(form, words.value.values);
      form.closest("details")?.setAttribute("open", "");
      const said = document.createElement("p");
      const away = document.createElement("button");
      said.className = "notice";
      said.setAttribute("role", "status");
      said.append("Words you typed before are back. They are not kept yet. ", away);
      away.type = "button";
      away.className = "plain small";
      away.textContent = "Let them go";
      away.addEventListener("click", () => { write(form, first); for (const { who } of found) drop(name, who); drop(name); said.remove(); });
      form.prepend(said);
    });
  }
  return { hold, drop, left, works: Boolean(store) };
})();

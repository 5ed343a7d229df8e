// The letter's comforts: notes that stand beside their words, checks while writing, copy. Without this file the
// page saves and checks by its buttons.
"use strict";
(() => {
  const form = document.getElementById("letter");
  const paper = form.querySelector("[data-paper]");
  const behind = form.querySelector("[data-behind]");
  const margin = document.getElementById("notes");
  const wide = window.matchMedia("(min-width: 66rem)");

  const notes = () => [...margin.querySelectorAll("[data-note]")].filter((note) => note.dataset.words);
  // Words may have moved since they were checked: take the place nearest to where they were.
  const placeOf = (text, words, near) => {
    let best = -1;
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      if (best < 0 || Math.abs(at - near) < Math.abs(best - near)) best = at;
    }
    return best;
  };
  const draw = () => {
    const text = paper.value;
    const spans = notes().map((note) => ({ note, at: placeOf(text, note.dataset.words, Number(note.dataset.start)), size: note.dataset.words.length }))
      .filter((span) => span.at >= 0).sort((a, b) => a.at - b.at);
    behind.textContent = "";
    let from = 0;
    for (const { note, at, size } of spans) {
      if (at < from) continue;
      behind.append(text.slice(from, at));
      const mark = document.createElement("mark");
      mark.dataset.of = note.dataset.note;
      mark.textContent = text.slice(at, at + size);
      behind.append(mark);
      from = at + size;
    }
    behind.append(`${text.slice(from)}\n`);
    paper.style.blockSize = "auto";
    if (!CSS.supports("field-sizing", "content")) paper.style.blockSize = `${behind.scrollHeight}px`;
    align();
  };
  const align = () => {
    let floor = 0;
    for (const note of margin.querySelectorAll("[data-note]")) {
      note.style.marginBlockStart = "";
      const mark = behind.querySelector(`[data-of="${note.dataset.note}"]`);
      if (!mark || !wide.matches) continue;
      const gap = mark.getBoundingClientRect().top - note.getBoundingClientRect().top;
      if (gap > 0 && note.offsetTop >= floor) note.style.marginBlockStart = `${gap}px`;
      floor = note.offsetTop;
    }
  };

  // A screen reader hears how many notes there are, and only when that changes.
  const count = form.querySelector("[data-count]");
  const tell = () => {
    const many = margin.querySelectorAll("[data-note]").length;
    const words = many === 0 ? "No notes." : many === 1 ? "One note beside your letter." : `${many} notes beside your letter.`;
    if (count.textContent !== words) count.textContent = words;
  };
  let timer = 0;
  let asked = 0;
  const check = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "HX-Request": "true" } });
      if (!answer.ok || mine !== asked) return;
      const held = document.activeElement && margin.contains(document.activeElement);
      const html = await answer.text();
      if (mine !== asked || held) return;
      htmx.swap("#notes", html, { swapStyle: "innerHTML" });
      draw();
      tell();
    } catch { /* the app was closed: saving will say so */ }
  };
  paper.addEventListener("input", () => { draw(); clearTimeout(timer); timer = setTimeout(check, 450); });
  // What is written is held in this browser at once and kept within a second. When another window kept it meanwhile,
  // only a save by hand tells, so that nothing changes under the person's hands.
  const name = `letter-${form.dataset.letter}`;
  const fields = () => Object.fromEntries([...new FormData(form)].filter(([key]) => key === "text" || key.startsWith("answer-")));
  const hold = (more) => drafts.hold(name, { version: form.elements.version.value, fields: fields(), ...more });
  let keeping = 0;
  const soon = (wait = 800) => { keeping ||= setTimeout(() => { keeping = 0; keep(); }, wait); };
  form.addEventListener("input", () => { hold(); soon(); });
  const keep = async () => {
    if (!dirty) return;
    dirty = false;
    try {
      if (await save()) { if (!dirty) said.textContent = "Kept."; }
      else { dirty = true; said.textContent = "Changed in another window too. Save to see both texts."; }
    } catch { dirty = true; said.textContent = "Not kept yet: Nextround does not answer. Your words are still here."; soon(5000); }
  };
  // Words that a window left behind before they were kept. Where the kept letter went on meanwhile, both stay.
  const takeUp = async () => {
    for (const { who, value } of await drafts.left(name)) {
      const now = form.elements.version.value;
      const there = Object.entries(value.fields).filter(([key]) => form.elements[key]);
      const same = there.every(([key, words]) => form.elements[key].value === words);
      if (same || (value.sent && Number(now) > Number(value.version))) { drafts.drop(name, who); continue; }
      if (dirty) continue;
      const longer = there.every(([key, words]) => words.startsWith(form.elements[key].value));
      if (value.version === now || longer) {
        for (const [key, words] of there) form.elements[key].value = words;
        drafts.drop(name, who);
        hold();
        draw();
        dirty = true;
        await keep();
        said.textContent = "Words that were not kept yet are back.";
        check();
        continue;
      }
      const body = new FormData(form);
      for (const [key, words] of [["version", value.version], ...there]) body.set(key, words);
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), headers: { "HX-Request": "true" } });
      if (answer.status !== 409) continue;
      drafts.drop(name, who);
      location.reload();
      return;
    }
  };
  window.addEventListener("resize", align);
  document.fonts.ready.then(draw);

  const light = (number, on) => {
    for (const el of document.querySelectorAll(`[data-note="${number}"], [data-of="${number}"]`)) el.classList.toggle("now", on);
  };
  for (const [start, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    margin.addEventListener(start, (event) => { const note = event.target.closest("[data-note]"); if (note) light(note.dataset.note, true); });
    margin.addEventListener(end, (event) => { const note = event.target.closest("[data-note]"); if (note) light(note.dataset.note, false); });
  }

  const copy = form.querySelector("[data-copy]");
  const said = form.querySelector("[data-said]");
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(paper.value); said.textContent = "Copied."; }
    catch { paper.select(); said.textContent = "The words are chosen; copy them with Ctrl+C."; }
  });
  // A way out takes what is on the page, so it is saved first; one save follows the other.
  let turn = Promise.resolve();
  let sending = null;
  const save = () => {
    const mine = turn.then(send, send).finally(() => { if (sending === mine) sending = null; });
    sending = turn = mine;
    return mine;
  };
  const send = async () => {
    const words = JSON.stringify(fields());
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "HX-Request": "true" } });
    if (!answer.ok) return false;
    const kept = await answer.json();
    form.elements.version.value = kept.version;
    const mail = form.querySelector("[data-mailto]");
    if (mail) mail.href = kept.mailto;
    const note = form.querySelector("[data-mailto-note]");
    note.textContent = kept.note;
    note.hidden = !kept.note || !mail;
    if (JSON.stringify(fields()) === words) drafts.drop(name); else hold();
    return true;
  };
  form.addEventListener("click", async (event) => {
    const way = event.target.closest("[data-way]");
    if (!way || !dirty) return;
    event.preventDefault();
    if (await save()) { dirty = false; way.click(); } else form.querySelector("[data-save]").click();
  });
  let dirty = false;
  form.addEventListener("input", () => { dirty = true; said.textContent = ""; });
  // A button waits for a save that is under way (or its time is up): with the number from before it, the letter would
  // look as if another window had changed it.
  let waits = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(keeping);
    if (sending) {
      event.preventDefault();
      if (waits) return;
      waits = true;
      const late = new Promise((over) => { setTimeout(over, 8000); });
      const go = () => { sending = null; waits = false; form.requestSubmit(event.submitter); };
      Promise.race([sending, late]).then(go, go);
      return;
    }
    dirty = false;
    hold({ sent: true });
  });
  window.addEventListener("beforeunload", (event) => { if (dirty && !drafts.works) event.preventDefault(); });
  takeUp().catch(() => { /* Nextround does not answer: the words stay where they are */ });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); form.querySelector("[data-save]").click(); }
  });
})();

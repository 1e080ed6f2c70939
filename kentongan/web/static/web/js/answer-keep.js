// The answer of a case: every field, also the words for each further place, stands on this device until the server has it.

import { against, drawnTooEarly, forget, keep, kept, noteSaved, put, typedEarly, wordsOf } from "./keep.js";

export function keepAnswer(form) {
  const key = `tulis:${form.dataset.person}:jawaban-${form.dataset.case}:`;
  const told = form.querySelector("[data-saved]");
  const { revision } = form.elements;
  let unheard = []; // names of saves whose end this page never heard: what stands from one of them is nobody else's
  const words = () => JSON.stringify(wordsOf(form));
  let timer = 0;
  let safe = true;
  let busy = false;
  let pressed = null;

  const keepNow = (gone = false) => (safe = keep(key, { revision: revision.value, gone, unheard, words: wordsOf(form) }));
  const onDevice = () => (safe ? "Tulisan Anda tersimpan di perangkat ini" : "Jangan tutup halaman ini: perangkat ini tidak dapat menyimpan tulisan Anda");

  function say(state, text) {
    told.dataset.state = state;
    told.textContent = text;
  }

  function named() {
    const name = crypto.getRandomValues(new Uint32Array(3)).join("-");
    form.elements.namedItem("save").value = name;
    form.elements.namedItem("unheard").value = unheard.join(" ");
    unheard = [...unheard, name].slice(-20);
  }

  async function save() {
    if (busy) return;
    busy = true;
    const sent = words();
    named();
    keepNow();
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) });
      const said = await answer.json();
      unheard = answer.ok ? [] : unheard.slice(0, -1);
      if (answer.ok) arrived(said, sent);
      else say("conflict", said.problem ?? `${said.by} baru saja mengubah jawaban ini. Tulisan Anda tetap di sini; tekan Simpan draf untuk membandingkan.`);
    } catch {
      say("offline", `Belum tersambung. ${onDevice()}${pressed ? "; tekan lagi begitu tersambung." : "."}`);
      pressed = null;
    }
    busy = false;
    if (pressed) {
      const button = pressed;
      pressed = null;
      form.requestSubmit(button === form ? undefined : button);
    } else if (words() !== sent) timer = setTimeout(save, 800);
  }

  function arrived(said, sent) {
    revision.value = said.revision;
    noteSaved(key, said.revision);
    if (words() === sent) forget(key);
    else keepNow();
    const now = new Date();
    told.textContent = `tersimpan ${String(now.getHours()).padStart(2, "0")}.${String(now.getMinutes()).padStart(2, "0")}`;
    delete told.dataset.state;
  }

  function changed() {
    keepNow();
    clearTimeout(timer);
    timer = setTimeout(save, 700);
  }

  // What a button took along is the server's once its revision moved on. What it never took stands here again, with the
  // revision it was written on, so that nobody's words in between are lost.
  function bringBack() {
    const [draft] = kept(key);
    if (!draft) return;
    if (against(form, draft.words) === "same" || (draft.gone && draft.revision !== revision.value)) {
      forget(key);
      return;
    }
    put(form, draft.words);
    for (const field of form.querySelectorAll("details textarea")) if (field.value) field.closest("details").open = true;
    revision.value = draft.revision;
    unheard = draft.unheard ?? [];
    say("offline", "Tulisan yang tersimpan di perangkat ini dikembalikan.");
    changed();
  }

  form.addEventListener("input", changed);
  // A button waits for the save that is on its way, so that nobody stands against themselves.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!busy) named();
    keepNow(true);
    if (busy) {
      event.preventDefault();
      pressed = event.submitter ?? form;
    } else if (!navigator.onLine) {
      event.preventDefault();
      keepNow();
      say("offline", `Belum tersambung. ${onDevice()}; tekan lagi begitu tersambung.`);
    }
  });
  if (drawnTooEarly(key, revision.value)) {
    form.inert = true;
    location.reload();
  } else if (typedEarly(form.elements) && !kept(key).length) changed();
  else bringBack();
}

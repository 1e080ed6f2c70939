// Saving as typed. Every word is kept on this device until the server has it; the line above says which of the two holds.

import { against, forget, keep, kept, put, typedEarly, wordsOf } from "./keep.js";
import { windowsOf } from "./windows.js";

const form = document.getElementById("tulis");
const FIRST_WAIT = 3_000;
const LONGEST_WAIT = 60_000;
const PATIENCE = 10_000;
const AGAIN = "Tekan tombolnya lagi begitu tersambung";

function start() {
  const saver = document.getElementById("autosave");
  let tab = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const mine = `tulis:${form.dataset.person}:${form.dataset.post}:`;
  let key = mine + tab;
  const revision = () => document.getElementById("revision").value;
  const conflict = () => document.querySelector("#conflict .conflict");
  form.elements.namedItem("tab").value = tab;

  let typed = 0; // how often something changed, and how much of it was on its way at the last request, and is there now
  let sent = 0;
  let there = 0;
  let wait = FIRST_WAIT;
  let timer = 0;
  let safe = true;
  let keeping = 0;

  // ── the line that says where the words are ─────────────────────────────────────────────────────────────────────────

  let kind = "";
  function say(state, text, link) {
    const line = document.getElementById("saved");
    if (!line) return;
    line.dataset.state = state;
    line.replaceChildren(text);
    if (link) line.append(" ", Object.assign(document.createElement("a"), { href: location.href, textContent: link }));
    aloud(state, text);
  }
  // Read aloud only when the state changes: not every save.
  function aloud(state, text) {
    if (state === "saving" || state === kind) return;
    const first = !kind && state === "saved";
    kind = state;
    if (!first) document.getElementById("saved-said").textContent = text;
  }
  const onDevice = () => (safe ? "tersimpan di perangkat ini" : "jangan tutup halaman ini: perangkat ini tidak dapat menyimpan");

  // ── on this device ─────────────────────────────────────────────────────────────────────────────────────────────────

  function keepNow() {
    clearTimeout(keeping);
    keeping = 0;
    if (typed > there) safe = keep(key, { revision: revision(), tab, nth: typed, words: wordsOf(form) });
  }
  function changed(event) {
    if (event.target.matches("#file, [data-preview]")) return;
    count(typed + 1);
    keeping ||= setTimeout(keepNow, 120);
  }
  // Of two saves on their way, the server keeps the one with more typed.
  function count(much) {
    typed = much;
    form.elements.namedItem("nth").value = typed;
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  const early = typedEarly(form.elements);
  if (early) {
    count(1);
    keepNow();
  }

  // ── to the server ──────────────────────────────────────────────────────────────────────────────────────────────────

  const send = () => saver.dispatchEvent(new CustomEvent("kirim"));
  function later(words, again = "") {
    keepNow();
    say("offline", `${words} – ${onDevice()}${again}`);
    clearTimeout(timer);
    timer = setTimeout(send, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT);
  }
  addEventListener("online", () => typed > there && send());
  addEventListener("offline", () => say("offline", `Belum tersambung – ${typed > there ? onDevice() : "yang Anda tulis disimpan di perangkat ini"}`));

  // One thing at a time: a button waits until every word is there, and no save starts once it leads away.
  let saving = false;
  let leaving = false;
  let pressed = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target !== saver) return;
    if (leaving || conflict()) {
      event.preventDefault();
      keepNow();
      return;
    }
    saving = true;
    sent = typed;
    if (kind !== "offline") say("saving", "Menyimpan…");
  });
  form.addEventListener("submit", (event) => {
    keepNow();
    if (!navigator.onLine) {
      event.preventDefault();
      say("offline", `Belum tersambung – ${onDevice()}. ${AGAIN}`);
    } else if ((typed > there || saving) && !conflict() && window.htmx) {
      event.preventDefault();
      pressed = event.submitter ?? form;
      if (!saving) send();
    } else leaving = true;
  });
  // The answer to a save may have drawn the button anew, or taken it away with what it was for.
  function follow() {
    const button = pressed;
    pressed = null;
    if (button === form) form.requestSubmit();
    else {
      const same = (one) => one.type === "submit" && one.name === button.name && one.value === button.value;
      const drawn = button.isConnected ? button : [...form.elements].find(same);
      if (drawn) form.requestSubmit(drawn);
    }
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (event.detail.requestConfig?.elt !== saver) return;
    if (signedOut(xhr)) event.detail.shouldSwap = false;
    else if (xhr.status === 409) event.detail.shouldSwap = true;
  });
  const signedOut = (xhr) => xhr.status === 403 || (xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(saver.getAttribute("hx-post"), location.href).pathname);

  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target !== saver) return;
    saving = false;
    answered(event.detail.xhr);
    if (pressed && typed > there) send();
    else if (pressed) follow();
  });
  function answered(xhr) {
    const again = pressed ? `. ${AGAIN}` : "";
    if (xhr.status === 200 && !signedOut(xhr)) {
      arrived();
      return;
    }
    const button = pressed;
    pressed = null;
    if (!xhr.status) later("Belum tersambung", again);
    else if (signedOut(xhr)) {
      keepNow();
      say("offline", `Anda perlu masuk lagi – ${onDevice()}.`, "Masuk lagi");
    } else if (xhr.status === 409) {
      keepNow();
      say("conflict", "Belum tersimpan: kiriman ini sudah diubah di tempat lain");
      document.getElementById("conflict")?.scrollIntoView({ block: "nearest" });
      if (button && !conflict()) askPage(button);
    } else later("Belum tersimpan karena gangguan di pihak kami", again);
  }
  // It cannot be changed any more: the page that the button leads to says why.
  function askPage(button) {
    pressed = button;
    typed = there;
    follow();
  }
  function arrived() {
    there = sent;
    wait = FIRST_WAIT;
    clearTimeout(timer);
    if (typed === there) forget(key);
    else keepNow();
    const line = document.getElementById("saved");
    aloud("saved", line.textContent.trim());
    windows.saved(line.textContent.trim().match(/\d\d\.\d\d/)?.[0] ?? "", revision());
  }

  // ── leaving, coming back ───────────────────────────────────────────────────────────────────────────────────────────

  addEventListener("pagehide", () => {
    if (typed === there) return;
    keepNow();
    if (leaving || conflict() || !navigator.onLine) return;
    fetch(saver.getAttribute("hx-post"), { method: "POST", body: posted(wordsOf(form), { revision: revision(), tab, nth: typed }), keepalive: true }).catch(() => {});
  });
  // The next page may be there before this one has been told to go: what it finds on the device is put there first.
  addEventListener("beforeunload", (event) => {
    keepNow();
    if (typed > there && !safe && !leaving) event.preventDefault();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false;
    if (event.persisted && typed === there) location.reload();
  });

  function posted(words, from) {
    const body = new URLSearchParams(words);
    for (const name of ["revision", "tab", "nth"]) body.set(name, from[name] ?? "");
    body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
    return body;
  }

  const windows = windowsOf(form.dataset.post, tab);
  const decided = sessionStorage.getItem("tulis:putus");
  const settled = decided && decided.split(":")[0] === form.dataset.post && Number(decided.split(":")[1]) < Number(revision());
  sessionStorage.removeItem("tulis:putus");
  // What is still on this device comes first: nothing new is typed beside it, so that nobody stands against themselves.
  let reloading = windows.drawnTooEarly(revision());
  if (reloading) location.reload();
  form.inert = reloading || kept(mine).some((draft) => draft.key !== key);
  windows.present.then(async (others) => {
    for (const draft of kept(mine)) if (!reloading && draft.key !== key && !others.has(draft.tab)) await bringBack(draft);
    if (reloading) return; // what is pressed now would go with the page
    form.inert = false;
    if (early && typed > there) send();
    form.dataset.settled = "1";
    form.dispatchEvent(new Event("settled"));
  });

  async function bringBack(draft) {
    if (!(await windows.claim(draft.tab))) return; // its window lives, and was too busy to say so
    const fit = against(form, draft.words);
    if (settled) forget(draft.key);
    else if (fit === "same") {
      forget(draft.key);
      become(draft); // a save of it may still be on its way
    } else if (fit === "fits" && draft.revision === revision() && typed === there) {
      put(form, draft.words);
      become(draft);
      form.dispatchEvent(new Event("input", { bubbles: true }));
      keepNow();
      document.dispatchEvent(new CustomEvent("say", { detail: "Tulisan yang tersimpan di perangkat ini dikembalikan." }));
    } else await settle(draft);
  }
  // This window goes on where that one ended: what it had sent, and got no answer to, is this one's own.
  function become(draft) {
    tab = draft.tab;
    count(Math.max(typed, draft.nth ?? 0));
    there = sent = typed;
    key = mine + tab;
    form.elements.namedItem("tab").value = tab;
    windows.becomes(tab);
  }
  // The post went on meanwhile: the server takes the words, or shows both texts.
  async function settle(draft) {
    const answer = await fetch(saver.getAttribute("hx-post"), {
      method: "POST",
      body: posted(draft.words, draft),
      headers: { "HX-Request": "true" },
      signal: AbortSignal.timeout(PATIENCE),
    }).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      forget(draft.key);
      reloading = true;
      location.reload();
    } else if (answer?.status === 409) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const both = page.querySelector(".conflict");
      if (!both) return;
      document.getElementById("conflict").replaceChildren(document.adoptNode(both));
      say("conflict", "Belum tersimpan: kiriman ini sudah diubah di tempat lain");
    }
  }
  document.addEventListener("submit", (event) => {
    const both = event.target.closest(".conflict form");
    if (both) sessionStorage.setItem("tulis:putus", `${form.dataset.post}:${both.elements.namedItem("revision").value}`);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-use-theirs]")) return;
    for (const draft of kept(mine)) forget(draft.key);
    typed = there;
  });

  for (const begun of kept(`tulis:${form.dataset.person}:baru`)) forget(begun.key);
}

if (form) start();

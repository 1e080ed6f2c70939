// Liput: everything typed or photographed is on this device first, and on the server as soon as there is a line.
// What another window wrote meanwhile is merged field by field; where both wrote, both texts stay.

import { both, dropPhoto, keepPhoto, keepRecord, keptPhotos, readRecord, slowLine, smaller } from "./cover-keep.js";
import { post, Refused, SignedOut } from "./cover-line.js";
import { typedEarly } from "./keep.js";

const form = document.getElementById("liput");
const address = form.dataset;
const who = `${address.person}/${address.event}`; // another person on this device never sees it
const fields = [...form.querySelectorAll("[data-answer]")];
const list = document.getElementById("photos");
const RETRY = 8000;
const WAITS = "Tersimpan di perangkat ini, menunggu giliran";

// ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const typed = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
const early = typedEarly(fields);
const asSent = () => Object.fromEntries(fields.map((field) => [field.name, field.defaultValue]));
let record = { who, base: early ? asSent() : typed(), mine: typed(), revision: Number(address.revision), dirty: early, wants: false };

function say(text, state = "") {
  const line = document.getElementById("saved");
  line.dataset.state = state;
  line.textContent = text;
}

function merge(theirs, revision) {
  let met = false;
  for (const field of fields) {
    const base = record.base[field.name] ?? "";
    const mine = record.mine[field.name] ?? "";
    const other = theirs[field.name] ?? "";
    record.mine[field.name] = both(base, mine, other);
    if (mine !== base && other !== base && mine !== other) met = true;
    if (field.value !== record.mine[field.name]) field.value = record.mine[field.name];
  }
  record.base = { ...theirs };
  record.revision = revision;
  record.dirty = fields.some((field) => record.mine[field.name] !== (theirs[field.name] ?? ""));
  document.getElementById("merged").hidden = !met;
}

async function begin() {
  const kept = await readRecord(who);
  const shown = record;
  if (kept?.who === who) {
    const stale = kept.revision > shown.revision; // this page is an older copy than what we know
    record = { ...shown, ...kept };
    if (early) for (const { name } of fields) record.mine[name] = both(shown.base[name], shown.mine[name], record.mine[name] ?? "");
    if (stale) for (const field of fields) field.value = record.mine[field.name] ?? field.value;
    else merge(shown.base, shown.revision);
    record.wants = Boolean(kept.wants);
  }
  for (const photo of await keptPhotos(who)) waiting(photo);
  report();
  flush();
}

let pause;
form.addEventListener("input", (event) => {
  if (event.target.dataset.answer === undefined) return;
  record.mine = typed();
  record.dirty = true;
  keepRecord(record);
  clearTimeout(pause);
  pause = setTimeout(flush, 700);
});

// ── photos ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function row(image, source, name) {
  const made = document.getElementById("photo-row").content.firstElementChild.cloneNode(true);
  const picture = made.querySelector("img");
  if (image) picture.src = source;
  else picture.replaceWith(document.createElement("span"));
  made.querySelector("[data-name]").textContent = name;
  list.append(made);
  return made;
}

const rows = new Map();

function waiting(photo, words = WAITS) {
  if (rows.has(photo.token)) return;
  const made = row(photo.blob.type.startsWith("image/"), URL.createObjectURL(photo.blob), photo.name);
  made.dataset.token = photo.token;
  made.querySelector("[data-again]").addEventListener("click", () => flush());
  made.querySelector("[data-drop]").addEventListener("click", async () => {
    await dropPhoto(photo.token);
    made.remove();
    rows.delete(photo.token);
    report();
  });
  rows.set(photo.token, made);
  tell(made, words);
}

function tell(made, words, part) {
  made.querySelector("[data-says]").textContent = words;
  const bar = made.querySelector("progress");
  bar.hidden = part === undefined;
  if (part !== undefined) bar.value = part;
}

function arrived(token, told, lean) {
  const made = rows.get(token);
  if (!made) return;
  const sentences = ["Tersimpan"];
  if (told.removed.length) sentences.push(`Dihapus dari berkas: ${told.removed.join(", ")}`);
  if (lean && told.image) sentences.push("Dikirim lebih kecil karena sambungannya lambat");
  tell(made, sentences.length > 1 ? `${sentences.join(". ")}.` : sentences[0]);
  made.querySelector("[data-acts]").remove();
  if (told.image) described(made, told.id, "");
  rows.delete(token);
}

function described(made, id, words) {
  const field = made.querySelector("[data-alt]");
  if (!field) return;
  field.hidden = false;
  const input = field.querySelector("input");
  input.id = `alt-${id}`;
  field.querySelector("label").htmlFor = input.id;
  if (words) input.value = words;
  input.addEventListener("change", () => {
    const body = new FormData();
    body.set("alt", input.value);
    post(`${address.photos}${id}/`, body).catch(() => say("Keterangan foto belum tersimpan. Ketik ulang saat tersambung.", "offline"));
  });
}

async function taken(files) {
  // As taken first, so that it is safe at once; made smaller when its turn to be sent comes.
  for (const file of files) {
    const photo = { token: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(16).slice(2, 10)}`, who, name: file.name, blob: file, raw: true };
    waiting(photo, "Menyimpan di perangkat ini");
    await keepPhoto(photo).then(
      () => tell(rows.get(photo.token), WAITS),
      () => tell(rows.get(photo.token), "Tidak dapat disimpan di perangkat ini: ruangnya penuh. Kosongkan ruang, lalu pilih fotonya lagi."),
    );
  }
  report();
  flush();
}

for (const input of form.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    taken(files);
  });
}

// ── to the server ────────────────────────────────────────────────────────────────────────────────────────────────────

async function sendWords() {
  for (let tries = 0; record.dirty && tries < 5; tries += 1) {
    say("menyimpan…", "saving");
    const sent = { ...record.mine };
    const body = new FormData();
    for (const [name, value] of Object.entries(sent)) body.set(name, value);
    body.set("revision", record.revision);
    const told = await post(address.save, body);
    if (told.stale) merge(told.fields, told.revision);
    else {
      record.base = sent;
      record.revision = told.revision;
      record.dirty = fields.some((field) => record.mine[field.name] !== sent[field.name]);
    }
    await keepRecord(record);
  }
  form.elements.namedItem("revision").value = record.revision;
}

async function sendPhotos() {
  for (const photo of await keptPhotos(who)) {
    await sendWords(); // a photo takes its time on a slow line; what was typed meanwhile does not wait for the last one
    const made = rows.get(photo.token);
    if (photo.raw) {
      photo.lean = slowLine();
      photo.blob = await smaller(photo.blob);
      photo.raw = false;
      await keepPhoto(photo);
    }
    const body = new FormData();
    body.set("token", photo.token);
    body.set("file", photo.blob, photo.name);
    if (made) tell(made, "Mengunggah", 0);
    try {
      const told = await post(address.photos, body, (part) => made && tell(made, `Mengunggah ${Math.round(part * 100)}%`, part));
      await dropPhoto(photo.token);
      arrived(photo.token, told, photo.lean);
    } catch (trouble) {
      if (made) tell(made, trouble instanceof Refused ? trouble.message : "Tersimpan di perangkat ini, menunggu sambungan");
      if (!(trouble instanceof Refused)) throw trouble;
      await dropPhoto(photo.token);
      rows.delete(photo.token);
      if (made) made.querySelector("[data-again]").remove();
    }
  }
}

let running = null;
let again = false;

function flush() {
  if (running) {
    again = true;
    return running;
  }
  running = work().finally(() => {
    running = null;
    if (again) {
      again = false;
      flush();
    }
  });
  return running;
}

async function work() {
  try {
    await sendWords();
    await sendPhotos();
    report();
    if (record.wants) await makeDraft();
  } catch (trouble) {
    if (trouble instanceof SignedOut) say("Belum terkirim: Anda perlu masuk lagi. Tulisan dan foto aman di perangkat ini.", "conflict");
    else if (trouble instanceof Refused) say(trouble.message, "conflict");
    else say("Belum tersambung. Tulisan dan foto Anda aman di perangkat ini.", "offline");
    for (const made of rows.values()) if (!made.querySelector("progress").hidden) tell(made, "Tersimpan di perangkat ini, menunggu sambungan");
  }
}

async function makeDraft() {
  if (record.dirty || rows.size) return;
  say("Membuat draf…", "saving");
  const told = await post(address.draft, new FormData());
  record.wants = false;
  await keepRecord(record);
  location.assign(told.at);
}

function report() {
  if (record.dirty || rows.size) return;
  say(record.revision ? "Tersimpan" : "", "saved");
}

form.addEventListener("submit", (event) => {
  if (event.submitter?.value !== "draft") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  record.wants = true;
  record.mine = typed();
  record.dirty = record.dirty || fields.some((field) => record.mine[field.name] !== record.base[field.name]);
  keepRecord(record).then(flush).then(() => {
    if (record.wants) document.getElementById("wanted").hidden = false;
  });
}, true);

addEventListener("online", flush);
addEventListener("pageshow", (event) => event.persisted && begin());
setInterval(() => (record.dirty || rows.size || record.wants) && flush(), RETRY);
for (const made of list.querySelectorAll("[data-photo]")) if (made.dataset.image) described(made, made.dataset.photo, "");
begin();

// ── without a line ───────────────────────────────────────────────────────────────────────────────────────────────────

if ("serviceWorker" in navigator) {
  navigator.serviceWorker
    .register(address.worker)
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => {
      const files = performance.getEntriesByType("resource").map((entry) => entry.name);
      const named = [...document.querySelectorAll("link[href], script[src]")].map((part) => part.href || part.src);
      registration.active.postMessage({ keep: [location.href, ...new Set([...named, ...files])] });
    })
    .catch(() => {});
}

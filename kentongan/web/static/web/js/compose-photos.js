// Photos and videos of a post: kept on this device first, on the server as soon as there is a line, whatever becomes of the page.

import { dropPhoto, keepPhoto, keptPhotos, smaller } from "./cover-keep.js";
import { post, Refused, SignedOut } from "./cover-line.js";

const form = document.getElementById("tulis");
const list = document.getElementById("menunggu");
const who = `tulis/${form?.dataset.person}/${form?.dataset.post}`;
const RETRY = 8000;
const KEPT_MOST = 40_000_000; // a long video is kept only when the line fails: copying it takes as long as sending it
const WAITS = "Tersimpan di perangkat ini, menunggu sambungan";
const rows = new Map();

function row(photo) {
  const made = document.getElementById("photo-row").content.firstElementChild.cloneNode(true);
  const picture = made.querySelector("img");
  if (photo.blob.type.startsWith("image/")) picture.src = URL.createObjectURL(photo.blob);
  else picture.replaceWith(document.createElement("span"));
  made.querySelector("[data-name]").textContent = photo.name;
  made.querySelector("[data-again]").addEventListener("click", flush);
  made.querySelector("[data-drop]").addEventListener("click", () => gone(photo.token));
  list.append(made);
  rows.set(photo.token, { made, photo });
}

function tell(token, words, part) {
  const made = rows.get(token)?.made;
  if (!made) return;
  made.querySelector("[data-says]").textContent = words;
  const bar = made.querySelector("progress");
  bar.hidden = part === undefined;
  if (part !== undefined) bar.value = part;
}

async function gone(token) {
  await dropPhoto(token).catch(() => {});
  rows.get(token)?.made.remove();
  rows.delete(token);
}

const full = "Tidak dapat disimpan di perangkat ini: ruangnya penuh. Jangan tutup halaman ini sampai berkasnya terunggah.";
const keep = (photo, words = WAITS) => keepPhoto(photo).then(() => tell(photo.token, words), () => tell(photo.token, full));

export async function taken(files) {
  for (const file of files) {
    const token = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(16).slice(2, 10)}`;
    const photo = { token, who, name: file.name, blob: file, raw: true };
    row(photo);
    if (!navigator.onLine || file.size <= KEPT_MOST) await keep(photo);
  }
  flush();
}

let running = null;
export function flush() {
  running ??= work().finally(() => (running = null));
  return running;
}

// Only then is it known as which window this page saves; a file sent as another would look like somebody else's change.
const settled = () => form.dataset.settled ? null : new Promise((done) => form.addEventListener("settled", done, { once: true }));

async function work() {
  await settled();
  for (const { photo } of [...rows.values()]) {
    if (photo.refused) continue;
    if (!navigator.onLine) {
      tell(photo.token, WAITS);
      continue;
    }
    try {
      await send(photo);
    } catch (trouble) {
      await keep(photo, trouble instanceof SignedOut ? "Tersimpan di perangkat ini. Anda perlu masuk lagi." : WAITS);
      return;
    }
  }
}

async function send(photo) {
  if (photo.raw) {
    photo.blob = await smaller(photo.blob);
    photo.raw = false;
  }
  const body = new FormData();
  body.set("file", photo.blob, photo.name);
  body.set("tab", form.elements.namedItem("tab").value);
  tell(photo.token, "Mengunggah", 0);
  try {
    const told = await post(form.dataset.upload, body, (part) => tell(photo.token, `Mengunggah ${Math.round(part * 100)}%`, part));
    if (told.stale) throw new Refused(told.sentence);
    await shown(told);
    await gone(photo.token);
  } catch (trouble) {
    if (!(trouble instanceof Refused)) throw trouble;
    photo.refused = true;
    await dropPhoto(photo.token).catch(() => {});
    const made = rows.get(photo.token)?.made;
    tell(photo.token, `Berkas tidak diterima. ${trouble.message}`);
    made?.classList.add("has-problem");
    made?.querySelector("[data-again]").remove();
  }
}

// The page as the server draws it now has the file with all that is known of it; what stands here already is left alone.
async function shown(told) {
  const answer = await fetch(`${location.pathname}?langkah=media`, { headers: { "X-Requested-With": "fetch" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const made = page.querySelector(`.assets [value="detach:${told.id}"]`)?.closest("li");
  if (!made || document.querySelector(`[value="detach:${told.id}"]`)) return;
  let assets = document.querySelector("#media .assets");
  if (!assets) {
    assets = Object.assign(document.createElement("ul"), { className: "assets" });
    list.before(assets);
  }
  assets.append(document.adoptNode(made));
  if (told.alike) document.dispatchEvent(new CustomEvent("say", { detail: told.alike }));
  document.getElementById("autosave").dispatchEvent(new CustomEvent("kirim")); // checks and previews see it too
}

async function begin() {
  for (const photo of await keptPhotos(who)) row(photo);
  if (rows.size) flush();
}

if (form && list) {
  form.addEventListener("submit", (event) => {
    const left = [...rows.values()].filter(({ photo }) => !photo.refused).length;
    if (event.submitter?.value !== "submit" || !left) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const words = `${left} berkas belum terunggah, jadi kiriman belum diajukan. Tekan lagi sesudah terunggah, atau buang berkasnya.`;
    document.dispatchEvent(new CustomEvent("say", { detail: words }));
    list.scrollIntoView({ block: "center" });
    flush();
  }, true);
  addEventListener("online", flush);
  setInterval(() => rows.size && flush(), RETRY);
  begin();
}

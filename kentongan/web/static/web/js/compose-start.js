// The first words of a post, kept on this device until the post has begun.

import { forget, keep, kept, put, wordsOf } from "./keep.js";

const form = document.querySelector("[data-begins]");
const key = `tulis:${form?.dataset.person}:${form?.dataset.begins}`;
const line = document.getElementById("kept");

function back() {
  const [draft] = kept(key);
  if (!draft || [...form.querySelectorAll("textarea, input[name=title]")].some((field) => field.value.trim())) return;
  put(form, draft.words);
  line.textContent = "Tulisan yang tersimpan di perangkat ini dikembalikan.";
  const drop = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: "Mulai dari kosong" });
  drop.addEventListener("click", () => {
    forget(key);
    form.reset();
    line.textContent = "";
  });
  line.append(" ", drop);
}

if (form) {
  back();
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(key, { words: wordsOf(form) }), 120);
  });
  form.addEventListener("submit", (event) => {
    keep(key, { words: wordsOf(form) });
    if (navigator.onLine) return;
    event.preventDefault();
    line.textContent = "Belum tersambung – tersimpan di perangkat ini. Tekan lagi begitu tersambung.";
  });
}

// Kotak masuk and Kasus: J and K move, 1 and 2 take a suggestion, D to the disposisi form, A to the answer, R to the archive;
// answers are kept as typed. (T and B still do what they did.)

import { keepAnswer } from "./answer-keep.js";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const veiled = () => document.querySelector("dialog[open]");

document.addEventListener("keydown", (event) => {
  if (veiled()) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return onward(event);
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
  else if (key === "d" || key === "t") pass();
  else if (key === "a" || key === "b") answer();
  else if (key === "r") archive();
  else if (/^[1-4]$/.test(key)) accept(document.querySelector(`[data-digit="${key}"]`));
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => accept(event.target.closest?.("[data-accept]")));

// The suggestion into its field, whatever stood there, and on to what is left to say.
function accept(button) {
  const field = button && document.getElementById(button.dataset.accept);
  if (!field) return;
  field.value = button.dataset.value;
  button.closest("div").classList.add("taken");
  const left = [...document.querySelectorAll("[data-accept]")].some((one) => !one.closest("div").matches(".taken"));
  document.getElementById(left ? field.id : "id_instruction")?.focus();
}

function pass() {
  const field = document.getElementById("id_agency");
  const folded = field?.closest("details");
  if (folded) folded.open = true;
  field?.focus();
}

function answer() {
  const field = document.getElementById("jawaban");
  if (field) field.focus();
  else document.querySelector("a[data-key=a]")?.click();
}

// What the open form does, and on to the next conversation.
function onward(event) {
  const form = event.target.closest("form");
  const archiving = document.querySelector("details[data-key=r][open] form");
  const button = form?.querySelector("[data-next]") ?? archiving?.querySelector("[type=submit]") ?? form?.querySelector(".btn.go") ?? document.querySelector("[data-next]");
  if (!button) return;
  event.preventDefault();
  button.click();
}

function archive() {
  const away = document.querySelector("details[data-key=r]");
  if (!away) return;
  away.open = true;
  (away.querySelector("input[type=radio]:checked") ?? away.querySelector("input[type=radio]"))?.focus();
}

function move(step) {
  const all = [...document.querySelectorAll("[data-keys] a.msg")];
  const here = all.findIndex((one) => one === document.activeElement || one.hasAttribute("aria-current"));
  const focused = all.indexOf(document.activeElement);
  all[Math.max(0, Math.min(all.length - 1, (focused >= 0 ? focused : here) + step))]?.focus();
}

for (const form of document.querySelectorAll("form[data-autosave]")) keepAnswer(form);

// A template's or a service's words into the answer, where the cursor stands; I puts in the first.
document.addEventListener("click", (event) => insert(event.target.closest?.("[data-insert]"), event));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || veiled() || event.key.toLowerCase() !== "i") return;
  insert(document.querySelector("[data-key-insert]"), event);
});

function insert(button, event) {
  const field = button && document.getElementById("jawaban");
  if (!field) return;
  event.preventDefault();
  const words = button.dataset.insert;
  const at = document.activeElement === field || field.selectionStart < field.value.length ? field.selectionStart : field.value.length;
  const before = field.value.slice(0, at);
  const gap = before && !/\s$/.test(before) ? "\n\n" : "";
  field.setRangeText(gap + words, at, field.selectionEnd, "end");
  if (button.dataset.template) field.form.elements.template.value = button.dataset.template;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

// Kalender: a post is picked up by mouse, finger or keyboard, carried over the days with what it would run into, and put down.

import { agrees, shows } from "./calendar-ask.js";

const MONTH = () => board()?.dataset.calendar === "bulan";
const board = () => document.querySelector("[data-calendar]");
const bar = document.querySelector("[data-holding]");
const voice = bar?.querySelector("[data-voice]");
const DAY = 86_400_000;
const names = new Intl.DateTimeFormat("id", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
const shift = (day, by) => new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 10);
const hourOf = (time) => Number(time.slice(0, 2));
const withHour = (time, hour) => `${String(hour).padStart(2, "0")}${time.slice(2)}`;
const said = (day, time) => `${names.format(Date.parse(day))} pukul ${time.slice(0, 5).replace(":", ".")}`;
const say = (words) => document.dispatchEvent(new CustomEvent("say", { detail: words }));

let held = null; // what is carried: chip, id, title, from, day, time, known, cost, by

// -- what is asked of the server

const place = (id, act) => `${location.pathname.replace(/kalender\/.*$/, "kalender/")}${id}/${act}/`;

async function probe(one) {
  const shown = [...document.querySelectorAll("[data-day]")].map((cell) => cell.dataset.day).sort();
  const first = MONTH() && shown[0] <= one.day && one.day <= shown.at(-1) ? shown[0] : shift(one.day, -7);
  const last = shift(first, 41);
  const asked = new URLSearchParams({ first, last, time: one.time });
  const known = (one.known = { first, last, time: one.time });
  try {
    const answer = await fetch(`${place(one.id, "bentrok")}?${asked}`, { headers: { Accept: "application/json" } });
    const told = answer.ok ? await answer.json() : {};
    if (one !== held || one.known !== known) return;
    if (told.held) return giveUp(told.held);
    one.cost = told.cost ?? "";
    known.days = told.days ?? {};
  } catch {
    if (one !== held || one.known !== known) return;
    one.known = null; // asked again at the next step
    voice.textContent = "Belum tersambung: bentrok belum dapat diperiksa.";
    return;
  }
  paint();
}

async function send(id, fields) {
  const body = new URLSearchParams(fields);
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  try {
    const answer = await fetch(place(id, "pindah"), { method: "POST", body, headers });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { ok: answer.ok, ...(isJson ? await answer.json() : { problem: { title: "Kiriman tetap di tempatnya.", why: "Anda tidak dapat memindahkannya dari sini.", todo: "" } }) };
  } catch {
    return { problem: { title: "Belum tersambung.", why: "Kiriman tetap di tempatnya.", todo: "Periksa jaringan, lalu coba lagi." } };
  }
}

// -- picking up, carrying, putting down

function pickUp(chip, by) {
  if (!bar) return;
  if (!chip.dataset.move) return say("Kiriman ini tidak dapat dipindah: sudah terbit, sedang terbit, atau berulang.");
  const from = { day: chip.closest("[data-day]").dataset.day, time: chip.dataset.at };
  held = { chip, by, from, ...from, id: chip.dataset.post, revision: Number(chip.dataset.move), title: chip.querySelector(".t").textContent, cost: "" };
  chip.classList.add("held");
  board().classList.add("carrying");
  bar.hidden = false;
  bar.classList.toggle("brief", by !== "keys"); // lifting the finger or the button puts it down
  if (by !== "keys") document.getSelection()?.removeAllRanges();
  aim(from.day, from.time);
}

let later = 0;

function aim(day, time) {
  if (!held || (held.day === day && held.time === time && held.known)) return;
  Object.assign(held, { day, time });
  const known = held.known;
  if (!known || known.time !== time || day < known.first || day > known.last) {
    clearTimeout(later);
    const one = held;
    later = setTimeout(() => one === held && probe(one), known ? 150 : 0);
  }
  paint();
}

function paint() {
  const { day, time, known, title } = held;
  const about = known?.time === time ? known.days : null; // nothing before the server has said so
  for (const cell of document.querySelectorAll("[data-day]")) {
    const found = !cell.dataset.hour || Number(cell.dataset.hour) === hourOf(time) ? about?.[cell.dataset.day] : null;
    cell.classList.toggle("closed", Boolean(found?.stop));
    if (found?.clashes) cell.dataset.clash = `! ${found.clashes.length} bentrok`;
    else delete cell.dataset.clash;
    const here = cell.dataset.day === day && (!cell.dataset.hour || Number(cell.dataset.hour) === hourOf(time));
    cell.classList.toggle("aim", here);
    if (!here) continue;
    if (held.by === "keys") cell.scrollIntoView({ block: "nearest" });
    const { left, width } = cell.getBoundingClientRect();
    bar.classList.toggle("dodges", left + width / 2 > innerWidth / 2);
  }
  const found = about?.[day] ?? {};
  const lines = found.stop ? [found.stop] : found.clashes ?? [];
  voice.textContent = `“${title}” ke ${said(day, time)}. ${about && !lines.length ? "Tidak bentrok." : ""}`;
  bar.querySelector("[data-clashes]").replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  voice.append(Object.assign(document.createElement("span"), { className: "only-read", textContent: lines.join(" ") }));
}

function letGo() {
  const one = held;
  held = null;
  clearTimeout(later);
  one.chip.classList.remove("held");
  board().classList.remove("carrying");
  document.dispatchEvent(new Event("carry:end"));
  bar.hidden = true;
  for (const cell of document.querySelectorAll("[data-day]")) {
    cell.classList.remove("aim", "closed");
    delete cell.dataset.clash;
  }
  return one;
}

function giveUp(why) {
  if (!held) return;
  const one = letGo();
  one.chip.focus({ preventScroll: true });
  say(why ?? `“${one.title}” tetap di tempatnya.`);
}

async function drop() {
  if (!held) return;
  const stop = held.known?.time === held.time && held.known.days?.[held.day]?.stop;
  if (stop) return held.by === "keys" ? void (voice.textContent = stop) : giveUp(stop);
  if (held.day === held.from.day && held.time === held.from.time) return giveUp();
  const one = letGo();
  const fields = { day: one.day, time: one.time, revision: one.revision };
  if (one.cost && !(await agrees(one.cost))) return settle(one, `“${one.title}” tetap di tempatnya.`);
  let told = await send(one.id, one.cost ? { ...fields, sure: "on" } : fields);
  if (!told.ok && told.cost) {
    one.cost = told.cost;
    if (!(await agrees(told.cost))) return settle(one, `“${one.title}” tetap di tempatnya.`);
    told = await send(one.id, { ...fields, sure: "on" });
  }
  if (told.ok) return done(one, told);
  if (told.conflict) return await shows(told.conflict), refresh(one);
  const why = told.problem ?? {};
  return settle(one, [why.title, why.why, why.todo].filter(Boolean).join(" "));
}

function settle(one, words) {
  one.chip.focus({ preventScroll: true });
  say(words);
}

let undoing = new AbortController(); // of the last move alone

async function done(one, told) {
  await refresh(one);
  undoing.abort();
  if (!told.undo) return say(told.sentence);
  const toast = Object.assign(document.createElement("p"), { className: "toast", textContent: told.sentence });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: "Urungkan" });
  toast.append(button);
  document.getElementById("toasts").replaceChildren(toast);
  const over = (undoing = new AbortController());
  const ends = () => (over.abort(), toast.remove());
  setTimeout(ends, 12_000);
  const back = async () => {
    ends();
    const answer = await send(one.id, { ...told.undo, revision: told.revision });
    await refresh(one);
    const again = one.cost ? " Persetujuannya tetap perlu diajukan lagi." : "";
    say(answer.ok ? `“${one.title}” kembali ke waktu semula.${again}` : (answer.problem ?? answer.conflict)?.title ?? "Belum dapat diurungkan.");
  };
  const typing = (event) => event.target.closest("input, textarea, select");
  const byKeys = (event) => !typing(event) && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && (event.preventDefault(), back());
  button.addEventListener("click", back);
  document.addEventListener("keydown", byKeys, { signal: over.signal });
}

async function refresh(one) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-calendar]");
  if (!fresh) return location.reload();
  board().replaceWith(fresh);
  window.htmx?.process(fresh);
  const again = fresh.querySelector(`[data-post="${CSS.escape(one.id)}"]`) ?? fresh.querySelector("h1");
  again.focus({ preventScroll: false });
}

bar?.querySelector("[data-drop]").addEventListener("click", drop);
bar?.querySelector("[data-give-up]").addEventListener("click", () => giveUp());

// -- keys

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (held?.by === "keys") return carry(event);
  if (held) return event.key === "Escape" ? giveUp() : undefined;
  const chip = event.target.closest?.("[data-post]");
  if (!chip) return;
  const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (event.key === " ") pickUp(chip, "keys");
  else if (event.key.toLowerCase() === "p" && chip.dataset.move) location.assign(place(chip.dataset.post, "pindah"));
  else if (step) walk(chip, step, event.key.startsWith("ArrowU") || event.key.startsWith("ArrowD"));
  else return;
  event.preventDefault();
});

function carry(event) {
  if (event.target.closest(".holding")) return event.key === "Escape" ? giveUp() : undefined;
  const { day, time } = held;
  const hours = !MONTH() || event.shiftKey;
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -7, PageDown: 7 }[event.key];
  if (event.key === "Escape") giveUp();
  else if (event.key === "Enter" || event.key === " ") drop();
  else if (hours && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    const hour = hourOf(time) + Math.sign(by);
    aim(hour < 0 || hour > 23 ? shift(day, Math.sign(by)) : day, withHour(time, (hour + 24) % 24));
  } else if (by) aim(shift(day, by), time);
  else if (event.key !== "Tab") return;
  if (event.key === "Tab") return giveUp();
  event.preventDefault();
}

function walk(chip, step, inOrder) {
  const all = [...document.querySelectorAll("[data-post]")].filter((one) => one.offsetParent);
  const day = chip.closest("[data-day]").dataset.day;
  const ahead = step > 0 ? all.slice(all.indexOf(chip) + 1) : all.slice(0, all.indexOf(chip)).reverse();
  (inOrder ? ahead[0] : ahead.find((one) => one.closest("[data-day]").dataset.day !== day))?.focus();
}

// -- mouse and finger (calendar-drag.js) say what they do

document.addEventListener("carry:up", ({ detail }) => pickUp(detail, "pointer"));
document.addEventListener("carry:over", ({ detail }) => held && aim(detail.day, detail.hour ? withHour(held.from.time, Number(detail.hour)) : held.from.time));
document.addEventListener("carry:down", ({ detail }) => (detail ? drop() : giveUp()));
document.addEventListener("change", (event) => event.target.closest("[data-filter]")?.requestSubmit());

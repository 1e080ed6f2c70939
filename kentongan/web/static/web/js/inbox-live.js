// What is new since the page was drawn, asked every ten seconds while somebody looks; and the word that somebody writes here.
// Nothing jumps: new ones are counted above the list, changed rows change in their place, new words stand below the last.

const EVERY = 10_000;
const list = document.getElementById("kabar-baru");
const talk = document.querySelector("[data-talk]");
const address = list?.dataset.live ?? talk?.dataset.live;
let told = "";

function question() {
  const asked = new URLSearchParams(list?.dataset.asked ?? "");
  if (list) {
    asked.set("sejak", list.dataset.since);
    asked.set("baris", [...document.querySelectorAll("[data-row]")].map((row) => `${row.dataset.row}.${row.dataset.mark}`).join(","));
  }
  if (talk) {
    asked.set("percakapan", talk.dataset.talk);
    asked.set("pesan", talk.dataset.said);
    if (talk.dataset.state) asked.set("keadaan", talk.dataset.state);
  }
  return `${address}?${asked}`;
}

async function ask() {
  if (!address || document.hidden || !navigator.onLine) return;
  try {
    const answer = await fetch(question(), { headers: { "X-Requested-With": "fetch" } });
    if (answer.status === 204) return writers(null);
    if (answer.ok && !answer.redirected) show(await answer.text());
  } catch {
    // The line at the top says that the connection is gone; the next question comes by itself.
  }
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const news = page.querySelector(".news");
  if (list && news && news.textContent !== told) {
    told = news.textContent;
    list.replaceChildren(document.importNode(news, true));
  }
  for (const fresh of page.querySelectorAll("template[data-fresh-row]")) row(fresh);
  const said = page.querySelector("template[data-fresh-talk]");
  writers(said?.content.querySelector("[data-writers]"));
  if (talk && said) words(said.content);
}

function row(fresh) {
  const old = document.querySelector(`[data-row="${fresh.dataset.freshRow}"]`);
  const next = fresh.content.querySelector("[data-row]");
  if (!old || !next) return;
  const focused = old.contains(document.activeElement) && document.activeElement.matches("a");
  next.querySelector("input").checked = old.querySelector("input").checked;
  if (old.querySelector("[aria-current]")) next.querySelector("a").setAttribute("aria-current", "true");
  const placed = document.importNode(next, true);
  placed.querySelector("input").checked = old.querySelector("input").checked;
  old.replaceWith(placed);
  if (focused) placed.querySelector("a").focus({ preventScroll: true });
}

function writers(line) {
  const place = talk?.querySelector(":scope > [data-writers]");
  if (!place) return;
  place.hidden = !line;
  if (line && place.textContent !== line.textContent) place.textContent = line.textContent;
}

function words(content) {
  const moved = content.querySelector("[data-moved]");
  if (moved && !talk.querySelector("[data-moved]")) talk.append(document.importNode(moved, true));
  const said = content.querySelector("[data-messages]");
  if (!said) return;
  talk.dataset.said = said.dataset.last;
  talk.before(...[...said.children].map((one) => document.importNode(one, true)));
}

// While somebody types about this conversation, the others see it.
let spoke = 0;
document.addEventListener("input", (event) => {
  if (!talk || !event.target.closest("textarea, [name=agency]") || Date.now() - spoke < EVERY) return;
  spoke = Date.now();
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  fetch(talk.dataset.writing, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => (spoke = 0));
});

setInterval(ask, EVERY);
document.addEventListener("visibilitychange", ask);

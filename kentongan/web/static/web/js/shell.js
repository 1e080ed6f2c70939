// The shell: keys, the palette, dialogs, menus, the theme, progress, what was saved, buttons that are busy.

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const root = document.documentElement;

// ── dialogs and menus ────────────────────────────────────────────────────────────────────────────────────────────────

document.addEventListener("click", (event) => {
  const target = event.target;
  const opener = target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  if (target.closest("[data-palette]")) openPalette();
  if (target.closest("[data-print]")) window.print();
  if (target.matches("dialog")) target.close(); // a click on the veil, not inside
  const copier = target.closest("[data-copy]");
  if (copier) copy(copier);
  for (const menu of all("details.menu[open]")) if (!menu.contains(target) || target.closest("a, [data-open]")) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of all("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy || document.getElementById(button.dataset.copyFrom).textContent);
  say("Tersalin.");
}

// ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

let going = false;

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (going) {
    going = false;
    const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
    if (link) {
      event.preventDefault();
      event.stopImmediatePropagation();
      link.click();
    }
  } else if (key === "g" && document.querySelector("[data-go]")) {
    going = true;
    setTimeout(() => (going = false), 1200);
  } else if (key === "/") {
    const search = all("[data-search], input[type=search]").find((one) => one.offsetParent);
    event.preventDefault();
    if (search) search.focus();
    else openPalette();
  } else if (event.key === "?") {
    document.getElementById("pintasan")?.showModal();
  }
});

// ── palette ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const palette = document.getElementById("palet");
const list = document.getElementById("palet-daftar");
const field = palette?.querySelector("input");
let places = [];
let chosen = 0;

function openPalette() {
  if (!palette || palette.open) return;
  const seen = new Set();
  places = all(".rail a.go-link, .rail .compose, .sheet a.go-link, .tabs a, .page-head .acts a").flatMap((link) => {
    const word = (link.firstChild && [...link.childNodes].find((node) => node.nodeType === 3 && node.data.trim())?.data.trim()) || link.textContent.trim();
    if (seen.has(link.href)) return [];
    seen.add(link.href);
    return [{ word, href: link.href, icon: link.querySelector("use")?.getAttribute("href") }];
  });
  field.value = "";
  draw();
  palette.showModal();
}

const matches = () => {
  const asked = field.value.trim().toLowerCase();
  return places.filter((place) => asked.split(/\s+/).every((part) => place.word.toLowerCase().includes(part)));
};

function draw() {
  chosen = 0;
  list.replaceChildren(
    ...matches().map((place, index) => {
      const item = document.createElement("li");
      item.className = "go-link";
      item.role = "option";
      item.id = `palet-${index}`;
      item.dataset.href = place.href;
      if (place.icon) {
        const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
        drawing.setAttribute("class", "icon");
        drawing.setAttribute("aria-hidden", "true");
        use.setAttribute("href", place.icon);
        drawing.append(use);
        item.append(drawing);
      }
      item.append(place.word);
      return item;
    }),
  );
  palette.querySelector(".none").hidden = list.children.length > 0;
  mark();
}

function mark() {
  [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
  const current = list.children[chosen];
  field.setAttribute("aria-activedescendant", current ? current.id : "");
  current?.scrollIntoView({ block: "nearest" });
}

if (palette) {
  field.addEventListener("input", draw);
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.children.length) {
      event.preventDefault();
      chosen = (chosen + step + list.children.length) % list.children.length;
      mark();
    } else if (event.key === "Enter" && list.children[chosen]) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.href);
    }
  });
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[data-href]");
    if (item) location.assign(item.dataset.href);
  });
}

// ── theme: at once here, and in the cookie the server reads before the next page is painted ─────────────────────────

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form) return;
  event.preventDefault();
  const theme = event.submitter?.value ?? "";
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  for (const button of all("[data-theme-form] button")) button.setAttribute("aria-pressed", String(button.value === theme));
  fetch(form.action, { method: "POST", body: new FormData(form, event.submitter), redirect: "manual" });
});

// ── progress, busy buttons, what went wrong on the way ───────────────────────────────────────────────────────────────

const progress = document.getElementById("progress");
let waiting = 0;
let timer = 0;

const quiet = (event) => event.detail.elt?.closest?.("[hx-trigger^=every], [data-quiet]");

document.addEventListener("htmx:beforeRequest", (event) => {
  if (quiet(event)) return;
  waiting += 1;
  timer ||= setTimeout(() => progress?.classList.add("on"), 300);
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (quiet(event)) return;
  waiting = Math.max(0, waiting - 1);
  if (waiting) return;
  clearTimeout(timer);
  timer = 0;
  progress?.classList.remove("on");
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.matches("[data-theme-form]")) return;
  const button = event.submitter;
  if (!button?.classList.contains("btn")) return;
  if (button.getAttribute("aria-busy") === "true") {
    event.preventDefault(); // pressed twice: once is enough
    return;
  }
  button.setAttribute("aria-busy", "true");
});

// Hints wait until a press that has begun is over: a button that moves between down and up is not pressed.
const later = [];
let held = false;
addEventListener("pointerdown", () => (held = true), true);
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => {
    held = false;
    setTimeout(() => later.splice(0).forEach((draw) => draw())); // after the click that this ends in
  }, true);
}
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, serverResponse, shouldSwap } = event.detail;
  if (!held || !shouldSwap || !target.closest?.("[data-aids]")) return;
  event.detail.shouldSwap = false;
  later.push(() => window.htmx.swap(target, serverResponse, { swapStyle: "innerHTML" }));
});

// What an answer would draw exactly as it stands already is left alone: a press that has begun there still counts.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const drawn = event.detail.fragment.firstElementChild;
  if (drawn && event.detail.target.isEqualNode(drawn)) event.detail.shouldSwap = false;
});

// A page taken from the back-forward cache must not still look busy.
window.addEventListener("pageshow", () => {
  for (const button of all("[aria-busy=true]")) button.removeAttribute("aria-busy");
});
document.addEventListener("htmx:afterRequest", (event) => {
  for (const button of all("[aria-busy=true]", event.detail.elt)) button.removeAttribute("aria-busy");
});

document.addEventListener("htmx:sendError", (event) => {
  if (!quiet(event)) say("Belum tersambung. Periksa jaringan, lalu coba lagi.");
});
document.addEventListener("htmx:timeout", () => say("Jaringan lambat: belum ada jawaban. Coba lagi sebentar."));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status >= 500) say("Belum berhasil karena gangguan di pihak kami. Coba lagi sebentar.");
});

// ── what was done, in a few words ────────────────────────────────────────────────────────────────────────────────────

function say(words, seconds = 5) {
  const place = document.getElementById("toasts");
  if (!place) return;
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = words;
  place.replaceChildren(toast);
  setTimeout(() => toast.remove(), seconds * 1000);
}

// Any part of the page, and any answer of the server (header HX-Trigger: {"say": "…"}), may speak here.
document.addEventListener("say", (event) => say(event.detail?.value ?? event.detail));

// ── file drop ────────────────────────────────────────────────────────────────────────────────────────────────────────

for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => event.target.closest?.(".drop")?.classList.toggle("over", name === "dragover"));
}

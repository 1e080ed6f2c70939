// Suggests kept hashtags, mentions and the government's own accounts after # or @. The field stays an ordinary field:
// arrows choose, Enter or Tab takes, Escape closes, anything else goes on typing.

const form = document.querySelector("[data-tags]");
const MOST = 6;
const BEGUN = /(?:^|[\s(])([#@][\p{L}\p{N}_.-]*)$/u;
const list = Object.assign(document.createElement("ul"), { id: "saran-tagar", className: "suggest", hidden: true });
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Saran tagar dan sebutan");

let known = null;
let field = null;
let begun = "";
let chosen = 0;

async function load() {
  known ??= fetch(form.dataset.tags)
    .then((answer) => (answer.ok && !answer.redirected ? answer.json() : { tags: [] }))
    .then((told) => told.tags)
    .catch(() => {
      known = null; // asked again next time
      return [];
    });
  return known;
}

async function suggest(event) {
  const here = event.target;
  if (!here.matches("textarea")) return;
  const found = BEGUN.exec(here.value.slice(0, here.selectionStart));
  if (!found) return close();
  const typed = found[1];
  const tags = await load();
  if (BEGUN.exec(here.value.slice(0, here.selectionStart))?.[1] !== typed) return; // typed on meanwhile
  const platform = here.closest("[data-platform]")?.dataset.platform ?? "";
  const lower = typed.toLowerCase();
  const fits = tags.filter((tag) => tag.text.toLowerCase().startsWith(lower) && tag.text !== typed && (!platform || !tag.platform || tag.platform === platform));
  if (!fits.length) return close();
  field = here;
  begun = typed;
  draw(fits.slice(0, MOST));
}

function draw(tags) {
  chosen = 0;
  list.replaceChildren(
    ...tags.map((tag, index) => {
      const item = Object.assign(document.createElement("li"), { id: `saran-tagar-${index}`, textContent: tag.text });
      item.setAttribute("role", "option");
      item.dataset.text = tag.text;
      const note = [tag.note, tag.platform].filter(Boolean).join(" · ");
      if (note) item.append(Object.assign(document.createElement("small"), { textContent: note }));
      return item;
    }),
  );
  field.after(list);
  list.hidden = false;
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-autocomplete", "list");
  mark();
}

function mark() {
  [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
  field.setAttribute("aria-activedescendant", list.children[chosen].id);
}

function close() {
  list.hidden = true;
  field?.removeAttribute("aria-activedescendant");
  field = null;
}

function take(text) {
  const to = field.selectionStart;
  const here = field;
  here.setRangeText(`${text} `, to - begun.length, to, "end");
  close();
  here.focus();
  here.dispatchEvent(new Event("input", { bubbles: true }));
}

if (form) {
  form.addEventListener("input", suggest);
  form.addEventListener("keydown", (event) => {
    if (!field || list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      chosen = (chosen + step + list.children.length) % list.children.length;
      mark();
    } else if (event.key === "Enter" || event.key === "Tab") take(list.children[chosen].dataset.text);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const item = event.target.closest("[data-text]");
    if (item) take(item.dataset.text);
  });
  form.addEventListener("focusout", (event) => event.target === field && close());
}

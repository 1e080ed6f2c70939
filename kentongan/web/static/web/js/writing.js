// Saran: marks a hint's passage in its field while the hint is pointed at or focused, and goes there when it is pressed.
// Hints come and go by htmx; a question that fails is nobody's trouble: the next key asks again.

const COPIED = ["fontFamily", "fontSize", "fontWeight", "letterSpacing", "lineHeight", "padding", "borderWidth", "textIndent", "tabSize"];
let over = null;

// The server counts code points, a field counts UTF-16 units.
const units = (text, points) => [...text].slice(0, points).join("").length;

// Where the passage stands now: typing may have moved it since the hint was made. An empty passage is about the whole field.
function passage(link, field) {
  const { start, end, passage: said } = link.dataset;
  if (start === end) return null;
  const text = field.value;
  const from = units(text, Number(start));
  const to = units(text, Number(end));
  if (text.startsWith(said, from)) return [from, to];
  const found = text.indexOf(said);
  return found < 0 ? null : [found, Math.min(text.length, found + to - from)];
}

function unmark() {
  over?.remove();
  over = null;
}

function mark(link) {
  unmark();
  const field = document.getElementById(link.dataset.aid);
  const place = field && passage(link, field);
  if (!place || field.tagName !== "TEXTAREA") return;
  over = document.createElement("div");
  over.className = "aid-over";
  over.setAttribute("aria-hidden", "true");
  const style = getComputedStyle(field);
  for (const name of COPIED) over.style[name] = style[name];
  const marked = document.createElement("mark");
  marked.textContent = field.value.slice(...place);
  over.append(field.value.slice(0, place[0]), marked, field.value.slice(place[1]), "\n");
  field.parentElement.classList.add("aid-field");
  field.after(over);
  const edges = field.offsetWidth - field.clientWidth;
  Object.assign(over.style, {
    left: `${field.offsetLeft}px`,
    top: `${field.offsetTop}px`,
    width: `${field.clientWidth + Math.min(edges, 2)}px`,
    height: `${field.offsetHeight}px`,
  });
  over.scrollTop = field.scrollTop;
}

function go(link) {
  const field = document.getElementById(link.dataset.aid);
  if (!field) return;
  const place = passage(link, field);
  field.focus({ preventScroll: true });
  if (place) field.setSelectionRange(...place);
  field.scrollIntoView({ block: "nearest" });
}

for (const aids of document.querySelectorAll("[data-aids]")) {
  const link = (event) => event.target.closest?.("[data-aid]");
  for (const name of ["pointerover", "focusin"]) aids.addEventListener(name, (event) => link(event) && mark(link(event)));
  for (const name of ["pointerout", "focusout"]) aids.addEventListener(name, unmark);
  aids.addEventListener("click", (event) => {
    if (!link(event)) return;
    event.preventDefault();
    unmark();
    go(link(event));
  });
  for (const name of ["sendError", "timeout", "responseError"]) {
    aids.addEventListener(`htmx:${name}`, (event) => event.stopPropagation());
  }
}

document.addEventListener("input", unmark);

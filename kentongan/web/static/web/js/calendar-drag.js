// Kalender: mouse and finger. What is carried, where to and what then happens is calendar.js's; here a chip follows the pointer.

let start = null;
let ghost = null;
let ended = false; // by Escape, with the button still down: letting it go then must not open the post
const EDGE = 56;
const CEILING = 108; // below the bar at the top

document.addEventListener("pointerdown", (event) => {
  const chip = event.target.closest?.("[data-move]");
  ended = false;
  if (!chip || ghost || event.button || document.querySelector(".carrying")) return;
  start = { chip, x: event.clientX, y: event.clientY };
  if (event.pointerType !== "mouse") start.timer = setTimeout(() => start && lift(start), 380);
});

function lift({ chip, x, y }) {
  document.dispatchEvent(new CustomEvent("carry:up", { detail: chip }));
  ghost = chip.cloneNode(true);
  ghost.className = `chip ghost ${chip.className}`;
  for (const name of ["data-post", "data-move", "href"]) ghost.removeAttribute(name);
  ghost.setAttribute("aria-hidden", "true");
  document.body.append(ghost);
  navigator.vibrate?.(15);
  follow(x, y);
}

document.addEventListener("pointermove", (event) => {
  if (!start) return;
  const far = Math.hypot(event.clientX - start.x, event.clientY - start.y) > 6;
  if (!ghost && far && event.pointerType !== "mouse") return forget();
  if (!ghost && far) lift(start);
  if (ghost) follow(event.clientX, event.clientY);
});

let at = null;

function follow(x, y) {
  const still = !at;
  at = { x, y };
  ghost.style.transform = `translate(${x + 8}px, ${y + 8}px)`;
  over();
  if (still) requestAnimationFrame(pull);
}

function over() {
  const cell = document.elementFromPoint(at.x, at.y)?.closest("[data-day]");
  if (cell) document.dispatchEvent(new CustomEvent("carry:over", { detail: cell.dataset }));
}

// Held near an edge the page goes on by itself, faster the nearer; on the phone the edge is where the bar with the clashes begins.
function pull() {
  if (!ghost || !at) return;
  const bar = document.querySelector("[data-holding]:not([hidden])")?.getBoundingClientRect();
  const floor = bar && innerWidth < 900 ? bar.top : innerHeight;
  const by = at.y < CEILING ? at.y - CEILING : Math.max(0, at.y - (floor - EDGE));
  if (by) {
    scrollBy({ top: Math.max(-22, Math.min(22, by / 3)), behavior: "instant" });
    over();
  }
  requestAnimationFrame(pull);
}

function forget() {
  clearTimeout(start?.timer);
  start = null;
}

document.addEventListener("pointerup", (event) => {
  const dragged = Boolean(ghost);
  const over = Boolean(dragged && document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-day]"));
  forget();
  if (!dragged && !ended) return;
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
  if (dragged) document.dispatchEvent(new CustomEvent("carry:down", { detail: over }));
  ended = false;
});

document.addEventListener("pointercancel", () => {
  const dragged = Boolean(ghost);
  forget();
  if (dragged) document.dispatchEvent(new CustomEvent("carry:down", { detail: false }));
});
document.addEventListener("carry:end", () => {
  ended = Boolean(ghost);
  ghost?.remove();
  ghost = at = null;
  forget();
});
document.addEventListener("touchmove", (event) => ghost && event.preventDefault(), { passive: false });
document.addEventListener("contextmenu", (event) => start && event.target.closest?.("[data-move]") && event.preventDefault());

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}


// Acts on many: X chooses (Shift+X up to here), U takes back; on the phone a long press or "Pilih" shows the boxes.

const form = document.querySelector("form[data-many]");
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
const boxes = () => [...form.querySelectorAll("input[name=pilih]")];
let last = null;

if (form) {
  const bar = form.querySelector("[data-many-bar]");
  const choose = form.querySelector("[data-choose]");
  form.dataset.choosing = "off";
  if (choose) {
    choose.hidden = false;
    choose.addEventListener("click", () => choosing(form.dataset.choosing === "off"));
  }

  function choosing(on) {
    form.dataset.choosing = on ? "on" : "off";
    if (!on) for (const box of boxes()) box.checked = false;
    if (choose) choose.textContent = on ? "Batal" : "Pilih";
    tell();
  }

  function tell() {
    const count = boxes().filter((box) => box.checked).length;
    if (bar) {
      bar.dataset.some = count ? "yes" : "no";
      bar.querySelector("[data-many-count]").textContent = count ? `${count} dipilih` : "";
    }
  }

  function toggle(line, upTo) {
    const box = line?.querySelector("input[name=pilih]");
    if (!box) return;
    const all = boxes();
    const from = upTo && last ? all.indexOf(last) : all.indexOf(box);
    const [first, end] = [Math.min(from, all.indexOf(box)), Math.max(from, all.indexOf(box))];
    const to = upTo ? true : !box.checked;
    for (const one of all.slice(first, end + 1)) one.checked = to;
    last = box;
    form.dataset.choosing = "on";
    if (choose) choose.textContent = "Batal";
    tell();
  }

  const here = () => document.activeElement?.closest?.("[data-row]") ?? form.querySelector("[data-row]:has([aria-current])");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (key === "x") toggle(here(), event.shiftKey);
    else if (key === "u" && boxes().some((box) => box.checked)) choosing(false);
    else if (key === "u") document.querySelector("[data-undo]")?.click();
    else if (key === "r" && boxes().some((box) => box.checked)) form.querySelector("button[value=arsipkan]").click();
    else if (key === "d" && boxes().some((box) => box.checked)) form.querySelector("button[value=teruskan]").click();
    else return;
    event.stopImmediatePropagation();
    event.preventDefault();
  }, true);

  form.addEventListener("change", (event) => {
    if (event.target.name !== "pilih") return;
    last = event.target;
    tell();
  });

  // A long press chooses instead of opening.
  let press;
  form.addEventListener("touchstart", (event) => {
    const line = event.target.closest("[data-row]");
    if (!line || form.dataset.choosing === "on") return;
    press = setTimeout(() => {
      toggle(line, false);
      line.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
    }, 500);
  }, { passive: true });
  for (const end of ["touchend", "touchmove", "touchcancel"]) form.addEventListener(end, () => clearTimeout(press), { passive: true });

  // While choosing, a tap on a row chooses it.
  form.addEventListener("click", (event) => {
    const line = event.target.closest("[data-row]");
    if (!line || form.dataset.choosing === "off" || !matchMedia("(pointer: coarse)").matches || event.target.closest(".pick")) return;
    event.preventDefault();
    toggle(line, false);
  });
  tell();
}

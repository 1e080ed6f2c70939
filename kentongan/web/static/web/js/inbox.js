// Kotak masuk and Kasus: J and K move, 1 and 2 take a suggestion, T to the disposisi form, B to the answer; answers are kept as typed.

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
  else if (key === "t") document.getElementById("id_agency")?.focus();
  else if (key === "b") answer();
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

function answer() {
  const field = document.getElementById("jawaban");
  if (field) field.focus();
  else document.querySelector("[data-key=b]")?.click();
}

function move(step) {
  const all = [...document.querySelectorAll("[data-keys] a.msg")];
  const here = all.findIndex((one) => one === document.activeElement || one.hasAttribute("aria-current"));
  const focused = all.indexOf(document.activeElement);
  all[Math.max(0, Math.min(all.length - 1, (focused >= 0 ? focused : here) + step))]?.focus();
}

for (const form of document.querySelectorAll("form[data-autosave]")) keep(form);

function keep(form) {
  const text = form.elements.text;
  const place = `jawaban:${location.pathname}`;
  const told = form.querySelector("[data-saved]");
  let timer;
  let busy = false;

  const left = localStorage.getItem(place);
  if (left && left !== text.value && !text.value) text.value = left;

  async function save() {
    if (busy) return;
    busy = true;
    const sent = text.value;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) });
      const said = await answer.json();
      if (answer.ok) {
        form.elements.revision.value = said.revision;
        if (text.value === sent) localStorage.removeItem(place);
        const now = new Date();
        told.textContent = `tersimpan ${String(now.getHours()).padStart(2, "0")}.${String(now.getMinutes()).padStart(2, "0")}`;
        delete told.dataset.state;
      } else {
        told.dataset.state = "conflict";
        told.textContent = said.problem ?? `${said.by} baru saja mengubah jawaban ini. Tulisan Anda tetap di sini; tekan Simpan draf untuk membandingkan.`;
      }
    } catch {
      told.dataset.state = "offline";
      told.textContent = "Belum tersambung. Tulisan Anda tersimpan di perangkat ini.";
    }
    busy = false;
    if (text.value !== sent) timer = setTimeout(save, 800);
  }

  text.addEventListener("input", () => {
    localStorage.setItem(place, text.value);
    clearTimeout(timer);
    timer = setTimeout(save, 700);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    localStorage.removeItem(place);
  });
}

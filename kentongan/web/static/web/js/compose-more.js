// "Pilihan Instagram": the next part of a thread without a round trip, and a "Perbaiki" that opens what its field lies in.

const form = document.getElementById("tulis");

function spares() {
  for (const part of form.querySelectorAll("[data-spare]")) part.hidden = !part.querySelector("textarea").value;
}

function numbered(part, number) {
  const field = part.querySelector("textarea");
  const name = field.name.replace(/\d+$/, String(number));
  part.querySelector("label").htmlFor = name;
  part.querySelector("[data-number]").textContent = number;
  const count = part.querySelector(".part-count");
  count.id = count.id.replace(/\d+$/, String(number));
  field.id = name;
  field.name = name;
  field.value = "";
}

function addPart(button) {
  const thread = button.closest("[data-thread]");
  const parts = [...thread.querySelectorAll("[data-part]")];
  let next = parts.find((part) => part.hidden);
  if (next) next.hidden = false;
  else if (parts.length + 1 < Number(button.dataset.moreParts)) {
    next = parts.at(-1).cloneNode(true);
    numbered(next, parts.length + 1);
    parts.at(-1).after(next);
  }
  button.hidden = thread.querySelectorAll("[data-part]").length + 1 >= Number(button.dataset.moreParts);
  next?.querySelector("textarea").focus();
}

if (form) {
  spares();
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-more-parts]");
    if (button) {
      event.preventDefault();
      addPart(button);
    }
  });
  // Before compose.js looks for the field: a field in a closed <details> cannot be gone to.
  document.addEventListener("click", (event) => {
    const fix = event.target.closest("[data-fix]")?.dataset.fix;
    const more = fix && document.getElementById(fix)?.closest("details");
    if (more) more.open = true;
  }, true);
  // What was chosen while the account was being asked stays chosen.
  form.addEventListener("change", (event) => event.target.closest("[data-asked]")?.setAttribute("data-touched", ""));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.matches?.("[data-touched]")) event.detail.shouldSwap = false;
  });
}

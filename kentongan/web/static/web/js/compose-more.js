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

// A hidden spare always stands last, so that the server's counters find their places.
function addPart(button) {
  const thread = button.closest("[data-thread]");
  const most = Number(button.dataset.moreParts) - 1;
  const next = [...thread.querySelectorAll("[data-part]")].find((part) => part.hidden);
  if (!next) return;
  next.hidden = false;
  const parts = thread.querySelectorAll("[data-part]");
  if (parts.length < most) {
    const spare = next.cloneNode(true);
    numbered(spare, parts.length + 1);
    spare.hidden = true;
    next.after(spare);
  } else button.hidden = true;
  next.querySelector("textarea").focus();
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

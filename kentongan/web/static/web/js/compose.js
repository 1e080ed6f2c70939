// The desk: what the server cannot know. Says when saving goes wrong and keeps the words on the device; shows a picked file;
// keeps the chosen preview when the previews are drawn again; takes a "Perbaiki" to its field.

const form = document.getElementById("tulis");
const kept = `tulis:${form?.dataset.post}`;
const say = (text, state) => {
  const line = document.getElementById("saved");
  if (line) {
    line.dataset.state = state;
    line.textContent = text;
  }
};

function words() {
  const all = {};
  for (const field of form.querySelectorAll("input[type=text], input:not([type]), textarea")) {
    if (field.name) all[field.name] = field.value;
  }
  return all;
}

function keepOnDevice() {
  const revision = document.getElementById("revision").value;
  localStorage.setItem(kept, JSON.stringify({ revision, words: words() }));
  say("Belum tersambung. Tulisan Anda tersimpan di perangkat ini.", "offline");
}

function bringBack() {
  const stored = localStorage.getItem(kept);
  if (!stored) return;
  const { words: old } = JSON.parse(stored);
  localStorage.removeItem(kept);
  let found = false;
  for (const [name, value] of Object.entries(old)) {
    const field = form.elements.namedItem(name);
    if (field && "value" in field && field.value !== value) {
      field.value = value;
      found = true;
    }
  }
  if (found) form.dispatchEvent(new Event("input", { bubbles: true }));
}

function choosePreview() {
  const wanted = sessionStorage.getItem("lihat");
  const radio = document.querySelector(`[data-preview="${Number(wanted)}"]`);
  if (wanted !== null && radio) radio.checked = true;
}

if (form) {
  bringBack();
  choosePreview();

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 409) event.detail.shouldSwap = true;
  });
  // One thing at a time: a button waits for the save under way, and no save starts once a button was pressed.
  let saving = false;
  let leaving = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.id !== "autosave") return;
    if (leaving) event.preventDefault();
    else {
      saving = true;
      say("menyimpan…", "saving");
    }
  });
  form.addEventListener("submit", (event) => {
    leaving = event.submitter ?? form;
    if (saving) event.preventDefault();
  });
  addEventListener("pageshow", () => {
    leaving = null;
  });
  document.addEventListener("htmx:sendError", keepOnDevice);
  document.addEventListener("htmx:timeout", keepOnDevice);
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 409) {
      say("Belum tersimpan: kiriman ini diubah orang lain.", "conflict");
      document.getElementById("conflict")?.scrollIntoView({ block: "nearest" });
    } else keepOnDevice();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.id !== "autosave") return;
    saving = false;
    if (event.detail.successful) localStorage.removeItem(kept);
    if (leaving) form.requestSubmit(leaving === form ? null : leaving);
  });
  document.addEventListener("htmx:oobAfterSwap", choosePreview);
  document.addEventListener("input", (event) => event.target.id === "file" && event.stopPropagation(), true);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-preview]")) {
      event.stopPropagation();
      sessionStorage.setItem("lihat", event.target.value);
    }
    if (event.target.id === "file" && event.target.files.length) {
      event.stopPropagation();
      document.querySelector("[data-chosen]").textContent = event.target.files[0].name;
      form.requestSubmit(document.querySelector("[data-upload]"));
    }
  }, true);

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fix]");
    if (!button) return;
    const fix = button.dataset.fix;
    const ids = { time: "publish_at", media: "file", channels: "kanal" };
    const field = document.getElementById(ids[fix] ?? fix);
    if (field && field.offsetParent !== null) {
      event.preventDefault();
      field.scrollIntoView({ block: "center" });
      (field.matches("input, textarea, select") ? field : field.querySelector("input, textarea, button"))?.focus();
    }
  });
}

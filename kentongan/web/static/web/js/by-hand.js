// Copying what is to be uploaded. Without this module the fields stay there to be selected and copied as usual.

for (const field of document.querySelectorAll(".copy textarea")) {
  field.addEventListener("focus", () => field.select());
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-field]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copyField);
  const copied = await copy(field);
  const word = button.lastChild;
  const before = word.textContent;
  word.textContent = copied ? "Tersalin" : "Pilih dan salin sendiri";
  setTimeout(() => (word.textContent = before), 2500);
});

async function copy(field) {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy"); // pages without https have no clipboard of their own
  }
}

// Kotak masuk: P confirms what was read, with whatever was corrected in the fields.

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.toLowerCase() !== "p" || event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (document.querySelector("dialog[open]")) return;
  const button = document.querySelector("[data-check]");
  if (!button) return;
  event.preventDefault();
  button.click();
});

// A passage selected in a text goes into the field of the new remark, with its text and about where it stands.

const passage = document.getElementById("passage");

function pick() {
  const chosen = getSelection();
  const words = chosen.toString();
  if (!words.trim() || chosen.rangeCount === 0) return;
  const range = chosen.getRangeAt(0);
  const text = (range.commonAncestorContainer.parentElement ?? document.body).closest("[data-remark-text]") ?? range.commonAncestorContainer.closest?.("[data-remark-text]");
  if (!text) return;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  passage.value = range.toString();
  document.getElementById("near").value = String(before.toString().length);
  const channel = document.getElementById("channel");
  if (channel) channel.value = text.dataset.remarkText;
}

if (passage) document.addEventListener("selectionchange", () => document.activeElement !== passage && pick());

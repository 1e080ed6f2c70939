// Kalender: what a move costs is agreed to first, and what somebody else changed meanwhile is shown.

const closed = (dialog) => new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));

export function agrees(cost) {
  const dialog = document.getElementById("kalender-tanya");
  dialog.querySelector("[data-cost]").textContent = cost;
  dialog.returnValue = "";
  dialog.showModal();
  return closed(dialog).then((answer) => answer === "yes");
}

export function shows(conflict) {
  const dialog = document.getElementById("kalender-dua");
  for (const line of dialog.querySelectorAll("[data-said]")) line.textContent = conflict[line.dataset.said] ?? "";
  dialog.showModal();
  return closed(dialog);
}

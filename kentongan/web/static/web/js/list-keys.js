// J and K walk a list, Enter opens (the browser does that), Home and End by the browser too.

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

function links() {
  const lists = [...document.querySelectorAll("[data-keys]")];
  return lists.flatMap((list) => [...list.querySelectorAll("a.title, li > a:first-child")]).filter((link) => link.offsetParent);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  if (!step || document.querySelector("dialog[open]")) return;
  const all = links();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement?.closest?.("a"));
  const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + step))];
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
});

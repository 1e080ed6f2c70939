// The desk beside its saving: picked files go at once, the chosen preview stays, "Perbaiki" leads to its field.

import { taken } from "./compose-photos.js";

const form = document.getElementById("tulis");

function choosePreview() {
  const wanted = sessionStorage.getItem("lihat");
  const radio = document.querySelector(`[data-preview="${Number(wanted)}"]`);
  if (wanted !== null && radio) radio.checked = true;
}

function goTo(event) {
  const fix = event.target.closest("[data-fix]")?.dataset.fix;
  if (!fix) return;
  const ids = { time: "publish_at", media: "file", channels: "kanal", repeat: "ulangi" };
  const field = document.getElementById(ids[fix] ?? fix);
  if (!field || field.offsetParent === null) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  (field.matches("input, textarea, select") ? field : field.querySelector("input, textarea, button"))?.focus();
}

if (form) {
  choosePreview();
  document.addEventListener("htmx:oobAfterSwap", choosePreview);
  document.addEventListener("input", (event) => event.target.id === "file" && event.stopPropagation(), true);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-preview]")) {
      event.stopPropagation();
      sessionStorage.setItem("lihat", event.target.value);
    }
    if (event.target.id === "file" && event.target.files.length) {
      event.stopPropagation();
      const files = [...event.target.files];
      event.target.value = "";
      taken(files);
    }
  }, true);
  document.addEventListener("click", goTo);
}

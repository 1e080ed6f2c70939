// Says so on the page when the device has no connection, and takes it back when it has.

const WORDS = "Anda sedang luring. Yang Anda tulis disimpan di perangkat ini dan dikirim begitu tersambung lagi.";

function drawing(name) {
  const sheet = document.querySelector("use")?.getAttribute("href").split("#")[0];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sheet}#${name}`);
  svg.append(use);
  return svg;
}

function show() {
  let banner = document.getElementById("luring");
  if (navigator.onLine) {
    if (banner) {
      banner.remove();
      document.dispatchEvent(new CustomEvent("say", { detail: "Tersambung lagi." }));
    }
    return;
  }
  if (banner) return;
  banner = document.createElement("div");
  banner.id = "luring";
  banner.className = "banner bar offline";
  banner.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = WORDS;
  banner.append(drawing("offline"), words);
  document.querySelector(".page")?.prepend(banner);
}

window.addEventListener("online", show);
window.addEventListener("offline", show);
show();

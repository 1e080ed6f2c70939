// Keeps "5 menit lalu" true while the page stays open. The words are those of kentongan/web/words.py.

function ago(moment) {
  const seconds = (Date.now() - moment.getTime()) / 1000;
  if (seconds < 0 || seconds >= 86400) return null; // the server's words stay right for days
  if (seconds < 60) return "baru saja";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} menit lalu`;
  return new Date().toDateString() === moment.toDateString() ? `${Math.floor(seconds / 3600)} jam lalu` : null;
}

function refresh() {
  for (const time of document.querySelectorAll("time[data-relative]")) {
    const words = ago(new Date(time.dateTime));
    if (words && words !== time.textContent) time.textContent = words;
  }
}

setInterval(refresh, 30000);
document.addEventListener("visibilitychange", refresh);

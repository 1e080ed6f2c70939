// Other windows of this browser on the same post: each is told of the others, and of what they save.
// A window's name belongs to one window at a time, whatever two of them believe of each other: the browser keeps that.

import { drawnTooEarly, noteSaved } from "./keep.js";

const CLAIM = 5_000; // a window that is closing may take its time

function claim(name) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((told) => {
    const forLife = () => new Promise(() => told(true));
    navigator.locks.request(`tulis:${name}`, { signal: AbortSignal.timeout(CLAIM) }, forLife).catch(() => told(false));
  });
}

export function windowsOf(post, tab) {
  const line = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`tulis:${post}`);
  const others = new Set();
  const banner = document.getElementById("tab-lain");
  const tabs = [tab];
  const tell = (kind, more = {}) => line?.postMessage({ kind, tabs, ...more });

  function show(saved) {
    if (!banner) return;
    banner.hidden = !others.size && !saved;
    if (saved) banner.querySelector("[data-saved]").hidden = false;
    if (saved) banner.querySelector("time").textContent = saved;
  }

  line?.addEventListener("message", ({ data }) => {
    for (const one of data.tabs) {
      if (data.kind === "bye") others.delete(one);
      else others.add(one);
    }
    if (data.kind === "hello") tell("here");
    show(data.kind === "saved" ? data.at : "");
  });
  addEventListener("pagehide", () => tell("bye"));
  addEventListener("pageshow", (event) => event.persisted && tell("hello"));
  tell("hello");
  claim(tab);
  // Whoever is there answers at once.
  const present = new Promise((settled) => setTimeout(() => settled(others), line ? 250 : 0));

  function saved(at, revision) {
    noteSaved(post, revision);
    tell("saved", { at });
  }
  return { present, claim, becomes: (one) => tabs.push(one), saved, drawnTooEarly: (revision) => drawnTooEarly(post, revision) };
}

// Words that have not arrived yet, kept on this device: one place per person, post and window. Old ones go after a month.

const MONTH = 30 * 24 * 3600 * 1000;
const NOT_WORDS = new Set(["csrfmiddlewaretoken", "revision", "act", "lihat", "tab", "nth", "save", "unheard", "file", "file_alt"]);

export const wordsOf = (form) => [...new FormData(form)].filter(([name, value]) => !NOT_WORDS.has(name) && typeof value === "string");

export function keep(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify({ ...draft, at: Date.now() }));
    return true;
  } catch {
    return false; // full, or forbidden in this window
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing was kept there
  }
}

export function kept(prefix) {
  const found = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith("tulis:")) continue;
      const draft = read(key);
      if (!draft || Date.now() - draft.at > MONTH) localStorage.removeItem(key);
      else if (key.startsWith(prefix)) found.push({ ...draft, key });
    }
  } catch {
    // no storage: nothing was kept
  }
  return found.sort((one, other) => other.at - one.at);
}

function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    return Array.isArray(draft?.words) ? draft : null;
  } catch {
    return null;
  }
}

// Tell how a draft differs from what stands in the form: "same", "fits" (every field is there), or "other".
export function against(form, words) {
  const said = (all) => JSON.stringify(all.filter(([name]) => name !== "plan_shown"));
  if (said(wordsOf(form)) === said(words)) return "same";
  return words.every(([name]) => form.elements.namedItem(name)) ? "fits" : "other";
}

export function put(form, words) {
  const wanted = new Map();
  for (const [name, value] of words) wanted.set(name, [...(wanted.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || NOT_WORDS.has(field.name) || field.type === "submit") continue;
    const values = wanted.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
}

// Tell whether something was typed before this script had arrived. What the browser itself fills in, on a page that is
// reloaded or gone back to, is not that.
export const typedEarly = (fields) => performance.getEntriesByType("navigation")[0]?.type === "navigate" && [...fields].some(changed);

function changed(field) {
  if (!field.name || field.type === "hidden" || NOT_WORDS.has(field.name)) return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  return field.defaultValue !== undefined && field.value !== field.defaultValue;
}

// The page that follows may have been drawn before the last save of this window took effect: then it is drawn anew.
const LAST = "tulis:tersimpan";
export const noteSaved = (what, revision) => sessionStorage.setItem(LAST, JSON.stringify([what, Number(revision)]));

export function drawnTooEarly(what, revision) {
  const [of, last] = JSON.parse(sessionStorage.getItem(LAST) ?? "[]");
  sessionStorage.removeItem(LAST);
  return of === what && last > Number(revision);
}

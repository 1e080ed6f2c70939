// Liput, what is kept on the device: answers and photos, each of one person and one event.

// As large as any platform shows it; on a slow line as large as the smallest of them asks for, which is a third of the bytes.
const FULL = { side: 2048, quality: 0.86 };
const LEAN = { side: 1440, quality: 0.76 };
const LARGE = 400_000;
const SLOW = ["slow-2g", "2g", "3g"];

export const slowLine = () => Boolean(navigator.connection?.saveData || SLOW.includes(navigator.connection?.effectiveType));

const store = new Promise((done, fail) => {
  const asked = indexedDB.open("kentongan-liputan", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("answers", { keyPath: "who" });
    asked.result.createObjectStore("photos", { keyPath: "token" }).createIndex("who", "who");
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});

async function inStore(name, mode, act) {
  const table = (await store).transaction(name, mode).objectStore(name);
  const asked = act(table);
  return new Promise((done, fail) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

// A browser that keeps no database (private windows) still keeps the words.
export const keepRecord = (record) =>
  inStore("answers", "readwrite", (table) => table.put(record)).catch(() => localStorage.setItem(`liput:${record.who}`, JSON.stringify(record)));
export const readRecord = async (who) =>
  (await inStore("answers", "readonly", (table) => table.get(who)).catch(() => null)) ?? JSON.parse(localStorage.getItem(`liput:${who}`) ?? "null");
export const keepPhoto = (photo) => inStore("photos", "readwrite", (table) => table.put(photo));
export const dropPhoto = (token) => inStore("photos", "readwrite", (table) => table.delete(token));
export const keptPhotos = (who) => inStore("photos", "readonly", (table) => table.index("who").getAll(who)).catch(() => []);

// What two windows wrote: where both wrote, both texts stay.
export function both(base, mine, theirs) {
  if (mine === base || theirs.includes(mine)) return theirs;
  if (theirs === base || mine.includes(theirs)) return mine;
  if (base && theirs.includes(base)) return theirs.replace(base, () => mine);
  if (base && mine.includes(base)) return mine.replace(base, () => theirs);
  return `${theirs}\n${mine}`;
}

export async function smaller(file) {
  const { side, quality } = slowLine() ? LEAN : FULL;
  if (!file.type.startsWith("image/") || file.size < LARGE) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const part = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * part);
    canvas.height = Math.round(picture.height * part);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    return made && made.size < file.size ? made : file;
  } catch {
    return file; // the server says what is the matter with it
  }
}

// Several files are sent one after the other, each with its own progress and its own answer. Without this module the form sends all at once.

const form = document.getElementById("unggah");
const list = document.getElementById("hasil");
const MOST = 20;

function line(name) {
  const item = document.createElement("li");
  item.className = "upload";
  const sign = document.createElement("span");
  sign.className = "thumb none";
  const words = document.createElement("div");
  const title = document.createElement("p");
  title.className = "strong";
  title.textContent = name;
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `Kemajuan ${name}`);
  words.append(title, bar);
  item.append(sign, words);
  list.prepend(item);
  return item;
}

function failed(item, file, why) {
  const problem = document.createElement("p");
  problem.className = "problem";
  const title = document.createElement("b");
  title.textContent = `“${file.name}” belum terunggah`;
  problem.append(title, why);
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn small";
  again.textContent = "Coba lagi";
  again.addEventListener("click", () => {
    item.remove();
    send(file);
  });
  item.querySelector("div").replaceChildren(problem, again);
}

function send(file) {
  const item = line(file.name);
  const bar = item.querySelector("progress");
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append("file", file);
  const call = new XMLHttpRequest();
  return new Promise((done) => {
    call.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      if (event.loaded < event.total) bar.value = (event.loaded / event.total) * 100;
      else bar.removeAttribute("value"); // sent; now it is being checked
    });
    call.addEventListener("load", () => {
      if (call.status === 200 || call.status === 422) item.outerHTML = call.responseText;
      else failed(item, file, "Server tidak menerimanya sekarang. Tunggu sebentar, lalu coba lagi.");
      done();
    });
    call.addEventListener("error", () => {
      failed(item, file, "Sambungan terputus di tengah jalan, dan tidak ada yang tersimpan. Periksa jaringan, lalu coba lagi.");
      done();
    });
    call.open("POST", form.action || location.href);
    call.setRequestHeader("X-One-File", "1");
    call.send(data);
  });
}

async function sendAll(files) {
  const button = form.querySelector("[data-send]");
  button.disabled = true;
  for (const file of files) await send(file);
  button.disabled = false;
}

if (form && list) {
  const field = document.getElementById("file");
  form.querySelector("[data-send]").hidden = true;
  field.addEventListener("change", () => {
    const files = [...field.files].slice(0, MOST);
    field.value = "";
    sendAll(files);
  });
}

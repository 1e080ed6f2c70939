// Frames are drawn on the picture, and each is a line of four numbers that can be typed as well. Without this module the numbers alone decide.

const picture = document.querySelector("[data-areas]");
const list = document.getElementById("daftar");
const pattern = document.getElementById("contoh");
const frames = document.getElementById("kotak");
const NAMES = ["left", "top", "width", "height"];
const SMALLEST = 0.5;

if (picture && list && pattern) {
  const { width, height } = picture.viewBox.baseVal;
  const fields = (line) => NAMES.map((name) => line.querySelector(`[name=${name}]`));
  const numbers = (line) => fields(line).map((field) => Number.parseFloat(field.value.replace(",", ".")));
  const round = (value) => String(Math.round(value * 10) / 10);

  const draw = () => {
    frames.replaceChildren();
    for (const line of list.children) {
      const [left, top, wide, high] = numbers(line);
      if (![left, top, wide, high].every(Number.isFinite)) continue;
      const frame = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      frame.setAttribute("class", "area-frame");
      frame.setAttribute("x", (left * width) / 100);
      frame.setAttribute("y", (top * height) / 100);
      frame.setAttribute("width", Math.max(0, (wide * width) / 100));
      frame.setAttribute("height", Math.max(0, (high * height) / 100));
      frames.append(frame);
    }
  };

  const added = () => {
    list.append(pattern.content.cloneNode(true));
    const line = list.lastElementChild;
    line.querySelector("[data-forget]").hidden = false;
    return line;
  };

  const free = () => [...list.children].find((line) => fields(line).every((field) => !field.value)) ?? added();

  const here = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    const share = (value, whole) => Math.min(100, Math.max(0, (value / whole) * 100));
    return [share(point.x, width), share(point.y, height)];
  };

  let begun = null;
  let line = null;

  picture.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
    begun = here(event);
    line = free();
  });
  picture.addEventListener("pointermove", (event) => {
    if (!begun) return;
    const now = here(event);
    const corner = [Math.min(begun[0], now[0]), Math.min(begun[1], now[1])];
    const size = [Math.abs(begun[0] - now[0]), Math.abs(begun[1] - now[1])];
    fields(line).forEach((field, place) => (field.value = round([...corner, ...size][place])));
    draw();
  });
  const ended = () => {
    if (!begun) return;
    const [, , wide, high] = numbers(line);
    if (!(wide >= SMALLEST && high >= SMALLEST)) for (const field of fields(line)) field.value = "";
    begun = null;
    draw();
  };
  picture.addEventListener("pointerup", ended);
  picture.addEventListener("pointercancel", ended);

  for (const one of list.children) one.querySelector("[data-forget]").hidden = false;
  list.addEventListener("input", draw);
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-forget]");
    if (!button) return;
    button.closest("li").remove();
    if (!list.children.length) added();
    draw();
  });
  document.querySelector("[value=add]")?.addEventListener("click", (event) => {
    event.preventDefault();
    added().querySelector("input").focus();
  });
  draw();
}

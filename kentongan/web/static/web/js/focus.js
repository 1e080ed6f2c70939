// The cross follows the sliders, and the sliders a tap on the picture; the crops follow both. Without this module the sliders alone decide.

const picture = document.querySelector("[data-focus]");
const across = document.getElementById("id_x");
const down = document.getElementById("id_y");

if (picture && across && down) {
  const { width, height } = picture.viewBox.baseVal;
  const cross = picture.querySelector(".cross");

  const cut = (svg, x, y) => {
    const ratio = Number(svg.dataset.ratio);
    const wide = Math.min(width, height * ratio);
    const high = Math.min(height, width / ratio);
    const place = (whole, part, share) => Math.min(whole - part, Math.max(0, (whole * share) / 100 - part / 2));
    svg.setAttribute("viewBox", `${place(width, wide, x)} ${place(height, high, y)} ${wide} ${high}`);
  };

  const follow = () => {
    const [x, y] = [Number(across.value), Number(down.value)];
    cross.setAttribute("transform", `translate(${(width * x) / 100} ${(height * y) / 100}) scale(${Math.max(width, height) / 30})`);
    for (const svg of document.querySelectorAll("[data-ratio]")) cut(svg, x, y);
  };

  const point = (event) => {
    const here = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    across.value = Math.round((here.x / width) * 100);
    down.value = Math.round((here.y / height) * 100);
    follow();
  };

  for (const slider of [across, down]) slider.addEventListener("input", follow);
  picture.addEventListener("pointerdown", (event) => {
    picture.setPointerCapture(event.pointerId);
    point(event);
  });
  picture.addEventListener("pointermove", (event) => event.buttons && point(event));
  follow();
}

// The frame on a picture follows the slider, and the slider a tap on the picture. Without this module the slider alone decides.

const picture = document.querySelector("[data-crop]");
const slider = document.getElementById("focus");

if (picture && slider) {
  const frame = picture.querySelector(".crop-frame");
  const sideways = picture.dataset.crop === "x";
  const [place, length] = sideways ? ["x", "width"] : ["y", "height"];
  const room = picture.viewBox.baseVal[length] - frame[length].baseVal.value;

  const follow = () => frame.setAttribute(place, (room * slider.value) / 100);

  const point = (event) => {
    const here = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    const wanted = here[place] - frame[length].baseVal.value / 2;
    slider.value = Math.min(100, Math.max(0, Math.round((wanted / room) * 100)));
    follow();
  };

  slider.addEventListener("input", follow);
  picture.addEventListener("pointerdown", (event) => {
    picture.setPointerCapture(event.pointerId);
    point(event);
  });
  picture.addEventListener("pointermove", (event) => event.buttons && point(event));
  follow();
}

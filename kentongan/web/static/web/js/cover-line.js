// Liput, the way to the server: an answer, a refusal in words, a page instead of an answer (signed out), or no line.

export class Refused extends Error {}
export class SignedOut extends Error {}

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value;

export function post(url, body, progress) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", token());
    request.timeout = progress ? 300_000 : 20_000;
    request.responseType = "text";
    if (progress) request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener("load", () => {
      let told = null;
      try {
        told = JSON.parse(request.responseText);
      } catch {
        /* a page, not an answer: the sign-in page, or a refusal */
      }
      if (told && request.status < 300) done(told);
      else if (told && request.status === 409) done({ ...told, stale: true });
      else if (told?.sentence) fail(new Refused(told.sentence));
      else if (request.status < 500) fail(new SignedOut());
      else fail(new Error(String(request.status)));
    });
    for (const lost of ["error", "timeout", "abort"]) request.addEventListener(lost, () => fail(new TypeError(lost)));
    request.send(body);
  });
}

// The answer that is shown is the answer to the newest question, whatever arrives last.
// Each move has a number, which the server sends back; an answer with an older one is dropped.
// A look at what is being worked out names the state it was asked for; of another state it is dropped.
// So is one that arrives while a move is on its way: it would take away the place where that belongs.
"use strict";
let newest = 0;
let moving = 0;

const isMove = (event) => event.detail.pathInfo.requestPath.startsWith("/what-if/move");

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.path === "/what-if/move") {
    newest += 1;
    event.detail.headers["X-Sequence"] = String(newest);
  } else if (newest) {
    event.detail.headers["X-Sequence"] = String(newest);
  }
});

document.addEventListener("htmx:beforeSend", (event) => {
  moving += isMove(event) ? 1 : 0;
});

document.addEventListener("htmx:afterRequest", (event) => {
  moving -= isMove(event) ? 1 : 0;
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail.xhr;
  const sequence = Number(answer.getResponseHeader("X-Sequence") || newest);
  const shown = document.getElementById("answer");
  const isOther = shown !== null && answer.getResponseHeader("X-State") !== shown.dataset.state;
  if (sequence < newest || (!isMove(event) && (isOther || moving > 0))) {
    event.detail.shouldSwap = false;
  }
});

// What a slider stands at is said while it is moved; the server says it in the answer as well.
document.addEventListener("input", (event) => {
  const slider = event.target;
  if (slider.type !== "range") {
    return;
  }
  const low = Number(slider.dataset.low);
  const high = Number(slider.dataset.high);
  const value = Number((low + ((high - low) * Number(slider.value)) / 100).toPrecision(4));
  const words = slider.dataset.unit ? `${value} ${slider.dataset.unit}` : String(value);
  slider.form.querySelector("output").value = words;
  slider.setAttribute("aria-valuetext", words);
});

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
  slider.form.querySelector("output").value = words.replace(/^-/, "−");
  slider.setAttribute("aria-valuetext", words);
});

// Where an assumption turns something is looked at with all else as it is moved now.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-turn]");
  const state = document.getElementById("answer-state");
  if (link && state) {
    const query = new URLSearchParams(state.value);
    query.set(link.dataset.turn, link.dataset.value);
    link.href = `/what-if?${query}`;
  }
});

// A number is changed where it stands: a form in its place, which the server answers as any other.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.desk-edit");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  const form = document.createElement("form");
  form.action = "/what-if/move";
  form.className = "desk-inline";
  const opened = document.querySelector("#inputs input[name=opened]")?.value ?? "";
  const state = document.getElementById("answer-state")?.value ?? "";
  const fields = { opened, state, address: link.dataset.address, value: link.dataset.value };
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    Object.assign(field, { name, value, autocomplete: "off", type: name === "value" ? "text" : "hidden" });
    form.append(field);
  }
  const typed = form.elements.namedItem("value");
  typed.setAttribute("aria-label", link.dataset.asks);
  typed.size = Math.max(typed.value.length + 2, 6);
  typed.addEventListener("keydown", (key) => {
    if (key.key === "Escape") {
      form.replaceWith(link);
      link.focus();
    }
  });
  link.replaceWith(form);
  typed.select();
});

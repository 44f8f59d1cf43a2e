// The review by keyboard, and words of the paper that are selected; all of it works without.
"use strict";
const keysWork = document.getElementById("keys");
const selecting = document.getElementById("selecting");

function isTyping(place) {
  return place.closest("input:not([type=checkbox]), textarea, select") !== null;
}

// A decision needs its reason: a key that lacks one leads to the field in which it is given.
function press(part) {
  if (part.matches("a, button")) {
    const reason = part.form ? part.form.elements.namedItem("reason") : null;
    if (reason && !reason.value.trim()) {
      reason.focus();
    } else {
      part.click();
    }
  } else {
    part.focus();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (!keysWork || !keysWork.checked || isTyping(event.target)) {
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
    return;
  }
  const part = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (part) {
    event.preventDefault();
    press(part);
  }
});

// Whoever switches the keys off, because a program reads them to them, has them off from then on.
if (keysWork) {
  keysWork.checked = localStorage.getItem("review-keys") !== "off";
  keysWork.addEventListener("change", () => {
    localStorage.setItem("review-keys", keysWork.checked ? "on" : "off");
  });
}

// What is sent once is not sent twice by a second click.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.isSent) {
    event.preventDefault();
  }
  event.target.dataset.isSent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.isSent;
  }
});

function stubOf(node) {
  const part = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return part ? part.closest("[data-stub]") : null;
}

function offer(words, stub) {
  const lit = document.getElementById("lit");
  selecting.replaceChildren();
  if (lit && stub === lit.dataset.stub) {
    document.getElementById("field-exact").value = words;
    selecting.textContent = `“${words}” is what is quoted now.`;
    return;
  }
  const query = new URLSearchParams(location.search);
  query.set("at", stub);
  query.set("exact", words);
  const link = document.createElement("a");
  link.href = `/review?${query}`;
  link.textContent = `Make a fact of “${words}”`;
  selecting.append(link);
}

const text = document.getElementById("text");
if (text) {
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (selection.isCollapsed || !text.contains(selection.anchorNode)) {
      return;
    }
    const ends = [stubOf(selection.anchorNode), stubOf(selection.focusNode)];
    const words = selection.toString().replace(/\s+/g, " ").trim();
    if (words && ends[0] && ends[0] === ends[1]) {
      offer(words, ends[0].dataset.stub);
    } else if (words) {
      selecting.textContent = "These words stand in more than one sentence: select them in one.";
    }
  });
  const lit = document.getElementById("lit");
  if (lit) {
    text.scrollTop = lit.offsetTop - text.offsetTop - text.clientHeight / 3;
  }
}

// A picture is gone through row by row, with the pointer or the arrow keys: the row is lit, and what
// stands in it is said below, whole where it was cut for want of room.
"use strict";
{
  const SAME = 3; // points by which words of one row may stand higher than others
  const SVG = "http://www.w3.org/2000/svg";
  const KEYS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  const at = new WeakMap(); // the row of each picture that is lit

  const words = (text) => text.querySelector("title")?.textContent ?? text.textContent;
  const place = (text, side) => Number(text.getAttribute(side));

  function rowsOf(picture) {
    const texts = [...picture.querySelectorAll("text")].sort(
      (one, other) => place(one, "y") - place(other, "y"),
    );
    const rows = [];
    for (const text of texts) {
      if (!rows.length || place(text, "y") - rows.at(-1).top > SAME) {
        rows.push({ top: place(text, "y"), texts: [] });
      }
      rows.at(-1).texts.push(text);
    }
    for (const row of rows) {
      row.texts.sort((one, other) => place(one, "x") - place(other, "x"));
    }
    return rows;
  }

  function lineOf(picture) {
    const next = picture.nextElementSibling;
    if (next?.classList.contains("desk-row")) {
      return next;
    }
    const line = document.createElement("p");
    line.className = "desk-row";
    line.setAttribute("role", "status");
    picture.after(line);
    return line;
  }

  function light(picture, row) {
    let band = picture.querySelector(".desk-band");
    if (!band) {
      band = document.createElementNS(SVG, "rect");
      band.setAttribute("class", "desk-band");
      picture.querySelector("desc").after(band);
    }
    const size = place(row.texts[0], "font-size") || 11;
    const box = { x: 0, y: row.top - size - 1, width: picture.viewBox.baseVal.width, height: size + 6 };
    Object.entries(box).forEach(([side, value]) => band.setAttribute(side, String(value)));
    lineOf(picture).textContent = row.texts.map(words).join(" · ");
  }

  document.addEventListener("keydown", (event) => {
    const picture = event.target.closest?.("svg.picture");
    const step = KEYS[event.key];
    if (!picture || step === undefined) {
      return;
    }
    event.preventDefault();
    const rows = rowsOf(picture);
    const here = at.get(picture) ?? -1;
    const there = Math.min(rows.length - 1, Math.max(0, here + step));
    at.set(picture, there);
    light(picture, rows[there]);
  });

  document.addEventListener("pointermove", (event) => {
    const picture = event.target.closest?.("svg.picture");
    if (!picture) {
      return;
    }
    const point = new DOMPoint(event.clientX, event.clientY);
    const y = point.matrixTransform(picture.getScreenCTM().inverse()).y;
    const rows = rowsOf(picture);
    const there = rows.findIndex((row) => y <= row.top + 4);
    if (there >= 0 && there !== at.get(picture)) {
      at.set(picture, there);
      light(picture, rows[there]);
    }
  });

  function reachable() {
    for (const picture of document.querySelectorAll("svg.picture:not([tabindex])")) {
      picture.setAttribute("tabindex", "0");
    }
  }

  new MutationObserver(reachable).observe(document.body, { childList: true, subtree: true });
  reachable();
}

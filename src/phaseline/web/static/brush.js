// Courses as lines over axes: a part of an axis is marked with the pointer or with the keys of
// arrows, and lines that pass outside any marked part fade; a click on an axis, or Escape, clears
// its mark. Without this, the picture stands as it is.
"use strict";
{
  const SVG = "http://www.w3.org/2000/svg";
  const NEAR = 30; // points from an axis within which it is meant
  const LEAST = 4; // points that a mark is high: what is less is a click
  const STEPS = 20; // of an axis, by which keys move a mark

  const number = (shape, side) => Number(shape.getAttribute(side));

  function begin(picture) {
    const axes = [...picture.querySelectorAll("g.measure")].map((group) => {
      const line = group.querySelector("line");
      const [top, bottom] = [number(line, "y1"), number(line, "y2")];
      return { group, x: number(line, "x1"), top, bottom, mark: null };
    });
    const courses = [...picture.querySelectorAll("polyline.course")].map((line) => ({
      line,
      points: [...line.points].map((point) => point.y),
    }));
    let held = null;

    const at = (event) => {
      const box = picture.getBoundingClientRect();
      const scale = picture.viewBox.baseVal.width / box.width;
      return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
    };

    const percent = (axis, y) => Math.round((100 * (axis.bottom - y)) / (axis.bottom - axis.top));

    const tell = (axis, left) => {
      const from = axis.mark ? percent(axis, axis.to) : 0;
      const to = axis.mark ? percent(axis, axis.from) : 100;
      const part = axis.mark ? `marked from ${from} to ${to} percent of the way up` : "not marked";
      axis.group.setAttribute("aria-valuenow", String(to));
      axis.group.setAttribute("aria-valuetext", `${part}; ${left} of ${courses.length} lines pass`);
    };

    const fade = () => {
      let left = 0;
      for (const course of courses) {
        const isOut = axes.some(
          (axis, place) =>
            axis.mark && (course.points[place] < axis.from || course.points[place] > axis.to),
        );
        course.line.classList.toggle("faded", isOut);
        left += isOut ? 0 : 1;
      }
      axes.forEach((axis) => tell(axis, left));
    };

    const draw = (axis, first, second) => {
      const [from, to] = [Math.min(first, second), Math.max(first, second)];
      axis.from = from < axis.top + LEAST ? axis.top : from; // nobody hits an end to the point
      axis.to = to > axis.bottom - LEAST ? axis.bottom : to;
      if (!axis.mark) {
        axis.mark = document.createElementNS(SVG, "rect");
        axis.mark.setAttribute("class", "brush");
        picture.append(axis.mark);
      }
      const box = { x: axis.x - 6, y: axis.from, width: 12, height: Math.max(0, axis.to - axis.from) };
      Object.entries(box).forEach(([side, value]) => axis.mark.setAttribute(side, String(value)));
      fade();
    };

    const clear = (axis) => {
      axis.mark?.remove();
      axis.mark = null;
      fade();
    };

    // Arrows move a mark, with Shift its lower end alone; the first one marks the better half.
    const move = (axis, isUp, isEnd) => {
      const step = ((axis.bottom - axis.top) / STEPS) * (isUp ? -1 : 1);
      if (!axis.mark) {
        draw(axis, axis.top, (axis.top + axis.bottom) / 2);
      } else if (isEnd) {
        draw(axis, axis.from, Math.max(axis.from, axis.to + step));
      } else {
        const room = isUp ? axis.top - axis.from : axis.bottom - axis.to;
        const by = isUp ? Math.max(step, room) : Math.min(step, room);
        draw(axis, axis.from + by, axis.to + by);
      }
    };

    picture.setAttribute("role", "group"); // of an image nothing within is reached
    for (const axis of axes) {
      const asked = { tabindex: 0, role: "slider", "aria-label": axis.group.dataset.name };
      const range = { "aria-valuemin": 0, "aria-valuemax": 100, "aria-orientation": "vertical" };
      Object.entries({ ...asked, ...range }).forEach(([name, value]) =>
        axis.group.setAttribute(name, String(value)),
      );
      axis.group.addEventListener("keydown", (event) => {
        const isUp = event.key === "ArrowUp";
        if (isUp || event.key === "ArrowDown") {
          move(axis, isUp, event.shiftKey);
        } else if (event.key === "Escape" || event.key === "Delete") {
          clear(axis);
        } else {
          return;
        }
        event.preventDefault();
      });
    }
    fade();

    const said = picture.closest("figure").querySelector("figcaption");
    said?.append(
      " Mark a part of an axis with the pointer, or with the arrow keys (with Shift its lower end;",
      " Escape clears it): lines that pass outside fade.",
    );

    picture.addEventListener("pointerdown", (event) => {
      const { x, y } = at(event);
      const axis = axes.find((entry) => Math.abs(entry.x - x) < NEAR);
      if (axis) {
        held = { axis, y };
        picture.setPointerCapture(event.pointerId);
      }
    });
    picture.addEventListener("pointermove", (event) => {
      if (held) {
        draw(held.axis, held.y, at(event).y);
      }
    });
    picture.addEventListener("pointerup", (event) => {
      if (held && Math.abs(at(event).y - held.y) < LEAST) {
        clear(held.axis);
      }
      held = null;
    });
  }

  document.querySelectorAll("figure[data-brushed] svg.picture").forEach(begin);
}

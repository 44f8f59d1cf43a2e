// Courses as lines over axes: a part of an axis is marked with the pointer, and lines that pass
// outside any marked part fade; a click on an axis clears its mark. Without this, the picture stands
// as it is.
"use strict";
{
  const SVG = "http://www.w3.org/2000/svg";
  const NEAR = 30; // points from an axis within which it is meant
  const LEAST = 4; // points that a mark is high: what is less is a click

  const number = (shape, side) => Number(shape.getAttribute(side));

  function begin(picture) {
    const axes = [...picture.querySelectorAll("line.grid-strong")].map((line) => ({
      x: number(line, "x1"),
      top: number(line, "y1"),
      bottom: number(line, "y2"),
      mark: null,
    }));
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

    const fade = () => {
      for (const course of courses) {
        const isOut = axes.some(
          (axis, place) =>
            axis.mark && (course.points[place] < axis.from || course.points[place] > axis.to),
        );
        course.line.classList.toggle("faded", isOut);
      }
    };

    const draw = (axis, first, second) => {
      axis.from = Math.max(axis.top, Math.min(first, second));
      axis.to = Math.min(axis.bottom, Math.max(first, second));
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

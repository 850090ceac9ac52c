import { type RefObject, useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** A row's height in px. */
const rowHeight = (rem: number) =>
  rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/**
 * Which rows of a long table the window shows, with a margin above and below. Rows
 * have one height; the rest is kept by two empty ones. Paper shows them all.
 */
export function useWindow(body: RefObject<HTMLElement | null>, count: number, rowRem: number) {
  // Before a row is there: as many as the window has room for.
  const [shown, setShown] = useState(() => ({ from: 0, to: Math.ceil(innerHeight / rowHeight(rowRem)) }));
  useEffect(() => {
    const margin = 20;
    let frame = 0;
    const look = () => {
      frame = 0;
      const el = body.current;
      if (!el) return;
      const row = rowHeight(rowRem);
      const above = -el.getBoundingClientRect().top;
      const from = Math.max(0, Math.floor(above / row) - margin);
      const to = Math.min(count, Math.ceil((above + innerHeight) / row) + margin);
      setShown((s) =>
        Math.abs(s.from - from) < 8 && Math.abs(s.to - to) < 8 && to <= s.to ? s : { from, to },
      );
    };
    const later = () => {
      if (!frame) frame = requestAnimationFrame(look);
    };
    const all = () => flushSync(() => setShown({ from: 0, to: count }));
    later();
    addEventListener("beforeprint", all);
    addEventListener("afterprint", look);
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("beforeprint", all);
      removeEventListener("afterprint", look);
      removeEventListener("scroll", later);
      removeEventListener("resize", later);
    };
  }, [body, count, rowRem]);
  return { from: Math.min(shown.from, count), to: Math.min(Math.max(shown.to, 0), count) };
}

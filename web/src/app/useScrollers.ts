import { useEffect } from "react";

const scrollers = ".scroll-x, .sum-chart";

/**
 * Lets the keyboard reach what scrolls sideways: wherever a wide table does not fit
 * it becomes a stop of Tab with a name, and none where it does.
 */
export function useScrollers(name: string): void {
  useEffect(() => {
    const known = new WeakSet<Element>();
    const reach = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        const box = target.closest<HTMLElement>(scrollers);
        if (!box) continue;
        if (box.scrollWidth > box.clientWidth) {
          box.tabIndex = 0;
          box.role = "group";
          box.ariaLabel = name;
        } else if (box.tabIndex === 0) {
          for (const set of ["tabindex", "role", "aria-label"]) box.removeAttribute(set);
        }
      }
    });
    const find = () => {
      for (const box of document.querySelectorAll(scrollers)) {
        for (const sized of [box, box.firstElementChild]) {
          if (!sized || known.has(sized)) continue;
          known.add(sized);
          reach.observe(sized);
        }
      }
    };
    find();
    const found = new MutationObserver(find);
    found.observe(document.body, { childList: true, subtree: true });
    return () => {
      found.disconnect();
      reach.disconnect();
    };
  }, [name]);
}

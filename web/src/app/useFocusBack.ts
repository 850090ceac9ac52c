import { useEffect } from "react";

const over = "[role=dialog]";

/**
 * Gives the focus back to what had it before a dialog opened, when the last dialog
 * has gone: whoever works by keyboard goes on where they were. Where that is no
 * longer in the page, the page itself gets it.
 */
export function useFocusBack(): void {
  useEffect(() => {
    let opener: HTMLElement | null = null;
    const keep = (e: FocusEvent) => {
      const at = e.target as HTMLElement;
      if (!at.closest(over)) opener = at;
    };
    const gone = new MutationObserver((changes) => {
      const closed = changes.some((c) =>
        [...c.removedNodes].some((n) => n instanceof Element && (n.matches(over) || n.querySelector(over))),
      );
      if (!closed || document.querySelector(over) || document.activeElement !== document.body) return;
      const to = opener?.isConnected ? opener : document.getElementById("page");
      to?.focus({ preventScroll: true });
    });
    document.addEventListener("focusin", keep);
    gone.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", keep);
      gone.disconnect();
    };
  }, []);
}

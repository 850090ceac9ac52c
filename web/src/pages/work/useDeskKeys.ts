import { useEffect, useRef } from "react";
import { taken } from "@/app/taken";

interface Acts {
  off: boolean;
  step: (n: number) => void;
  peek: () => void;
  choose: () => void;
  open: () => void;
  bulk: () => void;
  help: () => void;
  leave: () => void;
}

/** The keys of the work list: J K Space X E Enter ? Esc. */
export function useDeskKeys(acts: Acts): void {
  const now = useRef(acts);
  now.current = acts;
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const a = now.current;
      if (a.off || taken(e)) return;
      const keys: [string, () => void][] = [
        ["j", () => a.step(1)],
        ["k", () => a.step(-1)],
        ["ArrowDown", () => a.step(1)],
        ["ArrowUp", () => a.step(-1)],
        [" ", a.peek],
        ["x", a.choose],
        ["e", a.bulk],
        ["Enter", a.open],
        ["?", a.help],
        ["Escape", a.leave],
      ];
      const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
      const act = keys.find(([k]) => k === key)?.[1];
      if (!act) return;
      e.preventDefault();
      act();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

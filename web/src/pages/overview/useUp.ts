import { useEffect } from "react";
import { useNavigate } from "react-router";
import { query } from "@/api/client";
import { lies, pathOf } from "@/api/places";
import type { Me } from "@/api/types";
import { useAsOf } from "@/app/useAsOf";

/** Esc goes to the division above, as far as the own scope reaches. */
export function useUp(me: Me, under: string): void {
  const go = useNavigate();
  const as_of = useAsOf();
  useEffect(() => {
    const above = under ? (pathOf(under).at(-2) ?? "") : "";
    const to = me.scope.some((s) => lies(above, s.code)) ? above : "";
    const onKey = (e: KeyboardEvent) => {
      const taken = (e.target as HTMLElement).closest("input, textarea, select, [role=dialog], [role=menu]");
      if (e.key === "Escape" && under && !taken) go(`/overview${query({ as_of, under: to })}`);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [go, me, under, as_of]);
}

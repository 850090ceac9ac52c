import type { Ask } from "@/api/types";

/** A question that pages ask themselves; its label is a word of the plan's language, like the workflow's. */
export function question(name: string, label: string, type: Ask["type"], more: Partial<Ask> = {}): Ask {
  return {
    name,
    label,
    type,
    options: [],
    required: false,
    unsure: false,
    max: 0,
    section: "",
    unit: "",
    who: false,
    lines: [],
    ...more,
  };
}

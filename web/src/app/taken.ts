/**
 * Whether a key belongs to what has the focus, or to what lies open over the page,
 * rather than to the page: a letter typed in a field is no command.
 */
export function taken(e: KeyboardEvent): boolean {
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return true;
  if (document.querySelector("[role=dialog][aria-modal=true]")) return true;
  const el = e.target as HTMLElement;
  if (
    el.isContentEditable ||
    el.closest(
      "input:not([type=checkbox]), textarea, select, [role=dialog], [role=menu], [role=listbox], [role=combobox]",
    )
  )
    return true;
  return (
    (e.key === " " || e.key === "Enter") &&
    el.closest("a, button, input, summary") !== null &&
    !el.dataset.row
  );
}

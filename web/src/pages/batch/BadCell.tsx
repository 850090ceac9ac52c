import { oddAt } from "./suggest";

/** A cell as it came, its wrong character marked. */
export function BadCell({ kind, value }: { kind: string; value: string }) {
  const at = oddAt(kind, value);
  const letters = [...value];
  if (value === "") return <span className="bad-cell empty">∅</span>;
  return (
    <span className="bad-cell">
      {at < 0 ? (
        value
      ) : (
        <>
          {letters.slice(0, at).join("")}
          <mark>{letters[at]}</mark>
          {letters.slice(at + 1).join("")}
        </>
      )}
    </span>
  );
}

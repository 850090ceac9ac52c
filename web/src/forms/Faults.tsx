import { usePlan } from "@/i18n/plan";
import { Mark } from "@/parts/Mark";

/** Everything that stands in the way and belongs to no field. */
export function Faults({ says }: { says: string[] }) {
  const p = usePlan();
  if (says.length === 0) return null;
  return (
    <ul className="form-faults" role="alert">
      {says.map((s) => (
        <li key={s} className="fault">
          <Mark name="late" />
          {p(s)}
        </li>
      ))}
    </ul>
  );
}

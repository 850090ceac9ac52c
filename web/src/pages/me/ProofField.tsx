import { Input } from "antd";
import { type ComponentProps, useId } from "react";
import { asProblem } from "@/api/problem";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";

type Known = Pick<Props, "value" | "write" | "error">;

/** The password that somebody has now. */
export function PasswordField(props: Known) {
  const { t } = useTranslation();
  return (
    <ProofField
      label={t("mine.password")}
      field="password"
      type="password"
      autoComplete="current-password"
      {...props}
    />
  );
}

/** A code that a phone shows, or a recovery code. */
export function CodeField(props: Known & Pick<Props, "label" | "inputMode">) {
  return <ProofField field="code" autoComplete="one-time-code" {...props} />;
}

interface Props extends Omit<ComponentProps<typeof Input>, "value" | "onChange"> {
  label: string;
  field: string;
  value: string;
  write: (value: string) => void;
  error: unknown;
}

/** A password or a code, with what the server said about it. */
export function ProofField({ label, field, value, write, error, ...rest }: Props) {
  const p = usePlan();
  const id = useId();
  const problem = error ? asProblem(error) : null;
  const says = problem && (problem.at(field) ?? (problem.faults.length === 0 ? problem.message : undefined));
  return (
    <div className="ask">
      <label htmlFor={id}>{label}</label>
      <Input id={id} value={value} onChange={(e) => write(e.target.value)} {...rest} />
      {says && (
        <p className="fault" role="alert">
          <Mark name="late" />
          {p(says)}
        </p>
      )}
    </div>
  );
}

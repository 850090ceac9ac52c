import { Input, Select } from "antd";
import { useId, useState } from "react";
import { useDelegate, type useDelegations } from "@/api/delegations";
import { asProblem } from "@/api/problem";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { usePlan } from "@/i18n/plan";
import { shortPlace } from "@/parts/place";

type Mine = NonNullable<ReturnType<typeof useDelegations>["data"]>["mine"];

/** Asks a colleague to stand in: with which role, from when until when, and why. */
export function DelegateForm({ mine }: { mine: Mine }) {
  const { t } = useTranslation();
  const p = usePlan();
  const id = useId();
  const me = useWho();
  const give = useDelegate();
  const [which, setWhich] = useState(0);
  const [to, setTo] = useState<string>();
  const [term, setTerm] = useState({ since: me.today, until: "" });
  const [reason, setReason] = useState("");
  const role = mine[which];
  if (!role) return null;
  const submit = () =>
    give.mutate(
      { role: role.grant.role, division: role.grant.division, to: to ?? "", reason, ...term },
      { onSuccess: () => setReason("") },
    );
  const problem = give.error ? asProblem(give.error) : null;
  return (
    <form
      className="card delegate"
      aria-label={t("inbox.delegate")}
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      {mine.length > 1 && (
        <div>
          <label htmlFor={`${id}-role`}>{t("inbox.role")}</label>
          <Select
            id={`${id}-role`}
            value={which}
            onChange={(i) => {
              setWhich(i);
              setTo(undefined);
            }}
            options={mine.map((m, i) => ({
              value: i,
              label: `${p(m.grant.role_label)} · ${shortPlace(m.grant.division_name)}`,
            }))}
          />
        </div>
      )}
      <div>
        <label htmlFor={`${id}-to`}>{t("inbox.to")}</label>
        <Select
          id={`${id}-to`}
          value={to}
          onChange={setTo}
          placeholder={t("inbox.choose")}
          notFoundContent={t("inbox.noColleague")}
          options={role.colleagues.map((c) => ({ value: c.login, label: `${c.name}（${c.login}）` }))}
        />
      </div>
      {(["since", "until"] as const).map((end) => (
        <div key={end}>
          <label htmlFor={`${id}-${end}`}>{t(`inbox.${end}`)}</label>
          <Input
            id={`${id}-${end}`}
            type="date"
            min={me.today}
            value={term[end]}
            onChange={(e) => setTerm({ ...term, [end]: e.target.value })}
          />
        </div>
      ))}
      <div>
        <label htmlFor={`${id}-reason`}>{t("inbox.reason")}</label>
        <Input
          id={`${id}-reason`}
          value={reason}
          maxLength={200}
          onChange={(e) => setReason(e.target.value)}
        />
      </div>
      <button type="submit" className="button main" disabled={give.isPending}>
        {t("inbox.delegate")}
      </button>
      {problem && (
        <Faults says={problem.faults.length > 0 ? problem.faults.map((f) => f.says) : [problem.message]} />
      )}
    </form>
  );
}

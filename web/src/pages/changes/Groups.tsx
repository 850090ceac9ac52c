import { Input } from "antd";
import { useId, useState } from "react";
import { asProblem } from "@/api/problem";
import { useChangeGroups, useDecideGroup } from "@/api/registry";
import { Faults } from "@/forms/Faults";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";

/** Equal changes of a registry file, decided together; nobody decides what they loaded themselves. */
export function Groups() {
  const { t } = useTranslation();
  const p = usePlan();
  const groups = useChangeGroups(true).data ?? [];
  const decide = useDecideGroup();
  const id = useId();
  const [reason, setReason] = useState("");
  const problem = decide.error ? asProblem(decide.error) : null;
  if (groups.length === 0 && !decide.data) return null;
  return (
    <section className="card changes-groups" aria-labelledby="groups">
      <header>
        <h2 id="groups">{t("changes.groups")}</h2>
        <span className="note">{t("changes.groupsLead")}</span>
      </header>
      <div className="body scroll-x">
        <div className="changes-reason">
          <label htmlFor={id}>{t("changes.reason")}</label>{" "}
          <Input
            id={id}
            value={reason}
            maxLength={200}
            style={{ maxWidth: "24rem" }}
            onChange={(e) => setReason(e.target.value)}
          />
        </div>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("changes.group")}</th>
              <th scope="col" className="number">
                {t("changes.count")}
              </th>
              <th scope="col">{t("changes.example")}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {groups.map((g) => {
              const body = {
                batch: g.batch,
                group: g.key,
                count: g.count,
                ...(reason.trim() && { reason: reason.trim() }),
              };
              return (
                <tr key={`${g.batch} ${g.key}`}>
                  <th scope="row" className="plain">
                    {p(g.label)}
                  </th>
                  <td className="number">{whole(g.count)}</td>
                  <td>{g.example.says || g.example.household}</td>
                  <td className="changes-acts">
                    <button
                      type="button"
                      className="button"
                      disabled={decide.isPending || !g.example.may_decide}
                      onClick={() => decide.mutate({ ...body, approve: true })}
                    >
                      {t("changes.approveAll", { n: g.count })}
                    </button>
                    <button
                      type="button"
                      className="button plain"
                      disabled={decide.isPending || !g.example.may_decide}
                      onClick={() => decide.mutate({ ...body, approve: false })}
                    >
                      {t("changes.refuseAll", { n: g.count })}
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {problem && <Faults says={problem.rest([])} />}
        {decide.data && (
          <div role="status">
            <p>{t("changes.done", { n: decide.data.done })}</p>
            {decide.data.stuck.length > 0 && (
              <>
                <p>{t("changes.stuck", { n: decide.data.stuck.length })}</p>
                <Faults says={decide.data.stuck.map((s) => `${s.household}：${s.why}`)} />
              </>
            )}
          </div>
        )}
      </div>
    </section>
  );
}

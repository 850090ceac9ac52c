import { Modal, Select } from "antd";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import type { User } from "@/api/types";
import { type Handover, useHandOver, useHandover } from "@/api/users";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { ReasonField } from "@/forms/ReasonField";
import { usePlan } from "@/i18n/plan";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";
import { Loading } from "@/parts/states";

/** Lists what moves from a rotated colleague and what cannot, and moves it in one step. */
export function HandoverDialog({ user, close }: { user: User; close: () => void }) {
  const { t } = useTranslation();
  const [to, setTo] = useState(0);
  const [reason, setReason] = useState("");
  const list = useHandover(user.id, to);
  const act = useHandOver(user.id);
  const v = list.data;
  const moving = v?.grants.filter((g) => g.moves) ?? [];
  const problem = act.error ? asProblem(act.error) : null;
  return (
    <Modal
      open
      title={t("users.handover.title", { name: user.name })}
      okText={t(act.data ? "common.close" : "users.handover.ok", { n: moving.length })}
      cancelText={t("common.cancel")}
      cancelButtonProps={act.data ? { style: { display: "none" } } : {}}
      okButtonProps={{ disabled: !act.data && moving.length === 0 }}
      confirmLoading={act.isPending}
      onCancel={close}
      onOk={() =>
        act.data || !v
          ? close()
          : act.mutate(
              {
                to,
                grants: moving.map((g) => ({ role: g.grant.role, division: g.grant.division })),
                reason,
                seen: v.seen,
              },
              { onError: () => list.refetch() },
            )
      }
      mask={{ closable: false }}
      width={680}
    >
      {act.data ? (
        <p role="status">{t("users.handover.done", { from: act.data.from.name, to: act.data.to.name })}</p>
      ) : (
        <div className="form">
          <p className="form-lead">{t("users.handover.lead")}</p>
          <fieldset className="ask" data-ask="to">
            <legend>{t("users.handover.to")}</legend>
            <Select
              aria-label={t("users.handover.to")}
              style={{ width: "100%" }}
              showSearch={{ optionFilterProp: "label" }}
              value={to || undefined}
              placeholder={t("users.handover.choose")}
              options={(v?.choices ?? []).map((c) => ({ value: c.id, label: `${c.name}（${c.login}）` }))}
              onChange={setTo}
            />
          </fieldset>
          {v ? <Listed of={v} /> : <Loading rows={4} />}
          <ReasonField value={reason} change={setReason} fault={problem?.at("reason")} />
          {problem && <Faults says={problem.rest(["reason"])} />}
        </div>
      )}
    </Modal>
  );
}

function Listed({ of: v }: { of: Handover }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <>
      <h3>{t("users.handover.moves")}</h3>
      <ul className="handover">
        {v.grants.map((g) => (
          <li key={`${g.grant.role}-${g.grant.division}`}>
            <Mark name={g.moves ? "done" : "waiting"} /> {p(g.grant.role_label)} ·{" "}
            {shortPlace(g.grant.division_name)}
            {g.why && <span className="note"> · {p(g.why)}</span>}
            <br />
            <span className="note">
              {t("users.handover.counts", {
                open: whole(g.open),
                late: whole(g.late),
                visits: whole(g.visits),
              })}
              {g.steps.map((s) => ` · ${p(s.label)} ${whole(s.count)}`).join("")}
            </span>
            {g.signed.length > 0 && (
              <>
                <br />
                <span className="note">
                  {t("users.handover.signed", { n: g.signed.length, ids: g.signed.slice(0, 10).join("、") })}
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
      {v.stays.length > 0 && (
        <>
          <h3>{t("users.handover.stays")}</h3>
          <ul className="handover">
            {v.stays.map((s) => (
              <li key={s.kind}>
                {t(`users.handover.kind.${s.kind}`, { n: s.n })} <span className="note">{p(s.why)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

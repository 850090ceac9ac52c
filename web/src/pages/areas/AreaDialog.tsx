import { DatePicker, Input, Modal, Radio, Select } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import { type OpenArea, useOpenArea } from "@/api/areas";
import { asProblem } from "@/api/problem";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { usePlan } from "@/i18n/plan";
import { Line, Wrong } from "@/pages/changes/AskChange";
import { useHere } from "@/pages/declarations/Village";
import { DivisionPicker } from "@/pages/users/DivisionPicker";
import { Loads } from "@/pages/work/Loads";

const shown = ["division", "kind", "name", "says", "urgency", "happened_on", "households"];

/** Opens an event: first what it would do to each village is shown, then it is done. */
export function AreaDialog({ kinds, close }: { kinds: string[]; close: () => void }) {
  const { t } = useTranslation();
  const p = usePlan();
  const id = useId();
  const me = useWho();
  const here = useHere();
  const open = useOpenArea();
  const [listed, setListed] = useState("");
  const [e, setEvent] = useState<OpenArea>({
    division: here,
    kind: "",
    name: "",
    says: "",
    urgency: "黄",
    happened_on: me.today,
  });
  const put = (more: Partial<OpenArea>) => {
    open.reset();
    setEvent((held) => ({ ...held, ...more }));
  };
  const households = listed.split(/[\s,，、;；]+/).filter(Boolean);
  const body = { ...e, ...(households.length > 0 && { households }) };
  const problem = open.error ? asProblem(open.error) : null;
  const tried = open.data?.id === 0 ? open.data : null;
  return (
    <Modal
      open
      title={t("areas.open")}
      okText={t(tried ? "areas.openNow" : "areas.try")}
      cancelText={t("common.cancel")}
      confirmLoading={open.isPending}
      onCancel={close}
      onOk={() =>
        open.mutate({ ...body, dry_run: !tried }, { onSuccess: (_, sent) => !sent.dry_run && close() })
      }
      mask={{ closable: false }}
      width={620}
    >
      <div className="form">
        <p className="form-lead">{t("areas.openLead")}</p>
        <fieldset className="ask" data-ask="division">
          <legend>{t("areas.where")}</legend>
          <DivisionPicker
            value={e.division}
            change={(division) => put({ division })}
            label={t("areas.where")}
          />
          <Wrong says={problem?.at("division")} />
        </fieldset>
        <Line label={t("areas.kind")} fault={problem?.at("kind")}>
          {(at) => (
            <Select
              id={at}
              value={e.kind || null}
              placeholder={t("form.pick")}
              virtual={false}
              onChange={(kind: string | null) => put({ kind: kind ?? "" })}
              options={kinds.map((k) => ({ value: k, label: p(k) }))}
            />
          )}
        </Line>
        <Line label={t("areas.name")} fault={problem?.at("name")}>
          {(at) => (
            <Input id={at} value={e.name} maxLength={60} onChange={(x) => put({ name: x.target.value })} />
          )}
        </Line>
        <Line label={t("areas.day")} fault={problem?.at("happened_on")}>
          {(at) => (
            <DatePicker
              id={at}
              value={e.happened_on ? dayjs(e.happened_on) : null}
              onChange={(d) => put({ happened_on: d ? d.format("YYYY-MM-DD") : "" })}
            />
          )}
        </Line>
        <fieldset className="ask">
          <legend>{t("areas.urgency")}</legend>
          <Radio.Group
            value={e.urgency}
            onChange={(x) => put({ urgency: x.target.value })}
            options={(["红", "黄", "蓝"] as const).map((u) => ({ value: u, label: t(`urgency.${u}`) }))}
          />
          <p className="note">{t("areas.urgencyNote")}</p>
          <Wrong says={problem?.at("urgency")} />
        </fieldset>
        <Line label={t("areas.says")} fault={problem?.at("says")}>
          {(at) => (
            <Input.TextArea
              id={at}
              rows={2}
              maxLength={1000}
              value={e.says ?? ""}
              onChange={(x) => put({ says: x.target.value })}
            />
          )}
        </Line>
        <Line label={t("areas.listed")} fault={problem?.at("households")}>
          {(at) => (
            <Input.TextArea
              id={at}
              rows={2}
              value={listed}
              onChange={(x) => {
                open.reset();
                setListed(x.target.value);
              }}
            />
          )}
        </Line>
        {tried && (
          <section aria-labelledby={`${id}-would`}>
            <h3 id={`${id}-would`}>{t("areas.would", { opened: tried.opened, joined: tried.joined })}</h3>
            {tried.loads.length > 0 && <Loads loads={tried.loads} />}
          </section>
        )}
        {problem && <Faults says={problem.code === "offline" ? [t("state.offline")] : problem.rest(shown)} />}
      </div>
    </Modal>
  );
}

import { useState } from "react";
import { useAskCorrection, useDisclose } from "@/api/corrections";
import type { Household } from "@/api/types";
import { ActDialog } from "@/forms/ActDialog";
import type { Answers } from "@/forms/answers";
import { question } from "@/forms/question";
import { useTranslation } from "@/i18n/react";

type Act = "print" | "correct";

/** What somebody may ask about themselves: a sheet of what is recorded, and that it be put right. */
export function TellPerson({ household: h, prints }: { household: Household; prints: boolean }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<Act | null>(null);
  return (
    <section className="card" aria-labelledby="tell-title">
      <header>
        <h2 id="tell-title">{t("corrections.tell")}</h2>
      </header>
      <div className="body">
        <p className="note">{t("corrections.tellLead")}</p>
        <div className="tell-acts">
          {prints && (
            <button type="button" className="button" onClick={() => setDoing("print")}>
              {t("corrections.print")}
            </button>
          )}
          <button type="button" className="button" onClick={() => setDoing("correct")}>
            {t("corrections.correct")}
          </button>
        </div>
      </div>
      {doing && <Asked household={h} act={doing} close={() => setDoing(null)} />}
    </section>
  );
}

function Asked({ household: h, act, close }: { household: Household; act: Act; close: () => void }) {
  const { t } = useTranslation();
  const disclose = useDisclose(h.code);
  const ask = useAskCorrection();
  const named = (m: Household["members"][number]) => `${m.name} · ${m.number}`;
  const options = h.members.map(named);
  const asks = [
    question("number", "是谁", "code", { options, required: true }),
    act === "print"
      ? question("reason", "谁来要求的、怎么要求的", "text", { required: true, max: 200 })
      : question("says", "哪里不对、应该是什么（本人的话）", "text", { required: true, max: 1000 }),
  ];
  const submit = (a: Answers) => {
    const number = h.members.find((m) => named(m) === a.number)?.number ?? "";
    if (act === "correct") ask.mutate({ household: h.code, number, says: a.says ?? "" });
    else
      disclose.mutate(
        { number, reason: a.reason ?? "" },
        {
          onSuccess: (file) => {
            save(file, t("corrections.file"));
            close();
          },
        },
      );
  };
  if (ask.data)
    return (
      <ActDialog
        title={t("corrections.got")}
        ok={t("corrections.done")}
        lead={t("corrections.gotLead", { id: ask.data.id, day: ask.data.due_on })}
        asks={[]}
        busy={false}
        error={null}
        submit={close}
        close={close}
      />
    );
  return (
    <ActDialog
      title={t(`corrections.${act}`)}
      ok={t(`corrections.${act}`)}
      lead={t(act === "print" ? "corrections.printLead" : "corrections.correctLead")}
      asks={asks}
      busy={disclose.isPending || ask.isPending}
      error={disclose.error ?? ask.error}
      submit={submit}
      close={close}
    />
  );
}

function save(file: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

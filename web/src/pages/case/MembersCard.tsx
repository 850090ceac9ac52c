import { useState } from "react";
import { useAuthorise } from "@/api/cases";
import type { Adult, Case, Me } from "@/api/types";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Mark } from "@/parts/Mark";
import { MemberRows } from "@/parts/MemberRows";

interface Props {
  file: Case;
  me: Me;
  works: boolean;
}

/** Whether somebody is known not to live here now. */
const away = (m: { living_together: boolean; status: string }) =>
  !m.living_together || (m.status !== "" && m.status !== "正常");

/** Who lives here, with masked numbers, and whether each adult has consented to the comparison. */
export function MembersCard({ file, me, works }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const [signing, setSigning] = useState<Adult | null>(null);
  const { household: h, adults } = file;
  const together = h.members.filter((m) => m.living_together).length;
  const signed = adults.filter((a) => a.signed).length;
  return (
    <section className="card" id="members" tabIndex={-1} aria-labelledby="members-title">
      <header>
        <h2 id="members-title">{t("members.title")}</h2>
        <span className="note">
          {t("members.count", { all: h.members.length, together })} ·{" "}
          {t("members.signed", { n: signed, all: adults.length })}
        </span>
      </header>
      <MemberRows
        household={h}
        me={me}
        heads={[t("members.consent")]}
        away={away}
        beside={(m) => (!away(m) ? "" : m.living_together ? p(m.status) : t("members.away"))}
        cells={(m) => {
          const adult = adults.find((a) => a.number === m.number);
          return (
            <td data-head={t("members.consent")}>
              {!adult ? (
                <span className="note">—</span>
              ) : (
                <span className="consent">
                  <span className={cx("hit-status", adult.signed ? "settled" : "pending")}>
                    <Mark name={adult.signed ? "done" : "settle"} />
                    {adult.tries
                      ? t("members.tries", { n: adult.tries })
                      : adult.way
                        ? p(adult.way)
                        : t("members.unsigned")}
                  </span>
                  {works && !adult.signed && (
                    <button type="button" className="button" onClick={() => setSigning(adult)}>
                      {t("members.sign")}
                      <span className="hidden"> {m.name}</span>
                    </button>
                  )}
                </span>
              )}
            </td>
          );
        }}
      />
      {signing && <SignDialog file={file} me={me} adult={signing} close={() => setSigning(null)} />}
    </section>
  );
}

function SignDialog({ file, me, adult, close }: { file: Case; me: Me; adult: Adult; close: () => void }) {
  const { t } = useTranslation();
  const act = useAuthorise(file.case.id);
  return (
    <ActDialog
      title={t("members.signOf", { name: adult.name })}
      ok={t("members.record")}
      lead={t("members.signLead")}
      asks={[
        question("way", "签署方式", "code", {
          options: ["纸质", "本人手机", "录音", "联系不上"],
          required: true,
        }),
        question("signed_on", "签署日期", "date", { required: true }),
        question("valid_to", "有效期至", "date"),
        question("file", "扫描件或录音的文件名", "text", { max: 60 }),
      ]}
      initial={{ way: "纸质", signed_on: me.today }}
      busy={act.isPending}
      error={act.error}
      submit={(a) =>
        act.mutate(
          {
            version: file.case.version,
            number: adult.number,
            way: a.way ?? "",
            signed_on: a.signed_on ?? "",
            ...(a.valid_to && { valid_to: a.valid_to }),
            ...(a.file && { file: a.file }),
          },
          { onSuccess: close },
        )
      }
      close={close}
    />
  );
}

import { useState } from "react";
import { type Token, useDeleteToken, useTokens } from "@/api/account";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Confirm } from "@/pages/users/Confirm";
import { cx } from "@/parts/cx";
import { Icon } from "@/parts/Icon";
import { shortPlace } from "@/parts/place";
import { Empty, Failed, Loading } from "@/parts/states";
import { TokenDialog } from "./TokenDialog";
import { TokenOnce } from "./TokenOnce";

const day = (time: string) => time.slice(0, 10);

/** Tokens by which programs call for the user. */
export function TokensCard() {
  const { t } = useTranslation();
  const p = usePlan();
  const tokens = useTokens();
  const withdraw = useDeleteToken();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<{ name: string; text: string } | null>(null);
  const [asked, setAsked] = useState<Token | null>(null);
  return (
    <section className="card me-card" aria-label={t("mine.tokens")}>
      <header className="card-head">
        <h2>{t("mine.tokens")}</h2>
        <span className="second">{t("mine.tokensLead")}</span>
        <button type="button" className="button" onClick={() => setMaking(true)}>
          <Icon name="plus" size={13} />
          {t("mine.make")}
        </button>
      </header>
      {withdraw.error && <Faults says={[asProblem(withdraw.error).message]} />}
      {tokens.isError && !tokens.data ? (
        <Failed error={tokens.error} again={() => tokens.refetch()} />
      ) : !tokens.data ? (
        <Loading rows={3} />
      ) : tokens.data.length === 0 ? (
        <Empty title={t("mine.noTokens")} />
      ) : (
        <div className="scroll-x">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("mine.name")}</th>
                <th scope="col">{t("mine.scope")}</th>
                <th scope="col">{t("mine.expires")}</th>
                <th scope="col">{t("mine.used")}</th>
                <th scope="col">
                  <span className="hidden">{t("mine.withdraw")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tokens.data.map((k) => (
                <tr key={k.id} className={cx(k.over && "away")}>
                  <th scope="row" className="plain">
                    {k.name}
                  </th>
                  <td>
                    {k.writes ? t("mine.writes") : t("mine.reads")}
                    {k.grants.map((g) => (
                      <div key={`${g.role} ${g.division} ${g.owner}`} className="note">
                        {p(g.role_label)} {p(g.owner)} {shortPlace(g.division_name)}
                      </div>
                    ))}
                  </td>
                  <td>
                    {day(k.expires)} {k.over && t("mine.over")}
                  </td>
                  <td>{k.used ? day(k.used) : t("mine.never")}</td>
                  <td className="me-end">
                    <button type="button" className="button plain" onClick={() => setAsked(k)}>
                      {t("mine.withdraw")}
                      <span className="hidden"> {k.name}</span>
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {making && (
        <TokenDialog close={() => setMaking(false)} made={(name, text) => setMade({ name, text })} />
      )}
      {made && <TokenOnce {...made} close={() => setMade(null)} />}
      {asked && (
        <Confirm
          title={t("mine.withdrawAsk", { name: asked.name })}
          says={t("mine.withdrawThen")}
          ok={t("mine.withdraw")}
          act={() => {
            withdraw.mutate(asked.id);
            setAsked(null);
          }}
          close={() => setAsked(null)}
        />
      )}
    </section>
  );
}

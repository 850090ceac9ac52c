import { useState } from "react";
import { Link } from "react-router";
import { type Message, useMessages, useRead } from "@/api/inbox";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { moment } from "@/parts/format";
import { Mark, type MarkName } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";
import { Empty, Failed, Loading } from "@/parts/states";

const marks: Record<Message["kind"], MarkName> = {
  asked: "todo",
  dispatched: "todo",
  supervised: "todo",
  reopened: "todo",
  hit_said: "todo",
  half_gone: "past_half",
  overdue: "late",
  below_late: "late",
  digest: "in_time",
  handed_over: "done",
  taken_over: "todo",
};

/** What I was told, the newest first. A message is read when it is opened. */
export function Messages() {
  const { t } = useTranslation();
  const [unread, setUnread] = useState(false);
  const list = useMessages(unread);
  const read = useRead();
  const rows = list.data?.pages.flatMap((page) => page.messages) ?? [];
  return (
    <section className="card" aria-label={t("inbox.messages")}>
      <div className="messages-head">
        <fieldset className="messages-which">
          <legend className="hidden">{t("inbox.which")}</legend>
          {[false, true].map((only) => (
            <label key={String(only)}>
              <input type="radio" name="which" checked={unread === only} onChange={() => setUnread(only)} />
              {only ? t("inbox.unread") : t("inbox.all")}
            </label>
          ))}
        </fieldset>
        <button
          type="button"
          className="button"
          disabled={read.isPending || rows.every((m) => m.read)}
          onClick={() => read.mutate([])}
        >
          {t("inbox.readAll")}
        </button>
      </div>
      {list.isError && rows.length === 0 ? (
        <Failed error={list.error} again={() => list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={8} />
      ) : rows.length === 0 ? (
        <Empty title={t(unread ? "inbox.noUnread" : "inbox.none")}>{t("inbox.noneHow")}</Empty>
      ) : (
        <ul className="messages">
          {rows.map((m) => (
            <Line key={m.id} message={m} open={() => m.read || read.mutate([m.id])} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <footer className="messages-more">
          <button
            type="button"
            className="button"
            disabled={list.isFetchingNextPage}
            onClick={() => list.fetchNextPage()}
          >
            {t("inbox.older")}
          </button>
        </footer>
      )}
    </section>
  );
}

function Line({ message: m, open }: { message: Message; open: () => void }) {
  const { t } = useTranslation();
  const p = usePlan();
  const says = t(`inbox.tells.${m.kind}`, {
    place: shortPlace(m.division_name),
    id: m.case,
    state: p(m.state_label),
    due: m.due_on,
    ...m.tally,
  });
  return (
    <li className={cx("message", !m.read && "new", /late|overdue/.test(m.kind) && "late")}>
      <Mark name={m.urgent && m.kind === "dispatched" ? "urgent" : marks[m.kind]} />
      <Link
        to={m.case > 0 ? `/cases/${m.case}` : m.state === "question" ? "/questions" : "/inbox"}
        onClick={open}
      >
        {!m.read && <span className="message-new">{t("inbox.new")}</span>}
        {says}
      </Link>
      <span className="note">
        {moment(m.at)}
        {m.carried && ` · ${t(`inbox.carried.${m.carried}`)}`}
      </span>
    </li>
  );
}

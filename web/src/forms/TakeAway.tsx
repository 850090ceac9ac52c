import { lazy, Suspense, useState } from "react";
import { useTranslation } from "@/i18n/react";
import { Icon } from "@/parts/Icon";

const TakeAwayDialog = lazy(async () => ({ default: (await import("./TakeAwayDialog")).TakeAwayDialog }));

interface Props {
  list: string;
  /** What narrows the list, by the names that its route has; empty values narrow nothing. */
  filter?: object;
}

/** The button of a list that takes it away as Excel or CSV, as it is filtered. */
export function TakeAway({ list, filter = {} }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        <Icon name="out" />
        {t("exports.take")}
      </button>
      <Suspense>
        {open && <TakeAwayDialog list={list} filter={filter} close={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}

import { useState } from "react";
import { useTranslation } from "@/i18n/react";
import { Icon } from "./Icon";

/** Copies a text and says so where it was pressed. */
export function Copy({ text, label }: { text: () => string; label: string }) {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  const copy = async () => {
    await write(text());
    setDone(true);
    setTimeout(() => setDone(false), 2500);
  };
  return (
    <button type="button" className="button plain" onClick={copy}>
      <Icon name="copy" size={14} />
      <span aria-live="polite">{done ? t("common.copied") : label}</span>
    </button>
  );
}

/** Pages over plain HTTP have no clipboard of their own; a selection does. */
async function write(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

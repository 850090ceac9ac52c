import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";

interface Props {
  shown: number;
  total: number;
  /** Missing on the last page. */
  more: (() => void) | undefined;
  busy: boolean;
  /** Whether the keys are told; a phone has none. */
  keys: boolean;
  choosing: boolean;
  help: () => void;
}

/** How much of the list is here, the way to the rest, and the keys. */
export function ListFoot({ shown, total, more, busy, keys, choosing, help }: Props) {
  const { t } = useTranslation();
  return (
    <footer className="work-foot">
      <span>
        {t("work.loaded", { n: whole(shown), total: whole(total) })}
        {more && <More busy={busy} more={more} left={total - shown} />}
      </span>
      {keys && <KeyRow onHelp={help} choosing={choosing} />}
    </footer>
  );
}

interface MoreProps {
  busy: boolean;
  left: number;
  more: () => void;
}

/** Takes the next page when it comes into sight, and when it is pressed. */
function More({ busy, left, more }: MoreProps) {
  const { t } = useTranslation();
  const watch = (el: HTMLButtonElement | null) => {
    if (!el || busy) return;
    const seen = new IntersectionObserver(([e]) => e?.isIntersecting && more(), { rootMargin: "600px" });
    seen.observe(el);
    return () => seen.disconnect();
  };
  return (
    <button ref={watch} type="button" className="button plain" disabled={busy} onClick={more}>
      {busy ? t("common.loading") : t("common.more", { n: Math.min(100, left) })}
    </button>
  );
}

function KeyRow({ onHelp, choosing }: { onHelp: () => void; choosing: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="work-keys">
      <kbd>J</kbd> <kbd>K</kbd> {t("keys.step")} <kbd>{t("keys.space")}</kbd> {t("keys.peek")}
      {choosing && (
        <>
          {" "}
          <kbd>X</kbd> {t("keys.choose")}
        </>
      )}{" "}
      <kbd>Enter</kbd> {t("keys.open")}
      <button type="button" className="button plain" onClick={onHelp}>
        <kbd>?</kbd> {t("keys.all")}
      </button>
    </span>
  );
}

import { useQueryClient } from "@tanstack/react-query";
import { Cascader } from "antd";
import { useEffect, useState } from "react";
import { pathOf, placeQuery } from "@/api/places";
import { asProblem } from "@/api/problem";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";

interface Option {
  value: string;
  label: string;
  isLeaf: boolean;
  children?: Option[];
}

const province = "520000000000";

interface Props {
  value: string;
  change: (code: string) => void;
  /** Where the choice begins; none: at the province. */
  top?: string;
  /** What it is asked for; missing: where somebody works. */
  label?: string;
}

/** Picks a division from the province down; each level comes when it is opened. */
export function DivisionPicker({ value, change, top = "", label }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const cache = useQueryClient();
  const [options, setOptions] = useState<Option[]>([]);
  const [wrong, setWrong] = useState<unknown>(null);
  const children = async (code: string): Promise<Option[]> => {
    const place = await cache.ensureQueryData(placeQuery(code));
    return place.children.map((c) => ({ value: c.code, label: c.name, isLeaf: !c.code.endsWith("000") }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first value opens its own path, once
  useEffect(() => {
    const grow = async () => {
      const first = top || province;
      const place = await cache.ensureQueryData(placeQuery(first));
      const root: Option = { value: first, label: place.name, isLeaf: false };
      let at: Option | undefined = root;
      for (const code of value ? pathOf(value) : [first]) {
        if (!at || at.isLeaf) break;
        at.children = await children(at.value);
        const next = pathOf(value)[pathOf(value).indexOf(code) + 1];
        at = at.children.find((o) => o.value === next);
      }
      setOptions([root]);
    };
    grow().catch(setWrong);
  }, []);
  const open = async (picked: Option[]) => {
    const last = picked.at(-1);
    if (!last || last.children) return;
    last.children = await children(last.value);
    setWrong(null);
    setOptions([...options]);
  };
  const problem = wrong ? asProblem(wrong) : null;
  const says = problem && (problem.code === "offline" ? t("state.offline") : p(problem.message));
  return (
    <>
      <Cascader
        options={options}
        value={value ? pathOf(value).slice(pathOf(value).indexOf(top || province)) : []}
        onChange={(path) => change(String(path?.at(-1) ?? ""))}
        loadData={(picked) => void open(picked as Option[]).catch(setWrong)}
        changeOnSelect
        placeholder={label ?? t("users.where")}
        aria-label={label ?? t("users.where")}
        displayRender={(labels) => labels.slice(labels.length > 1 ? 1 : 0).join("")}
        style={{ width: "100%" }}
      />
      {says && (
        <p className="fault" role="alert">
          {says}
        </p>
      )}
    </>
  );
}

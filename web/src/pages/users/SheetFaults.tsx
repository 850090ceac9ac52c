import type { SheetPreview } from "@/api/users";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";

interface Props {
  faults: SheetPreview["faults"];
  download: () => Promise<Blob> | null;
}

/** What is wrong with a sheet: row, column, value, reason; the same as a workbook to send back. */
export function SheetFaults({ faults, download }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const fetchErrors = async () => {
    const blob = await download();
    if (!blob) return;
    const a = document.createElement("a");
    a.href = URL.createObjectURL(blob);
    a.download = "users-errors.xlsx";
    a.click();
    URL.revokeObjectURL(a.href);
  };
  return (
    <>
      <p className="fault" role="alert">
        <Mark name="late" />
        {t("users.sheet.faults", { n: faults.length })}{" "}
        <button type="button" className="button plain" onClick={() => void fetchErrors()}>
          {t("users.sheet.errors")}
        </button>
      </p>
      <div className="users-sheet-rows">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="number">
                {t("users.sheet.row")}
              </th>
              <th scope="col">{t("users.sheet.column")}</th>
              <th scope="col">{t("users.sheet.value")}</th>
              <th scope="col">{t("users.sheet.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map((f) => (
              <tr key={`${f.row} ${f.column}`}>
                <td className="number">{f.row}</td>
                <td>{f.column}</td>
                <td>{f.value}</td>
                <td>{p(f.reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

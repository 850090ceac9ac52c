import { Modal } from "antd";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { sheetErrors, useCreateUsers, usePreviewUsers } from "@/api/users";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import { Grants } from "./Grants";
import { SheetFaults } from "./SheetFaults";
import { SheetMade } from "./SheetMade";

/** Users from Excel: the template, a look at what a sheet would make, then all of it or nothing. */
export function SheetDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const look = usePreviewUsers();
  const create = useCreateUsers();
  const [file, setFile] = useState<File | null>(null);
  const problem = look.error ?? create.error;
  const seen = look.data;
  const ready = seen && seen.faults.length === 0;
  if (create.data) return <SheetMade made={create.data.made} close={close} />;
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    create.reset();
    setFile(chosen);
    look.mutate(chosen);
  };
  return (
    <Modal
      open
      title={t("users.sheet.title")}
      okText={t("users.sheet.create", { n: seen?.users.length ?? 0 })}
      okButtonProps={{ disabled: !ready }}
      cancelText={t("common.cancel")}
      onCancel={close}
      onOk={() => file && create.mutate(file)}
      confirmLoading={create.isPending}
      mask={{ closable: false }}
      width={760}
    >
      <div className="form">
        <p className="form-lead">{t("users.sheet.lead")}</p>
        <p className="users-sheet">
          <a className="button" href="/api/users/template" download>
            {t("users.sheet.template")}
          </a>
          <label className="button">
            {file?.name ?? t("users.sheet.file")}
            <input
              type="file"
              className="hidden"
              accept=".xlsx"
              onChange={(e) => {
                choose(e.target.files?.[0]);
                e.target.value = "";
              }}
            />
          </label>
        </p>
        {problem && <Faults says={[asProblem(problem).message]} />}
        {seen && seen.faults.length > 0 && (
          <SheetFaults faults={seen.faults} download={() => (file ? sheetErrors(file) : null)} />
        )}
        {ready && (
          <>
            <p role="status">{t("users.sheet.ready", { n: seen.users.length })}</p>
            <div className="users-sheet-rows">
              <table className="table">
                <tbody>
                  {seen.users.map((u) => (
                    <tr key={u.login}>
                      <th scope="row" className="plain">
                        {u.name}
                      </th>
                      <td>
                        <code>{u.login}</code>
                      </td>
                      <td>
                        <Grants of={u.grants} />
                        {u.number && (
                          <>
                            {" "}
                            <span className="note">{t("users.sheet.own", { number: u.number })}</span>
                          </>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}

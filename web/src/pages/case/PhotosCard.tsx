import { useState } from "react";
import type { Case } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment } from "@/parts/format";
import { subjectOf, subjects } from "@/phone/photos";
import { TakePhoto } from "@/phone/TakePhoto";
import "../visit/visit.css";

/** The photos of visits, meetings and the notice board; each look is one's own act and written down. */
export function PhotosCard({ file, works }: { file: Case; works: boolean }) {
  const { t } = useTranslation();
  const p = usePlan();
  const [of, setOf] = useState(subjectOf(file.case.state));
  if (file.photos.length === 0 && !works) return null;
  return (
    <section className="card no-print" id="photos" tabIndex={-1} aria-labelledby="photos-title">
      <header>
        <h2 id="photos-title">{t("photo.title")}</h2>
        <span className="note">{t("photo.lead")}</span>
      </header>
      <div className="body">
        {file.photos.length === 0 ? (
          <p className="note">{t("photo.none")}</p>
        ) : (
          <ul className="photos">
            {file.photos.map((photo) => (
              <li key={photo.id}>
                <a href={photo.url} target="_blank" rel="noreferrer">
                  {p(photo.of)} · {moment(photo.taken_at)} · {photo.by}
                </a>
              </li>
            ))}
          </ul>
        )}
        {works && (
          <div className="photos-add">
            <fieldset>
              <legend className="note">{t("photo.of")}</legend>
              {subjects.map((s) => (
                <label key={s}>
                  <input type="radio" name="photo-of" checked={of === s} onChange={() => setOf(s)} /> {p(s)}
                </label>
              ))}
            </fieldset>
            <TakePhoto id={file.case.id} of={of} place={file.case.division_name} />
          </div>
        )}
      </div>
    </section>
  );
}

import { Input } from "antd";
import type { Field, PersonAsked } from "@/api/registry";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Line, Wrong } from "./AskChange";
import { fieldOf } from "./asked";
import { FieldValue } from "./CorrectFields";

interface Props {
  person: PersonAsked;
  fields: Field[];
  change: (person: PersonAsked) => void;
  fault: string | undefined;
}

/** Fields of a newcomer that the registry has words for, in the order in which they are asked. */
const asked = ["relation", "sex", "birth_date", "education", "health", "labor"] as const;

/** Somebody who comes into the household. Sex and birth date are asked of who has no ID number. */
export function PersonFields({ person, fields, change, fault }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const numbered = (person.number ?? "") !== "";
  return (
    <fieldset className="ask person-fields">
      <legend>{t("changes.person")}</legend>
      <Line label={t("members.name")}>
        {(id) => (
          <Input
            id={id}
            value={person.name}
            maxLength={50}
            onChange={(e) => change({ ...person, name: e.target.value })}
          />
        )}
      </Line>
      <Line label={t("changes.newNumber")}>
        {(id) => (
          <Input
            id={id}
            value={person.number ?? ""}
            maxLength={20}
            onChange={(e) => change({ ...person, number: e.target.value })}
          />
        )}
      </Line>
      {asked.map((key) => {
        const field = fieldOf(fields, key);
        if (!field || (numbered && (key === "sex" || key === "birth_date"))) return null;
        return (
          <Line key={key} label={p(field.label)}>
            {(id) => (
              <FieldValue
                id={id}
                field={field}
                value={person[key] ?? ""}
                change={(value) => change({ ...person, [key]: value })}
              />
            )}
          </Line>
        );
      })}
      <Wrong says={fault} />
    </fieldset>
  );
}

import type { Words } from "../words";
import type { documents as zh } from "../zh/documents";

export const documents: Words<typeof zh> = {
  title: "Documents",
  lead: "What can be printed at this step; who printed what is recorded",
  html: "View and print",
  pdf: "PDF",
  docx: "Word",
  as: "{{kind}}: {{format}}",
};

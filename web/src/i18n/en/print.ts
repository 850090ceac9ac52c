import type { Words } from "../words";
import type * as zh from "../zh/print";

export const print: Words<typeof zh.print> = {
  by: "Printed by {{name}} ({{role}}) at {{at}}",
  page: "Page {{at}} of {{of}}",
};

export const print = {
  by: "{{name}}（{{role}}）打印于 {{at}}",
  page: "第 {{at}} 页，共 {{of}} 页",
} as const;

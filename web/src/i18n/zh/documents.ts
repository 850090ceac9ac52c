export const documents = {
  title: "文书",
  lead: "按现在这一步能打印的；谁打印了什么都留记录",
  html: "查看打印",
  pdf: "PDF",
  docx: "Word",
  as: "{{kind}}：{{format}}",
} as const;

/** The troubles that a family may tick, in the words of the farmer's page. */
export const troubles = [
  "看病花钱多，负担重",
  "孩子上学有困难",
  "没有活干，收入少了",
  "房子不安全",
  "喝水有困难",
  "遭了灾、出了意外",
  "家里没有能干活的人",
  "别的难处",
] as const;

/** How an official came to hear it. */
export const ways = ["代填", "电话", "口述"] as const;

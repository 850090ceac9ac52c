import type { PlanWords } from "./plan";
import { data } from "./planwords/data";
import { delivery } from "./planwords/delivery";
import { rules } from "./planwords/rules";
import { server } from "./planwords/server";
import { workflow } from "./planwords/workflow";

/** English for the words of the plan package and the sentences of the server. */
export const planEn: PlanWords = { ...data, ...delivery, ...rules, ...server, ...workflow };

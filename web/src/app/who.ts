import { createContext } from "react";
import type { Me } from "@/api/types";

/** Who is signed in: given by SignedIn, or by the phone while it is offline. */
export const Who = createContext<Me | null>(null);

import { useMutation } from "@tanstack/react-query";

/** What becomes of a request that somebody else has to approve. */
export type Decision = "approve" | "refuse" | "withdraw";

interface Decided {
  what: Decision;
  /** Of the request, as it was read. */
  version: number;
  reason: string;
}

/** Approves, refuses or withdraws; a reason that is empty is not sent. */
export const useDeciding = (
  ways: Record<Decision, (body: { version: number; reason?: string }) => Promise<unknown>>,
  anew: () => Promise<unknown>,
) =>
  useMutation({
    mutationFn: ({ what, version, reason }: Decided) => ways[what]({ version, ...(reason && { reason }) }),
    onSuccess: anew,
  });

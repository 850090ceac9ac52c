import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api, set, signed } from "./client";
import type { components } from "./schema";
import type { Case } from "./types";

/** What a list of cases is narrowed to. */
export interface CaseFilter {
  /** One state, or several with commas. */
  state: string;
  under: string;
  urgency: string;
  rule: string;
  /** Has a standing finding of it. */
  check: string;
  late: boolean;
  q: string;
  /** Has an alert that is raised still; has a measure. */
  alerted: string;
  helped: string;
  risk: string;
  main_risk: string;
  /** A year or a month: 2025 or 2025-06. */
  opened: string;
  decided: string;
  cleared: string;
  /** With a rule's alert that has come so far (listed:medical_burden), raised in a span. */
  became: string;
  raised: string;
  /** "1": monitored, and no rule had spoken before. */
  missed: string;
  /** A locked day at whose end the list stood so. */
  as_of: string;
}

type YesNo = "yes" | "no" | undefined;

export const pageSize = 100;

export const casesQuery = (f: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: ["cases", f],
    queryFn: ({ pageParam }) => {
      const urgency = f.urgency as "红" | "黄" | "蓝" | "";
      const query = set({
        ...f,
        urgency: urgency || undefined,
        late: f.late ? 1 : undefined,
        missed: f.missed ? 1 : undefined,
        alerted: (f.alerted || undefined) as YesNo,
        helped: (f.helped || undefined) as YesNo,
        after: pageParam,
        limit: pageSize,
      });
      return answer(api.GET("/api/cases", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next || undefined,
  });

/** The cases of a filter by time left, page after page. */
export const useCases = (f: CaseFilter, enabled = true) =>
  useInfiniteQuery({ ...casesQuery(f), placeholderData: keepPreviousData, enabled });

/** The daily checks: how many cases of a division each stands about. */
export const useChecks = (under: string) =>
  useQuery({
    queryKey: ["cases", "checks", under],
    queryFn: async () => (await answer(api.GET("/api/checks", { params: { query: set({ under }) } }))).counts,
  });

const caseKey = (id: number) => ["case", id] as const;

/** Everything about one case; 0 asks for none. */
export const useCase = (id: number) =>
  useQuery({
    queryKey: caseKey(id),
    queryFn: () => answer(api.GET("/api/cases/{id}", { params: { path: { id } } })),
    enabled: id > 0,
  });

export function useReadAgain(id: number) {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: caseKey(id) });
}

function useForget() {
  const cache = useQueryClient();
  return () => {
    void cache.invalidateQueries({ queryKey: ["cases"] });
    void cache.invalidateQueries({ queryKey: ["overview"] });
    void cache.invalidateQueries({ queryKey: ["supervisions"] });
  };
}

/** One act on a case; its answer is the case as it is then. */
function useAct<Body>(id: number, act: (body: Body) => Promise<Case>) {
  const cache = useQueryClient();
  const forget = useForget();
  return useMutation({
    mutationFn: act,
    onSuccess: (now) => {
      cache.setQueryData(caseKey(id), now);
      forget();
    },
  });
}

type Bodies = components["schemas"];
const on = (id: number) => ({ params: { header: signed, path: { id } } });

export const useMove = (id: number) =>
  useAct(id, (body: Bodies["MoveAsked"]) => answer(api.POST("/api/cases/{id}/moves", { ...on(id), body })));

export const useAuthorise = (id: number) =>
  useAct(id, (body: Bodies["AuthoriseRequest"]) =>
    answer(api.POST("/api/cases/{id}/authorisations", { ...on(id), body })),
  );

export const useSettleHit = (id: number) =>
  useAct(id, (body: Bodies["SettleHitRequest"]) =>
    answer(api.POST("/api/cases/{id}/hits", { ...on(id), body })),
  );

export const useTellHits = (id: number) =>
  useAct(id, (body: Bodies["TellHitsRequest"]) =>
    answer(api.POST("/api/cases/{id}/hits/told", { ...on(id), body })),
  );

export const useAnswerHit = (id: number) =>
  useAct(id, (body: Bodies["AnswerHitRequest"]) =>
    answer(api.POST("/api/cases/{id}/hits/said", { ...on(id), body })),
  );

export const useRecordMeasure = (id: number) =>
  useAct(id, (body: Bodies["RecordMeasureRequest"]) =>
    answer(api.POST("/api/cases/{id}/measures", { ...on(id), body })),
  );

export const useObject = (id: number) =>
  useAct(id, (body: Bodies["ObjectRequest"]) =>
    answer(api.POST("/api/cases/{id}/objections", { ...on(id), body })),
  );

export const usePause = (id: number) =>
  useAct(id, (body: Bodies["PauseCaseRequest"]) =>
    answer(api.POST("/api/cases/{id}/pauses", { ...on(id), body })),
  );

export const useLiftBlock = (id: number) =>
  useAct(id, (body: Bodies["LiftBlockRequest"]) =>
    answer(api.POST("/api/cases/{id}/lifted", { ...on(id), body })),
  );

export const useSupervise = (id: number) =>
  useAct(id, (body: Bodies["SuperviseRequest"]) =>
    answer(api.POST("/api/cases/{id}/supervisions", { ...on(id), body })),
  );

/** Answers a supervision, or closes it. */
export const useSaySupervision = (id: number, supervision: number, act: "answer" | "close") =>
  useAct(id, (body: { version: number; says: string }) => {
    const at = { params: { header: signed, path: { id, supervision } }, body };
    return answer(
      act === "answer"
        ? api.POST("/api/cases/{id}/supervisions/{supervision}/answer", at)
        : api.POST("/api/cases/{id}/supervisions/{supervision}/close", at),
    );
  });

export const useReopen = (id: number) =>
  useAct(id, (body: Bodies["ReopenCaseRequest"]) =>
    answer(api.POST("/api/cases/{id}/reopened", { ...on(id), body })),
  );

export const useSettleAlerts = (id: number) =>
  useAct(id, (body: Bodies["SettleAlertsRequest"]) =>
    answer(api.POST("/api/cases/{id}/alerts", { ...on(id), body })),
  );

export function useOpenCase() {
  const forget = useForget();
  return useMutation({
    mutationFn: (body: Bodies["OpenCaseRequest"]) =>
      answer(api.POST("/api/cases", { params: { header: signed }, body })),
    onSuccess: forget,
  });
}

export type Bulk = Bodies["BulkRequest"];

const sendBulk = async (body: Bulk) =>
  (await answer(api.POST("/api/cases/bulk", { params: { header: signed }, body }))).outcomes;

/** What a bulk act would do, without doing it. */
export const useBulkTrial = (body: Bulk) =>
  useQuery({
    queryKey: ["bulk", body],
    queryFn: () => sendBulk({ ...body, dry_run: true }),
    placeholderData: keepPreviousData,
    enabled: body.move !== "",
    gcTime: 0,
  });

export function useBulk() {
  const cache = useQueryClient();
  const forget = useForget();
  return useMutation({
    mutationFn: sendBulk,
    onSuccess: () => {
      forget();
      void cache.invalidateQueries({ queryKey: ["case"] });
    },
  });
}

/** What a dispatch would give each village. */
export const useLoads = (ids: number[], enabled: boolean) =>
  useQuery({
    queryKey: ["loads", ids],
    queryFn: async () =>
      (await answer(api.POST("/api/cases/loads", { params: { header: signed }, body: { ids } }))).loads,
    enabled,
    gcTime: 0,
  });

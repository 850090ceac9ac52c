const visits = ["visit", "clear_visit", "follow_visit", "watch_visit"];

/** Whether a move writes a visit down: it has the visit form, wherever one comes from. */
export const isVisit = (move: string) => visits.includes(move);

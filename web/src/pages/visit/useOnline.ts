import { useSyncExternalStore } from "react";

/** Whether the browser has a network. */
export const useOnline = () =>
  useSyncExternalStore(
    (l) => {
      addEventListener("online", l);
      addEventListener("offline", l);
      return () => {
        removeEventListener("online", l);
        removeEventListener("offline", l);
      };
    },
    () => navigator.onLine,
  );

import { useContext } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { asProblem } from "@/api/problem";
import { useMe } from "@/api/session";
import type { Me } from "@/api/types";
import { Failed, Loading } from "@/parts/states";
import { Who } from "./who";

/** Who is signed in; only pages below SignedIn ask. */
export function useWho(): Me {
  const me = useContext(Who);
  if (!me) throw new Error("useWho outside of SignedIn");
  return me;
}

/** Lets in who has a session; who still has a one-time password, or owes a second proof, gets no further than to that. */
export function SignedIn() {
  const me = useMe();
  const here = useLocation();
  if (me.error && asProblem(me.error).status === 401) {
    const next = here.pathname === "/" ? "" : `?next=${encodeURIComponent(here.pathname + here.search)}`;
    return <Navigate to={`/login${next}`} replace />;
  }
  if (me.isError) return <Failed error={me.error} again={() => me.refetch()} />;
  if (!me.data) return <Loading />;
  if (me.data.user.must_change && here.pathname !== "/password") return <Navigate to="/password" replace />;
  if (me.data.owes_factor && !["/me", "/password"].includes(here.pathname))
    return <Navigate to="/me" replace />;
  return (
    <Who value={me.data}>
      <Outlet />
    </Who>
  );
}

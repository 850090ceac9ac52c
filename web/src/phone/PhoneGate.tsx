import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Outlet } from "react-router";
import { asProblem } from "@/api/problem";
import { useMe } from "@/api/session";
import { SignedIn } from "@/app/SignedIn";
import { Who } from "@/app/who";
import { Loading } from "@/parts/states";
import { PinForm } from "./PinForm";
import { look, sessionOver, sync, usePhone, wipe } from "./phone";
import "./phone.css";

/**
 * Pages that work without a network: the store is opened by its PIN, and who it
 * belongs to is known from it while the server cannot be asked.
 */
export function Component() {
  const phone = usePhone();
  const cache = useQueryClient();
  const me = useMe();
  const status = me.error ? asProblem(me.error).status : 200;
  const signedOut = status === 401;
  const stranger = !!me.data && typeof phone.holder === "number" && phone.holder !== me.data.user.id;
  const refetch = me.refetch;
  useEffect(() => void look(), []);
  useEffect(() => {
    if (import.meta.env.PROD && "serviceWorker" in navigator) void navigator.serviceWorker.register("/sw.js");
  }, []);
  useEffect(() => {
    if (signedOut) void sessionOver();
    else if (stranger) void wipe();
  }, [signedOut, stranger]);
  useEffect(() => {
    if (!phone.open) return;
    const contact = () => {
      void refetch();
      void sync(cache);
    };
    if (navigator.onLine) void sync(cache);
    addEventListener("online", contact);
    return () => removeEventListener("online", contact);
  }, [phone.open, cache, refetch]);

  if (signedOut) return <SignedIn />;
  if (phone.holder === undefined || stranger) return <Loading />;
  if (phone.holder !== null && !phone.open) return <PinForm />;
  const who = me.data ?? phone.me;
  if (!who || who.user.must_change) return <SignedIn />;
  return (
    <Who value={who}>
      <Outlet />
    </Who>
  );
}

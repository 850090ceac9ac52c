import { Navigate } from "react-router";
import { firstPage } from "./roles";
import { useWho } from "./SignedIn";

/** Sends a person to where the day begins. */
export function First() {
  return <Navigate to={firstPage(useWho())} replace />;
}

import type { ConnectionShown } from "#server/intake/contract.ts";

/** Lets the page hear what a form inside a place has connected. */
export const connectedAt =
  (place: HTMLElement) =>
  ({ detail }: CustomEvent<ConnectionShown>): boolean =>
    place.dispatchEvent(new CustomEvent("connected", { detail, bubbles: true, composed: true }));

import type { Instant } from "#server/clock.ts";
import type { World } from "#server/world.ts";

/** What may be told of a certificate. */
export type ShownCertificate = {
  /** SHA-256 of its DER form, as in `AB:CD:…`: what a client pins. */
  fingerprint: string;
  valid_until: Instant;
  source: "made" | "given";
};

const shown = new WeakMap<World, ShownCertificate>();

export const showCertificate = (world: World, one: ShownCertificate): void => void shown.set(world, one);

/** What the API port shows now; nothing inside the app, where it speaks plain HTTP in the Supervisor's network. */
export const certificateShownBy = (world: World): ShownCertificate | null => shown.get(world) ?? null;

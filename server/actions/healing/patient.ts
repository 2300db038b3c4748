import type { Link } from "#server/intake/connect/link.ts";
import type { Watched } from "#server/intake/watched.ts";

/** A home as healing needs it. */
export type Patient = Pick<Watched, "isLive" | "now" | "deafMs"> & {
  readonly row: Pick<Watched["row"], "home_id">;
  readonly link: Link | undefined;
  shown(): { import: { state: string }; clock: { skew_ms: number | null } };
};

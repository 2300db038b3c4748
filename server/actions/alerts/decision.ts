import type { Severity } from "#server/finding.ts";
import type { Matter, StandingAlert } from "./situation.ts";

export type Change = Partial<
  Pick<StandingAlert, "severity" | "mentions" | "rule" | "level" | "levelAt" | "quietSince" | "ackedAt">
> & { closedAt?: number };

export interface Told {
  /** Of the alert. */
  readonly key: string;
  readonly kind: "alert" | "reminder" | "recovery" | "eased" | "clear";
  readonly level: number;
  readonly person: string | null;
  /** Empty: it waits for a digest. */
  readonly ways: readonly number[];
  readonly isEach: boolean;
  readonly digest?: "daily" | "weekly" | undefined;
  readonly severity: Severity;
  readonly isDanger: boolean;
}

export interface Decision {
  readonly opened: readonly { matter: Matter; rule: string; level: number; levelAt: number | null }[];
  readonly changed: ReadonlyMap<number, Change>;
  /** Ids of alerts of which nothing more is to be sent. */
  readonly dropped: readonly number[];
  readonly told: readonly Told[];
}

export interface Step {
  readonly change: Change;
  readonly told: readonly Told[];
  readonly isDropped?: boolean;
}

import type { ConnectionShown } from "#server/intake/contract.ts";
import type { ImportShown } from "#server/intake/recorded/contract.ts";
import type { HomeState } from "#server/surfaces/integration/contract.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { amount, bytes, count } from "../look/amounts.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { words } from "../words/words.ts";

type Past = ConnectionShown["import"];
export type Fact = { name: string; value: string };

/** The status as far as it is about one home, which alone is what a card shows. */
export function ofHome(status: SystemStatus, home: number): SystemStatus {
  const isOurs = (one: { home: number }) => one.home === home;
  return {
    ...status,
    connections: status.connections.filter(isOurs),
    gaps: status.gaps.filter(isOurs),
    pauses: status.pauses.filter(isOurs),
  };
}

/** What whoever trusts the memory wants to know of it: since when it is whole, where it lies, whether it is safe. */
export function factsOf({ engine, lag_ms, pauses }: SystemStatus, state: HomeState | undefined): Fact[] {
  const { status: say, health } = words;
  const [pause] = pauses;
  const name = engine.name === "embedded" ? `, ${health.embeddedEngine}` : "";
  const facts: (Fact | undefined)[] = [
    pause && { name: say.paused, value: dayAndTimeOf(pause.paused_until) },
    state && state.coverage_percent !== null
      ? { name: say.coverage, value: `${amount(state.coverage_percent)} %` }
      : undefined,
    { name: say.database, value: `PostgreSQL ${engine.version}${name}` },
    { name: health.figures.size, value: bytes(engine.bytes) },
    lag_ms === null ? undefined : { name: health.figures.lag, value: `${count(lag_ms)} ms` },
    state && { name: say.backup, value: state.backup_at === null ? say.noBackup : dayAndTimeOf(state.backup_at) },
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** An import from a recorder's file or database, as the past that is read from Home Assistant is told. */
export function pastIn(job: ImportShown | null, home: number): Past | undefined {
  if (job?.home !== home || job.state !== "running") return undefined;
  const { read, rows, rate } = job;
  return { state: "running", part: null, done: read, remaining: Math.max(0, rows - read), rate, reached: null };
}

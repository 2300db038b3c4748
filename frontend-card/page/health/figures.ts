import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { bytes, count } from "../look/amounts.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { words } from "../words/words.ts";

type Figure = { name: string; value: string };

/** The memory in numbers; what is nothing is left out, but for what should be nothing. */
export function figures({ engine, queue, lag_ms, memory_bytes, disk_free_bytes, started_at, version }: SystemStatus) {
  const { figures: name, of, embeddedEngine } = words.health;
  const lag = lag_ms === null ? [] : [{ name: name.lag, value: `${count(lag_ms)} ms` }];
  const engineName =
    engine.name === "embedded" ? `PostgreSQL ${engine.version}, ${embeddedEngine}` : `PostgreSQL ${engine.version}`;
  return [
    ...(engine.events > 0 ? [{ name: name.events, value: count(engine.events) }] : []), // 0: not estimated yet
    { name: name.stored, value: count(queue.stored) },
    ...lag,
    { name: name.queue, value: of(count(queue.waiting), count(queue.bound)) },
    { name: name.spill, value: count(queue.spilled) },
    { name: name.engine, value: engineName },
    { name: name.size, value: bytes(engine.bytes) },
    { name: name.disk, value: bytes(disk_free_bytes) },
    { name: name.memory, value: bytes(memory_bytes) },
    { name: name.started, value: dayAndTimeOf(started_at) },
    { name: name.version, value: version },
  ] satisfies Figure[];
}

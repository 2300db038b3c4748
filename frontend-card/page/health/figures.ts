import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { bytes, count } from "../look/amounts.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { words } from "../words/words.ts";
import { remembered } from "./remembered.ts";

type Figure = { name: string; value: string };

/** The memory in numbers. */
export function figures(status: SystemStatus): Figure[] {
  const { engine, queue, lag_ms, memory_bytes, disk_free_bytes, started_at, version } = status;
  const { figures: name, of, embeddedEngine } = words.health;
  const lag = lag_ms === null ? [] : [{ name: name.lag, value: `${count(lag_ms)} ms` }];
  const engineName =
    engine.name === "embedded" ? `PostgreSQL ${engine.version}, ${embeddedEngine}` : `PostgreSQL ${engine.version}`;
  return [
    { name: name.events, value: count(remembered(status)) },
    { name: name.stored, value: count(queue.stored) },
    ...lag,
    { name: name.queue, value: of(count(queue.waiting), count(queue.bound)) },
    { name: name.spill, value: count(queue.spilled) },
    ...(queue.shed > 0 ? [{ name: name.lost, value: count(queue.shed) }] : []),
    { name: name.engine, value: engineName },
    { name: name.size, value: bytes(engine.bytes) },
    { name: name.disk, value: bytes(disk_free_bytes) },
    { name: name.memory, value: bytes(memory_bytes) },
    { name: name.started, value: dayAndTimeOf(started_at) },
    { name: name.version, value: version },
  ];
}

import type { z } from "zod";
import type { Link } from "#server/intake/connect/link.ts";
import { type Intake, intakes } from "#server/intake/connected-homes.ts";
import type { Watched } from "#server/intake/watched.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import type { MadeHome } from "./made-home.ts";

/** Stands where a connection to Home Assistant is: answers what a diagnosis asks, as the made-up home has it at that moment. */
export function pretendCore(world: World, { home, made }: { home: number; made: MadeHome }): void {
  const now = () => world.clock.now() / 1_000;
  const isDown = () => made.restarts.some(({ at, seconds }) => now() >= at && now() < at + seconds);
  const answers: Record<string, () => unknown> = {
    get_config: () => ({ state: "RUNNING", version: "2026.11.0" }),
    "config_entries/get": () => made.entries.map((entry) => entryAt(made, entry.id, now())),
    "config_entries/flow/progress": () => [],
    get_services: () => services,
    "recorder/info": () => recorderAt(made, now()),
  };
  const link: Pick<Link, "call" | "subscribe" | "version"> = {
    version: "2026.11.0",
    async subscribe(_, heard) {
      heard({ cpu_percent: 20, memory_used_percent: 55 });
      return { unsubscribe: async () => {} };
    },
    async call<T>({ type }: { type: string }, answer: z.ZodType<T>): Promise<T> {
      const answered = answers[type];
      if (!answered) throw new Refusal("ha_unknown_command", `Unknown command ${type}`);
      return answer.parse(answered());
    },
  };
  const watched = {
    link,
    get isLive() {
      return !isDown();
    },
    deafAt: [],
    shown: () => ({ clock: { skew_ms: 0 } }),
  };
  const intake: Pick<Intake, "of" | "nowIn" | "connections"> = {
    connections: new Map(),
    of: (id) => (id === home ? (watched as unknown as Watched) : undefined), // of a connection, a diagnosis needs no more
    nowIn: () => world.clock.now(),
  };
  intakes.set(world, intake as Intake);
}

/** The actions that the automations of made-up homes call, and those that any Home Assistant has. */
const services = {
  homeassistant: { restart: {}, turn_on: {}, turn_off: {} },
  light: { turn_on: {}, turn_off: {}, toggle: {} },
  switch: { turn_on: {}, turn_off: {}, toggle: {} },
};

function recorderAt({ troubles }: MadeHome, at: number): object {
  const isStopped = troubles.some(({ effect, from, to }) => effect.what === "recorder" && at >= from && at < to);
  const one = { thread_running: !isStopped, recording: !isStopped, migration_in_progress: false };
  return { ...one, backlog: 0, max_backlog: 65_000 };
}

function entryAt({ entries, troubles }: MadeHome, id: string, at: number): object {
  const entry = entries.find((one) => one.id === id);
  const trouble = troubles.find(
    ({ from, to, effect }) => effect.what === "entry" && effect.entry === id && at >= from && at < to,
  );
  const failed = trouble?.effect.what === "entry" ? trouble.effect : undefined;
  return {
    ...{ entry_id: id, domain: entry?.domain, title: entry?.title, source: "user", supports_unload: true },
    ...{ state: failed?.state ?? "loaded", reason: failed?.reason ?? null, disabled_by: null },
  };
}

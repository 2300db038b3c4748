import { type Call, command } from "#server/command.ts";
import { deadLetters, removeLetters, wholeLetters } from "#server/store/memory/letter-queries.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { intakeOf } from "../connected-homes.ts";
import * as contract from "./contract.ts";
import { lookAt, observationIn } from "./read-letter.ts";

const AT_ONCE = 200;

const list = command({
  name: "memory/dead-letters",
  summary: "Events that could not be stored, newest first, with the reason",
  input: contract.ListLetters,
  output: contract.LetterPage,
  async run({ limit, cursor }, { db, home }) {
    const rows = await deadLetters(db, home, { before: cursor === undefined ? null : Number(cursor), limit });
    const items = rows.map(({ id, at, reason, body, bytes, connection_id }) => ({
      ...{ id, at, reason, bytes, connection: connection_id },
      look: lookAt(body),
    }));
    return { items, cursor: rows.length < limit ? null : String(rows.at(-1)?.id) };
  },
});

const retry = command({
  name: "memory/retry",
  summary: "Read and store again what could not be stored; what succeeds is a letter no more",
  access: "write",
  input: contract.WhichLetters,
  output: contract.Retried,
  async run(which, call) {
    const ids = "ids" in which ? which.ids : null;
    const sum = { stored: 0, failed: 0 };
    for (let after = 0; ; ) {
      const letters = await wholeLetters(call.db, call.home, { ids, after, limit: AT_ONCE });
      const stored = await storedOf(letters, call);
      await removeLetters(call.world.db.for("asked"), call.home, stored);
      sum.stored += stored.length;
      sum.failed += letters.length - stored.length;
      after = letters.at(-1)?.id ?? 0;
      if (letters.length < AT_ONCE) return sum;
    }
  },
});

const discard = command({
  name: "memory/discard",
  summary: "Throw away what could not be stored",
  access: "write",
  input: contract.WhichLetters,
  output: contract.Discarded,
  run: async (which, { world, home }) => ({
    discarded: await removeLetters(world.db.for("asked"), home, "ids" in which ? which.ids : null),
  }),
});

export const letterCommands = [list, retry, discard];

type Letter = { id: number; connection_id: string | null; body: Uint8Array };

/** The ids of those that are stored now. */
async function storedOf(letters: readonly Letter[], { world, home }: Call): Promise<number[]> {
  const stored: number[] = [];
  for (const [connectionId, own] of Map.groupBy(letters, (letter) => letter.connection_id ?? "")) {
    const watched = intakeOf(world).connections.get(connectionId);
    if (watched?.row.home_id !== home) continue;
    const ids = new Map<Observation, number>();
    for (const { id, body } of own) {
      const observation = observationIn(body);
      if (observation) ids.set(observation, id);
    }
    const refused = new Set(await watched.rememberer.again([...ids.keys()]));
    stored.push(...[...ids].filter(([observation]) => !refused.has(observation)).map(([, id]) => id));
  }
  return stored;
}

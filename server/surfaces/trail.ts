import type { Asker, Call } from "#server/command.ts";
import { failure } from "#server/failure.ts";
import { Refusal } from "#server/refusal.ts";
import type { Deed } from "#server/store/ledger/audit.ts";
import { noteDeed } from "#server/store/ledger/trail.ts";
import type { World } from "#server/world.ts";
import { isTurningAway, repeats } from "./turned-away.ts";

/** Who wanted what, as far as it is known yet; the work fills in the home. */
export type Wanted = { action: string; asker: Asker; requestId: string; from: Call["from"]; home?: number };

/** Writes down what is asked for, and how it went. A row that cannot be written does not undo what was done. */
export interface Trail {
  <T>(wanted: Wanted, work: () => Promise<T>): Promise<T>;
  /** Of what changes nothing: only where it is refused to whoever asks. */
  watching<T>(wanted: Wanted, work: () => Promise<T>): Promise<T>;
  /** Somebody was turned away before anything began; once for each error. */
  turnedAway(wanted: Wanted, error: unknown): void;
  /** What was refused over and over becomes rows. */
  flush(): Promise<void>;
}

export function trail(world: World): Trail {
  const written = new WeakSet<object>();
  const write = (wanted: Wanted, outcome: Outcome) =>
    noteDeed(world, { ...deedOf(wanted, outcome) }).catch((error: unknown) =>
      world.log.error("a row of the trail waits in memory, the disk does not take it", {
        action: wanted.action,
        requestId: wanted.requestId,
        ...failure(error),
      }),
    );
  const refused = repeats<Wanted>((wanted, { code, message }, times) =>
    write(wanted, { success: false, error: message, refused: code, times }),
  );
  const turnedAway = (wanted: Wanted, error: unknown) => {
    if (!isTurningAway(error) || written.has(error)) return;
    written.add(error);
    refused.note(JSON.stringify([wanted.action, error.code, wanted.from.ip, wanted.asker]), wanted, error);
  };

  const changing = async <T>(wanted: Wanted, work: () => Promise<T>) => {
    const startedAt = performance.now();
    const durationMs = () => performance.now() - startedAt;
    try {
      const result = await work();
      await write(wanted, { success: true, durationMs: durationMs() });
      return result;
    } catch (error) {
      const said = error instanceof Refusal ? error.message : "internal error";
      const refused = isTurningAway(error) ? error.code : undefined;
      await write(wanted, { success: false, error: said, durationMs: durationMs(), refused });
      if (error instanceof Refusal) written.add(error);
      throw error;
    }
  };
  return Object.assign(changing, {
    async watching<T>(wanted: Wanted, work: () => Promise<T>) {
      try {
        return await work();
      } catch (error) {
        turnedAway(wanted, error);
        throw error;
      }
    },
    turnedAway,
    flush: () => refused.flush(),
  });
}

type Outcome = Pick<Deed, "success" | "error" | "durationMs"> & { refused?: string | undefined; times?: number };

function deedOf(wanted: Wanted, { refused, times = 1, ...outcome }: Outcome): Deed {
  const { action, asker, requestId, from, home } = wanted;
  const who = { person: asker.kind === "person" ? asker.personId : undefined, isOwner: asker.kind === "owner" };
  const details = { requestId, asker: asker.kind, ...(refused && { refused }), ...(times > 1 && { times }) };
  return { action, home: home || undefined, ...who, details, ...from, ...outcome };
}

/** Nobody has said yet who they are. */
export const stranger = (action: string, requestId: string, from: Call["from"]): Wanted => ({
  action,
  asker: { kind: "nobody" },
  requestId,
  from,
});

import type { Asker, Call } from "#server/command.ts";
import { failure } from "#server/failure.ts";
import { Refusal } from "#server/refusal.ts";
import type { Deed } from "#server/store/ledger/audit.ts";
import { noteDeed } from "#server/store/ledger/trail.ts";
import type { World } from "#server/world.ts";

/** Who wanted what, as far as it is known yet; the work fills in the home. */
export type Wanted = { action: string; asker: Asker; requestId: string; from: Call["from"]; home?: number };
export type Trail = <T>(wanted: Wanted, work: () => Promise<T>) => Promise<T>;

/** Writes down every change that was asked for, and how it went. A row that cannot be written does not undo what was done. */
export function trail(world: World): Trail {
  const write = (wanted: Wanted, outcome: Pick<Deed, "success" | "error" | "durationMs">) =>
    noteDeed(world, { ...deedOf(wanted), ...outcome }).catch((error: unknown) =>
      world.log.error("a row of the trail waits in memory, the disk does not take it", {
        action: wanted.action,
        requestId: wanted.requestId,
        ...failure(error),
      }),
    );
  return async (wanted, work) => {
    const startedAt = performance.now();
    const durationMs = () => performance.now() - startedAt;
    try {
      const result = await work();
      await write(wanted, { success: true, durationMs: durationMs() });
      return result;
    } catch (error) {
      const said = error instanceof Refusal ? error.message : "internal error";
      await write(wanted, { success: false, error: said, durationMs: durationMs() });
      throw error;
    }
  };
}

function deedOf({ action, asker, requestId, from, home }: Wanted): Omit<Deed, "success"> {
  const who = { person: asker.kind === "person" ? asker.personId : undefined, isOwner: asker.kind === "owner" };
  return { action, home: home || undefined, ...who, details: { requestId, asker: asker.kind }, ...from };
}

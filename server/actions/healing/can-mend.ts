import type { Queries } from "#db/database.ts";
import type { Mode } from "./contract.ts";
import { feedsOf, modesOf, stopOf } from "./queries.ts";
import { remedies } from "./remedies.ts";

interface Sick {
  readonly check: string;
  readonly subject: { readonly kind: string; readonly id: string };
}

/** Whether a person might say yes to mending something here: as far as that is known without reading the house, which only a plan does. */
export async function canMendIn(tx: Queries, home: number): Promise<(it: Sick) => boolean> {
  if (await stopOf(tx, home)) return () => false;
  const modes = new Map<string, Mode>((await modesOf(tx, home)).map(({ remedy, mode }) => [remedy, mode]));
  const fed = new Set((await feedsOf(tx, home)).map(({ device }) => device));
  const open = remedies.filter(({ name, most }) => most !== "suggest" && modes.get(name) !== "off");
  return ({ check, subject }) =>
    open.some(
      ({ name, checks, subjects }) =>
        checks.includes(check) &&
        subjects.some((kind) => kind === subject.kind) &&
        (name !== "power-cycle" || fed.has(subject.id)),
    );
}

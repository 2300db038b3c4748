import type { Capability } from "#server/capability.ts";
import { type Call, command } from "#server/command.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { presentStates } from "#server/store/house/present.ts";
import { continueHistory, type Place, separateHistories } from "./continue-history.ts";
import { Continue, ContinuedPage, ListContinued, Separate } from "./contract.ts";
import { continuedOf } from "./queries.ts";

const continueCommand = command({
  name: "house/continue",
  summary: "A new device or entity goes on with the history of one that it has replaced",
  input: Continue,
  output: ContinuedPage,
  access: "write",
  async run({ old, new: next }, call) {
    const done = await call.world.db.transaction((tx) => continueHistory(tx, placeOf(call), { old, next }));
    await known(call);
    return { ...(await page(call, done.continued)), left: done.left };
  },
});

const separate = command({
  name: "house/separate",
  summary: "Takes back that a thing goes on with the history of another",
  input: Separate,
  output: ContinuedPage,
  access: "write",
  async run({ continued }, call) {
    await call.world.db.transaction((tx) => separateHistories(tx, placeOf(call), continued));
    await known(call);
    return page(call, continued);
  },
});

const list = command({
  name: "house/continued",
  summary: "What goes on with the history of something else",
  input: ListContinued,
  output: ContinuedPage,
  run: (_, call) => page(call),
});

/** A replaced device's history goes on in the one that took its place. */
export const replacement: Capability = { name: "replacement", commands: [continueCommand, separate, list] };

const placeOf = ({ world, home }: Call): Place => ({
  home,
  now: intakeOf(world).nowIn(home),
  stateNow: (entityId) => presentStates(world, home).get(entityId)?.state,
});

/** What is heard from now on is the other row's. */
async function known({ world, home }: Call): Promise<void> {
  await intakeOf(world).of(home)?.rememberer.directory.reload(world.db);
}

async function page({ db, home }: Call, ids?: readonly number[]) {
  const rows = (await continuedOf(db, home)).filter(({ id }) => !ids || ids.includes(id));
  const items = rows.map(({ id, entity_id, was, since, at, undone_at }) => ({
    ...{ continued: id, entity_id, was, since, at, undone_at },
  }));
  return { items, left: [] as string[], cursor: null };
}

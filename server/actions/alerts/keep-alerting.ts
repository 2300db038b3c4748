import { randomUUID } from "node:crypto";
import { listenWhenThere } from "#db/listen-when-there.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { instantOf } from "#server/instant.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import { soon } from "#server/soon.ts";
import { presentStates } from "#server/store/house/present.ts";
import type { World } from "#server/world.ts";
import { expireAlerts } from "./alert-queries.ts";
import { askOffers } from "./ask-offers.ts";
import { sensedIn } from "./dangers.ts";
import type { DeliveryParts } from "./deliver.ts";
import { makeDigests } from "./digests.ts";
import { openLease } from "./lease.ts";
import { look } from "./look.ts";
import { emptyOutbox } from "./outbox.ts";

const GATHER = { seconds: 0.1 };
/** How long a danger can go unseen where nothing wakes us. */
const GLANCE = { seconds: 2 };
/** Keeps the lease, also while something long is done; where another program has it, tries for it. */
const RENEWS = { seconds: 5 };
/** What is only a matter of time is looked at so rarely: steadiness, levels, quiet hours, digests. */
const RENEWALS_A_LOOK = 3;
const KEPT_MS = 366 * 86_400_000;

/** Looks at each home when its ledger or what guards it changes, and sends what is due. */
export function keepAlerting(world: World, parts: Omit<DeliveryParts, "runner">): AsyncDisposable {
  const runner = randomUUID();
  const lease = openLease(world, runner);
  const marks = new Map<number, string>(); // by home: which dangers there are
  let renewals = 0;

  const failed = (error: unknown) => {
    if (!isDatabaseAway(error)) world.log.error("alerts could not be looked after", failure(error));
  };
  const workHere = async (home: number) => {
    if (await lease.hold(home)) await workOn(world, home, { ...parts, runner });
  };
  const work = async () => {
    for (const home of homesOf(world)) await workHere(home).catch(failed); // one home's trouble is none of the others'
  };
  const working = soon(world.clock, GATHER, work, failed);
  const listening = listenWhenThere(world.db, ["ledger", "alerts", "healing", "maintenance"], working.call);

  function glance(): void {
    for (const home of homesOf(world)) {
      const mark = JSON.stringify(sensedIn(presentStates(world, home)).filter(({ isOn }) => isOn));
      if (marks.get(home) !== mark) working.call();
      marks.set(home, mark);
    }
  }

  async function renew(): Promise<void> {
    await listening.isHearing();
    await guarding.isHearing();
    const isMore = await lease.keep(homesOf(world));
    if (isMore || renewals++ % RENEWALS_A_LOOK === 0) working.call();
  }

  const guarding = listenWhenThere(world.db, ["guards"], glance);
  const glancing = world.clock.every(GLANCE, glance);
  const renewing = world.clock.every(RENEWS, () => renew().catch(failed));
  return {
    async [Symbol.asyncDispose]() {
      await glancing[Symbol.asyncDispose]();
      await renewing[Symbol.asyncDispose]();
      await working[Symbol.asyncDispose]();
      await guarding[Symbol.asyncDispose]();
      await listening[Symbol.asyncDispose]();
      await lease.leave();
    },
  };
}

const homesOf = (world: World): number[] =>
  [...(intakes.get(world)?.connections.values() ?? [])].map(({ row }) => row.home_id);

/** One round about a home. */
export async function workOn(world: World, home: number, parts: DeliveryParts): Promise<void> {
  await look(world, home);
  await askOffers(world, home);
  await makeDigests(world, home);
  await emptyOutbox(world, home, parts);
  await expireAlerts(world.db, home, instantOf(world.clock.now() - KEPT_MS));
}

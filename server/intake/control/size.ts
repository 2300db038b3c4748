import type { Gauges } from "#server/gauge.ts";
import { instantOf } from "#server/instant.ts";
import { dayBefore } from "#server/store/memory/retention/day-plan.ts";
import { type Forecast, forecast } from "#server/store/memory/retention/forecast.ts";
import { keeping, longest } from "#server/store/memory/retention/keep-days.ts";
import { todayOf } from "#server/store/memory/retention/let-go.ts";
import { daysThere } from "#server/store/memory/retention/queries.ts";
import { everyRule } from "#server/store/memory/retention/rules.ts";
import { keepLimit, keepSize, sizeLimit, sizesSince } from "#server/store/memory/retention/size-queries.ts";
import type { World } from "#server/world.ts";
import { napping } from "../backlog/nap.ts";
import { intakeOf } from "../connected-homes.ts";
import { type CapState, capState, makeRoom } from "./cap.ts";
import { measure } from "./measure.ts";
import { heedWishes } from "./wishes.ts";

const EVERY_SECONDS = 300;
const LOOKED_BACK = 28; // days
/** Of what was free at the first start: the rest of the machine needs room as well. */
const USUAL_SHARE = 0.7;
const GIGABYTE = 1e9;

export interface Size extends Forecast {
  bytes: number;
  cap_bytes: number | null;
  cap_is_chosen: boolean;
  state: CapState;
  measured_at: string;
}

type Measuring = { last: Size | undefined; look(): Promise<Size>; wake(): void };
const sizes = new WeakMap<World, Measuring>();

/** Where nothing is remembered because the cap is reached and no day is left to let go of. */
export const fullSentence = (world: World): string | undefined =>
  sizeOf(world)?.state === "full"
    ? "HomeOps has reached its size limit and has no older days to let go of, so that nothing is remembered; raise the limit, or keep less."
    : undefined;

/** As it was measured last; undefined until then. */
export const sizeOf = (world: World): Size | undefined => sizes.get(world)?.last;

/** After the cap was changed: opens or shuts at once, and makes room in the background. */
export async function measureAgain(world: World): Promise<Size | undefined> {
  const size = sizes.get(world);
  if (!size) return undefined;
  const now = await size.look();
  if (now.state !== "full") shut(world, false);
  size.wake();
  return now;
}

/** Looks every few minutes how large all is, makes room where it is near its cap, and shuts the door where there is none to make. */
export function watchSize(world: World, gauges: Gauges): AsyncDisposable {
  const { clock, log } = world;
  const stop = new AbortController();
  const bed = napping(clock);
  const size: Measuring = {
    last: undefined,
    wake: bed.wake,
    async look() {
      size.last = await shown(world);
      return size.last;
    },
  };
  sizes.set(world, size);
  publish(gauges, () => size.last);

  async function look(): Promise<void> {
    let now = await size.look();
    if (now.cap_bytes !== null && now.state !== "ok") {
      const heed = () => Promise.all(homesOf(world).map((home) => heedWishes(world, home)));
      await makeRoom(
        { ...world, signal: stop.signal, archive: world.options.archive },
        { bytes: now.bytes, capBytes: now.cap_bytes },
        heed,
      );
      now = await size.look();
    }
    shut(world, now.state === "full");
  }

  async function keepLooking(): Promise<void> {
    while (!stop.signal.aborted) {
      await look().catch((error) => log.debug("the size could not be measured", { error }));
      if (!stop.signal.aborted) await bed.nap(EVERY_SECONDS);
    }
  }

  const looking = keepLooking();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      bed.wake();
      await looking;
    },
  };
}

const homesOf = (world: World) => [...new Set([...intakeOf(world).connections.values()].map(({ row }) => row.home_id))];

/** What is turned away is not acknowledged: once there is room again, a new link fetches it from Home Assistant's history. */
function shut(world: World, isFull: boolean): void {
  const intake = intakeOf(world);
  for (const watched of intake.connections.values()) {
    if (watched.rememberer.isShut === isFull) continue;
    watched.rememberer.isShut = isFull;
    if (isFull)
      world.log.error("nothing is remembered: HomeOps has reached its cap, and has no days left to let go of");
    else {
      world.log.info("remembering again: there is room below the cap");
      watched.renew(intake.tokenOf(watched.row));
    }
  }
  intake.changed.emit();
}

async function shown(world: World): Promise<Size> {
  const { db, clock, options } = world;
  const { bytes, freeBytes } = await measure(world);
  await keepLimit(db, {
    bytes: options.maxGigabytes
      ? options.maxGigabytes * GIGABYTE
      : freeBytes === undefined
        ? null
        : (bytes + freeBytes) * USUAL_SHARE,
    is_chosen: options.maxGigabytes !== undefined,
  });
  const today = todayOf(clock);
  const there = await daysThere(db);
  const eventBytes = there.reduce((sum, day) => sum + day.bytes, 0);
  await keepSize(db, { day: today, bytes, event_bytes: eventBytes });
  const limit = await sizeLimit(db);
  const capBytes = limit?.bytes ?? null;
  return {
    bytes,
    cap_bytes: capBytes,
    cap_is_chosen: limit?.is_chosen ?? false,
    state: capState(bytes, capBytes),
    measured_at: instantOf(clock.now()),
    ...forecast({
      ...{ bytes, capBytes, freeBytes },
      days: there.filter(({ day }) => day < today),
      keptDays: await longestKept(world),
      sizes: await sizesSince(db, dayBefore(today, LOOKED_BACK)),
    }),
  };
}

async function longestKept({ db }: World) {
  const usual = [...(await everyRule(db)).values()].map(({ keep }) => {
    const { classDays } = keeping(keep);
    return longest([classDays("measurements"), classDays("states"), classDays("diagnostics"), classDays("events")]);
  });
  return usual.length > 0 ? longest(usual) : keeping([]).classDays("states");
}

function publish(gauges: Gauges, read: () => Size | undefined): void {
  const one = (value: (size: Size) => number | null) => () => {
    const size = read();
    const number = size && value(size);
    return number === undefined || number === null ? [] : [{ value: number }];
  };
  gauges.add({
    name: "homeops_size_bytes",
    help: "Database, spill and data folder",
    read: one(({ bytes }) => bytes),
  });
  gauges.add({
    name: "homeops_size_cap_bytes",
    help: "What they may come to",
    read: one(({ cap_bytes }) => cap_bytes),
  });
  gauges.add({
    name: "homeops_size_growth_bytes_a_day",
    help: "What is added in a day",
    read: one(({ bytes_a_day }) => bytes_a_day),
  });
  gauges.add({
    name: "homeops_size_days_left",
    help: "Until cap or disk are reached, where they will be",
    read: one(({ days_left }) => days_left),
  });
}

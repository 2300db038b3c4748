import { parseArgs } from "node:util";
import { openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { freshDatabase } from "../../world/fresh-database.ts";
import { startPostgres } from "../../world/postgres.ts";
import { keptLives } from "./kept-lives.ts";
import { leftOut } from "./left-out.ts";
import { makeHome, type Wanted } from "./make-home.ts";
import { falseAWeek, healthHeading, healthPart, perWeek } from "./part.ts";
import { type Played, playHome } from "./play-home.ts";
import { score } from "./score.ts";
import { summaryOf } from "./summary.ts";

/** Homes that are looked at while checks are mended begin with 1, those for judging alone with 101. */
const UNKNOWN = 101;
const HOMES = 8;
const CONTROLS = 2;
const DAYS = 56;
const AT_ONCE = 3;

export interface Evaluated {
  readonly figures: Record<string, number>;
  readonly parts: Record<string, string>;
  readonly isWritten: boolean;
}

/**
 * `--homes N` of each half with faults, `--controls N` of each without, `--days N`, `--size ENTITIES` of each or `--largest ENTITIES`, `--known` only the half that
 * may be looked at; `--kept FOLDER` keeps there what was lived to its end, and goes on from it; `--write` writes the part of the page.
 */
export async function evaluateHealth(args: string[]): Promise<Evaluated> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ homes: text, controls: text, days: text, size: text, largest: text, kept: text },
      ...{ known: flag, write: flag },
    },
  });
  const days = Number(values.days ?? DAYS);
  const alike = {
    days,
    ...(values.size && { size: Number(values.size) }),
    ...(values.largest && { largest: Number(values.largest) }),
  };
  const wanted = [1, ...(values.known ? [] : [UNKNOWN])].flatMap((first) => [
    ...some(first, Number(values.homes ?? HOMES)).map((seed) => ({ seed, hasFaults: true, ...alike })),
    ...some(first + 50, Number(values.controls ?? CONTROLS)).map((seed) => ({ seed, hasFaults: false, ...alike })),
  ]);
  const played = await playAll(wanted, values.kept);
  const unseen = played.filter(({ home }) => home.seed >= UNKNOWN);
  const seen = played.filter(({ home }) => home.seed < UNKNOWN);
  const [unknown, known] = [summaryOf(unseen), summaryOf(seen)];
  const control = summaryOf(played.filter(({ home }) => !home.hasFaults));
  const sizes = played.map(({ home }) => home.devices.flatMap((device) => device.entities).length);
  const entities = [Math.min(...sizes), Math.max(...sizes)] as const;
  const given = args
    .filter((one, i) => !/^--(write|kept)$/.test(one) && args[i - 1] !== "--kept")
    .map((one) => ` ${one}`);
  const part = healthPart({
    known,
    unknown,
    control,
    leftOut: leftOut(seen, unseen),
    days,
    entities,
    args: given.join(""),
  });
  console.log(part);
  const judged = values.known ? known : unknown;
  return {
    figures: {
      ...{ homes: judged.homes, weeks: judged.weeks, shown: judged.shown, control_shown: control.shown },
      false_a_home_and_week: hundredth(falseAWeek(judged)),
      false_pushed_a_home_and_quarter: hundredth((13 * judged.falselyPushed) / judged.weeks),
      pushed_a_home_and_week: hundredth(perWeek(judged.told.pushed, judged.told)),
      digest_lines_a_home_and_week: hundredth(perWeek(judged.told.lines, judged.told)),
      control_pushed_a_home_and_week: hundredth(perWeek(control.told.pushed, control.told)),
      control_digest_lines_a_home_and_week: hundredth(perWeek(control.told.lines, control.told)),
      precision: hundredth((judged.shown - judged.falsely) / Math.max(1, judged.shown)),
      ...Object.fromEntries(
        judged.kinds.map(({ kind, found, faults }) => [`recall ${kind}`, hundredth(found / Math.max(1, faults))]),
      ),
      battery_days_off: hundredth(judged.daysOff),
      battery_within: hundredth(judged.within / Math.max(1, judged.forecasts)),
    },
    parts: { [healthHeading]: part },
    isWritten: values.write ?? false,
  };
}

const some = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

async function playAll(wanted: readonly Wanted[], folder: string | undefined): Promise<Played[]> {
  const kept = keptLives(folder);
  const played = wanted.flatMap((it) => kept.of(it) ?? []);
  const waiting = wanted.filter((it) => !kept.of(it));
  if (waiting.length > 0) await playThem(waiting, { played, kept });
  return played.sort((one, other) => one.home.seed - other.home.seed);
}

type Playing = { played: Played[]; kept: ReturnType<typeof keptLives> };

/** Several at once: while one waits for the database, another lives on. */
async function playThem(waiting: Wanted[], { played, kept }: Playing): Promise<void> {
  await using server = await startPostgres({
    settings: {
      ...{ fsync: "off", synchronous_commit: "off", full_page_writes: "off", shared_buffers: "256MB" },
      ...{ jit: "off", max_parallel_workers_per_gather: "0", wal_level: "minimal", max_wal_senders: "0" },
    },
  });
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await using database = await freshDatabase(server.url);
      await using db = openDatabase(postgres(database.url));
      await migrate(db);
      await db.owner.script(`alter table people.home alter column id restart with ${next.seed}`); // caches of the process know homes by number
      const one = await playHome(db, makeHome(next));
      played.push(one);
      kept.keep(next, one);
      if (one.home.seed < UNKNOWN) tellOf(one); // at the others nobody looks
      console.error(`home ${next.seed}: ${one.looks} looks, ${one.shown.length} opened, ${Math.round(one.seconds)} s`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

function tellOf(played: Played): void {
  const { faults, falsely } = score(played);
  const { seed, devices } = played.home;
  for (const { kind, delay, from } of faults)
    if (delay === undefined) console.log(`missed [${seed}] ${kind} of ${new Date(from * 1_000).toISOString()}`);
  for (const { at, check, subject, since, evidence } of falsely) {
    const its = devices.find(
      ({ id, entities }) => id === subject || entities.some(({ entityId }) => entityId === subject),
    );
    console.log(
      `false [${seed}] ${check} of ${subject} (${its?.model}, ${its?.protocol}) ${at} since ${since} ${JSON.stringify(evidence)}`,
    );
  }
}

const hundredth = (value: number): number => Math.round(value * 100) / 100;

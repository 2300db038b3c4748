import { milliseconds } from "#server/clock.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { fullSentence, sizeOf } from "#server/intake/control/size.ts";
import type { Watched } from "#server/intake/watched.ts";
import { Lru } from "#server/lru.ts";
import { perDatabase } from "#server/per-database.ts";
import { backupWishes } from "#server/store/backup/chosen-scope.ts";
import { pauseAt } from "#server/store/memory/control/queries.ts";
import { timeline } from "#server/store/memory/timeline.ts";
import { version } from "#server/version.ts";
import type { World } from "#server/world.ts";
import type { HomeState, Trouble } from "./contract.ts";
import { lostSince, recordedSeconds } from "./queries.ts";

const MINUTE = 60_000_000; // microseconds
const DAY_SECONDS = 24 * 3_600;
const LOST_IS_NEWS_DAYS = 7;

/** How one home's memory is, rounded: what changes for nobody is no news. `asks` the database for what is in it alone. */
export async function homeState(world: World, home: number, asks = knownOf): Promise<HomeState> {
  const watched = intakeOf(world).of(home);
  const shown = watched?.shown();
  const isPaused = watched?.rememberer.entrance.isPaused() ?? false;
  const known = await asks(world, home).catch((error: unknown) => {
    if (isDatabaseAway(error)) return NOTHING_KNOWN;
    throw error;
  });
  return {
    home,
    version,
    connection: shown ? CONNECTION[shown.state] : "stopped",
    memory_bytes: sizeOf(world)?.bytes ?? null,
    lag_ms: rounded(watched?.rememberer.backlog.numbers.lagMs ?? null),
    paused_until: known.pausedUntil,
    events_per_minute: isPaused || !shown?.health ? null : Math.round(shown.health.event_rate),
    import_percent: shown ? percentOf(shown.import) : null,
    last_event_at: isPaused ? null : known.lastEventAt,
    coverage_percent: known.coveragePercent,
    backup_at: backupWishes(world.options.dataFolder).last?.taken_at ?? null,
    troubles: [...troublesOf(world, watched), ...known.lost],
  };
}

const CONNECTION = {
  connecting: "connecting",
  live: "live",
  "catching up": "catching_up",
  refused: "refused",
  unreachable: "unreachable",
  stopped: "stopped",
} as const;

type Known = {
  lastEventAt: string | null;
  coveragePercent: number | null;
  pausedUntil: string | null;
  lost: Trouble[];
};
const NOTHING_KNOWN: Known = { lastEventAt: null, coveragePercent: null, pausedUntil: null, lost: [] };

const RECENT_MS = milliseconds({ seconds: 5 });
const HOMES = 1_000;
type Asked = { at: number; known: Promise<Known> };
const askedOf = perDatabase(() => new Lru<number, Asked>(HOMES)); // by home

/** For those who follow: all of them hear one answer, as it was within the last seconds; while a past is imported they look twice a second. */
export function recentlyKnown(world: World, home: number): Promise<Known> {
  const before = askedOf(world).get(home);
  const now = world.clock.elapsed();
  if (before && now - before.at < RECENT_MS) return before.known;
  const known = knownOf(world, home);
  const asked = { at: now, known };
  askedOf(world).set(home, asked);
  known.catch(() => {
    asked.at = Number.NEGATIVE_INFINITY; // what failed is asked again
  });
  return known;
}

async function knownOf({ db, clock }: World, home: number): Promise<Known> {
  const asked = db.for("asked");
  const now = clock.now();
  const ago = (seconds: number) => instantOf(now - seconds * 1_000);
  const latest = await timeline(asked, { limit: 1, attributes: false, home, now });
  const recorded = await recordedSeconds(asked, home, { from: ago(DAY_SECONDS), to: instantOf(now) });
  const lost = await lostSince(asked, home, ago(LOST_IS_NEWS_DAYS * DAY_SECONDS));
  const at = latest.items[0]?.at;
  return {
    lastEventAt: at === undefined ? null : fromMicroseconds(Math.floor(toMicroseconds(at) / MINUTE) * MINUTE),
    coveragePercent: Math.round(((recorded?.seconds ?? 0) / DAY_SECONDS) * 1_000) / 10,
    pausedUntil: (await pauseAt(asked, home, instantOf(now)))?.to ?? null,
    lost: lost && lost.gaps > 0 ? [lostTrouble(lost)] : [],
  };
}

function lostTrouble({ from, to }: { from: string | null; to: string | null }): Trouble {
  const sentence = `Nothing is known of a time between ${from} and ${to}, and Home Assistant has no record of it; import a recorder's file that has it.`;
  return { code: "gaps", sentence, from, to };
}

function troublesOf(world: World, watched: Watched | undefined): Trouble[] {
  const told: Trouble[] = [];
  const tell = (code: Trouble["code"], sentence: string) => told.push({ code, sentence, from: null, to: null });
  const shown = watched?.shown();
  const full = fullSentence(world);
  const away = world.db.away();
  if (full) tell("size_limit", full);
  else if (watched && !watched.rememberer.backlog.numbers.isSafe) tell("disk_full", UNSAFE);
  if (away !== undefined) tell("database_away", `The database does not answer: ${away}.`);
  if (shown?.state === "refused") tell("token_refused", shown.reason ?? "Home Assistant refuses HomeOps's token.");
  return told;
}

const UNSAFE = "Neither the database nor the disk takes events; free some space on the disk.";

function percentOf({ state, done, remaining }: { state: string; done: number; remaining: number | null }) {
  if (state === "done") return 100;
  if (state === "none" || remaining === null) return null;
  return Math.floor((100 * done) / Math.max(1, done + remaining));
}

/** To two digits. */
const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(Number(value.toPrecision(2)));

import type { z } from "zod";
import type { Queries } from "#db/database.ts";
import type { Call } from "#server/command.ts";
import { instantOf, toMilliseconds } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { incidentsOf } from "#server/store/ledger/incidents/queries.ts";
import { breakerOf } from "./breaker.ts";
import { type Mode, modes, type RemedyPage } from "./contract.ts";
import { isProven, rateOf } from "./goes-on.ts";
import type { Past } from "./past.ts";
import { feedsOf, modesOf, stopOf } from "./queries.ts";
import { pastOf } from "./read-home.ts";
import { remedies } from "./remedies.ts";
import type { Remedy } from "./remedy.ts";
import { incidentSaid, type Language, languages } from "./words.ts";

type Page = z.input<typeof RemedyPage>;

/** Those that may be chosen where a remedy goes so far at most. */
export const modesTo = (most: Mode): Mode[] => modes.slice(0, modes.indexOf(most) + 1);

export async function remedyPage({ db, world, home }: Call, language: Language): Promise<Page> {
  const now = shownNow(world, home);
  return db.transaction(async (tx) => ({
    items: await shownRemedies(tx, { home, now, language }),
    stopped: (await stopOf(tx, home)) ?? null,
    rule: languages[language].rule,
    feeds: await feedsOf(tx, home),
    incidents: (await incidentsOf(tx, home, "open")).map(({ kind, about, opened_at, details }) => ({
      ...{ kind, about, since: opened_at, sentence: incidentSaid({ kind, about, details }, language) },
    })),
    cursor: null,
  }));
}

type Asked = { home: number; now: number; language: Language };

async function shownRemedies(tx: Queries, { home, now, language }: Asked): Promise<Page["items"]> {
  const chosen = new Map((await modesOf(tx, home)).map((it) => [it.remedy, it]));
  const past = await pastOf(tx, home, now);
  return remedies.map((remedy) => {
    const mode = chosen.get(remedy.name);
    const since = mode ? toMilliseconds(mode.since) : 0;
    return shownRemedy(remedy, { mode: mode?.mode ?? "suggest", since, past, now, language });
  });
}

type Parts = { mode: Mode; since: number; past: Past; now: number; language: Language };

function shownRemedy(
  { name, most, checks, subjects }: Remedy,
  { mode, since, past, now, language }: Parts,
): Page["items"][number] {
  const words = languages[language].remedies[name];
  const { isOpen, until } = breakerOf(name, past, now);
  const { tried, fixed, goesOn } = rateOf(name, past, since);
  const told = { title: name, touches: "", needs: "", risks: "", proof: "", undo: "", ...words };
  return {
    ...{ remedy: name, ...told, checks: [...checks], subjects: [...subjects] },
    ...{ mode, modes: modesTo(most), tried, fixed, goes_on: goesOn },
    offers_ask: mode === "suggest" && most !== "suggest" && isProven(name, past),
    rests_until: isOpen && until !== null ? instantOf(until) : null,
  };
}

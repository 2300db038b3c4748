import { shownFinding } from "#server/analysis/diagnostics/shown.ts";
import { fromMicroseconds } from "#server/instant.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type FindingRow, isLookedAt, listFindings } from "#server/store/ledger/findings/queries.ts";
import type { KnownHouse } from "../house/known-house.ts";
import type { Language } from "../language/language.ts";
import { type Asked, type Outcome, SURE } from "./asked.ts";

const MOST_TOLD = 3;
const MOST_READ = 200;

type Around = { house: KnownHouse; present: ReadonlyMap<string, PresentState> };

/** What is wrong now, with everything or with what was named; before the first look at the home, what does not answer. */
export async function attention(asked: Asked, around: Around): Promise<Outcome> {
  const { tx, home, now, language, entities, understood } = asked;
  if (!(await isLookedAt(tx, home))) return awayNow(asked, around);
  const about = understood.subject.kind === "these" ? entities.map(({ key }) => key) : undefined;
  const wanted = { home, now: fromMicroseconds(now), states: ["open"] as const, about, limit: MOST_READ };
  const rows = await listFindings(tx, { ...wanted, causes: about !== undefined });
  const shown = rows.map((row) => shownFinding(row, now / 1000, languageIn(language)));
  return {
    text: language.says.findings({
      count: rows.length,
      told: shown.slice(0, MOST_TOLD).map(({ sentence }) => sentence),
      about: about ? entities : undefined,
    }),
    result: { kind: "list", value: rows.map(subjectOf) },
    citations: [],
    confidence: SURE,
  };
}

const languageIn = ({ code }: Language): "en" | "de" => (code === "de" ? "de" : "en");

const subjectOf = ({ entity_id, name, subject }: FindingRow): string => entity_id ?? name ?? subject;

function awayNow({ language }: Asked, { house, present }: Around): Outcome {
  const away = house.entities.filter(({ entity_id }) => present.get(entity_id)?.state === "unavailable");
  return {
    text: language.says.attention({ away }),
    result: { kind: "list", value: away.map(({ entity_id }) => entity_id) },
    citations: [],
    confidence: SURE,
  };
}

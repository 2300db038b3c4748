import { fromMicroseconds } from "#server/instant.ts";
import { VOICE } from "#server/store/memory/observation.ts";
import { eventsBefore, type TimelineRow, typesMeant } from "#server/store/memory/timeline-queries.ts";
import { type Asked, notKnown, type Outcome, SURE } from "./asked.ts";
import { MOST_CITATIONS } from "./cited.ts";

const MOST_TOLD = 5;
const MOST_READ = 2_000;
const OUTCOMES = { misunderstood: ["not understood"], undone: ["failed", "not understood"] };

/** What was asked of Assist, and what it did not understand or could not do. */
export async function askedOfAssist(asked: Asked, isKept: boolean): Promise<Outcome> {
  const { tx, home, language, understood, windows } = asked;
  const { outcome, asks } = understood.configuration ?? {};
  const types = (await typesMeant(tx, home, [VOICE])) ?? [];
  if (types.length === 0 && !isKept) return notKnown(language.configuration.voiceOff);
  const rows: TimelineRow[] = [];
  for (const { from, to } of windows.toReversed()) {
    const span = { since: fromMicroseconds(from), until: fromMicroseconds(to) };
    const page = { home, ...span, entities: undefined, types, attributes: true, after: undefined, limit: MOST_READ };
    rows.push(...(await eventsBefore(tx, page)));
  }
  const meant = rows.filter(({ attributes }) => !outcome || OUTCOMES[outcome].includes(String(attributes?.outcome)));
  const texts = [...new Set(meant.map((row) => `“${textOf(row)}”`))];
  const [newest] = meant;
  const text = language.configuration.voice({
    ...asked,
    count: meant.length,
    asked: texts.slice(0, MOST_TOLD),
    outcome,
  });
  return {
    text,
    result:
      asks === "count"
        ? { kind: "count", value: meant.length }
        : asks === "when" && newest
          ? { kind: "instant", value: newest.at }
          : { kind: "text", value: text },
    citations: meant
      .slice(0, MOST_CITATIONS)
      .map((row) => ({ at: row.at, entity_id: row.entity_id, text: textOf(row) })),
    confidence: SURE,
  };
}

const textOf = ({ attributes }: TimelineRow): string => String(attributes?.asked ?? "");

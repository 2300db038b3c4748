import { z } from "zod";
import { toMicroseconds } from "#server/instant.ts";
import type { IncidentRow } from "#server/store/ledger/incidents/queries.ts";
import { check } from "../check.ts";

const Title = z.object({ en: z.string(), de: z.string() });

const RemedyRests = z.object({
  remedies: z
    .array(
      z.object({
        remedy: z.string(),
        title: Title,
        is_useless: z.boolean(),
        until: z.string().nullable(),
      }),
    )
    .meta({ description: "which rest until when, or only suggest from now on since they help too rarely" }),
});
type Resting = z.output<typeof RemedyRests>["remedies"][number];

/** What was allowed to mend does not help: a person has to look at the trouble. */
export const remedyRests = check({
  name: "remedy-rests",
  about: "A remedy that did not help three times in a row and rests, or that helps too rarely to go on",
  evidence: RemedyRests,
  sustainedSeconds: 0,
  holdsBack: [
    "one that nobody allowed to mend",
    "two days after its rest, where it was not needed since",
    "once its mode is chosen anew",
  ],
  look({ incidents = [] }) {
    const told = incidents.filter(({ kind }) => kind !== "systemic");
    if (told.length === 0) return [];
    const byRemedy = Map.groupBy(told, ({ about }) => about);
    const remedies = [...byRemedy].map(([remedy, its]) => resting(remedy, its));
    const since = Math.min(...told.map(({ opened_at }) => toMicroseconds(opened_at) / 1e6));
    const severity = remedies.every(({ is_useless }) => is_useless) ? "info" : "warning";
    return [{ subject: { kind: "home", id: "" }, severity, evidence: { remedies }, mentions: [], since }];
  },
});

function resting(remedy: string, incidents: readonly IncidentRow[]): Resting {
  const titles = Title.safeParse(incidents[0]?.details.titles);
  const { until } = incidents.find(({ kind }) => kind === "breaker")?.details ?? {};
  return {
    remedy,
    title: titles.data ?? { en: remedy, de: remedy },
    is_useless: incidents.some(({ kind }) => kind === "useless"),
    until: typeof until === "string" ? until : null,
  };
}

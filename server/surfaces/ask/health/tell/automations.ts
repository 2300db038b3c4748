import { z } from "zod";
import { notKnown, type Outcome, SURE } from "../../answers/asked.ts";
import type { HealthAsked } from "../asked/read-asked.ts";
import type { Thing } from "../asked/target.ts";
import type { Topic } from "../asked/topics.ts";
import { type AskedOfHealth, cited, type Found, found, MOST_TOLD } from "../found.ts";
import { isLookedAt } from "./wrong.ts";

const SENTENCES = 2;
const BROKEN = ["automation-broken", "refers-to-nothing"];
const checksOf: Partial<Record<Topic, readonly string[]>> = {
  automationsFighting: ["automations-fight"],
  automationsNeverRan: ["automation-never-ran"],
  automationsStopped: ["automation-stopped", "automation-forgotten"],
  automationsFailed: ["automation-fails"],
  automationsBroken: [...BROKEN, "automation-fails", "automation-stopped", "automation-never-ran", "automations-lost"],
};

/** Which automations are so, as findings say; of a time, those that were found so then. */
export async function automations({ topic, when }: HealthAsked, asked: AskedOfHealth): Promise<Outcome> {
  const { health } = asked.language;
  if (!(await isLookedAt(asked))) return notKnown(health.notLooked);
  const checks = checksOf[topic] ?? [];
  const [from, to] = [when?.from.epochMilliseconds ?? 0, when?.to.epochMilliseconds ?? 0].map((ms) => ms * 1000);
  const wasThen = (it: Found) => !when || (it.from < (to ?? 0) && (it.to ?? asked.now) > (from ?? 0));
  const all = await found(asked, { checks, ...(when ? {} : { states: ["open"] }) });
  const rows = all.filter((it) => wasThen(it) && it.row.closed_as !== "not_a_problem");
  const names = [...new Set(rows.flatMap(automationsOf))];
  const told = rows.slice(0, SENTENCES).map(({ sentence }) => `${sentence}.`);
  const rest = rows.length - told.length;
  return {
    text:
      rows.length === 0
        ? health.told.noAutomations
        : [...told, ...(rest > 0 ? [health.told.more(rest)] : [])].join(" "),
    result: { kind: "list", value: names },
    citations: rows.slice(0, MOST_TOLD).map(cited),
    confidence: SURE,
  };
}

const Fight = z.object({ other: z.string() });

/** Two of them fight. */
function automationsOf({ entity_id, name, row }: Found): string[] {
  const other = Fight.safeParse(row.evidence);
  return [entity_id ?? name, ...(row.check_name === "automations-fight" && other.success ? [other.data.other] : [])];
}

/** What is known to be wrong with one automation. */
export async function whyAutomation({ name, entities }: Thing, asked: AskedOfHealth): Promise<Outcome> {
  const { health } = asked.language;
  const about = entities.map(({ key }) => key);
  const ids = new Set(entities.map(({ entity_id }) => entity_id));
  const rows = (await found(asked, { states: ["open"], about })).filter(({ entity_id }) => ids.has(entity_id ?? ""));
  const [first] =
    rows.length > 0
      ? rows
      : (await found(asked, { states: ["open"] })).filter(({ entity_id }) => ids.has(entity_id ?? ""));
  if (!first) return notKnown(health.told.automationFine({ name }));
  return {
    text: `${first.sentence}.`,
    result: { kind: "text", value: first.sentence },
    citations: [cited(first)],
    confidence: SURE,
  };
}

import { Temporal } from "temporal-polyfill";
import { measureOf } from "#server/analysis/diagnostics/house/disks.ts";
import { fillsUp } from "#server/analysis/diagnostics/house/fills-up.ts";
import { levelsOf } from "#server/analysis/diagnostics/house/system-queries.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { updatesSince } from "#server/store/ledger/updates/queries.ts";
import { notKnown, type Outcome, SURE } from "../../answers/asked.ts";
import type { KnownEntity } from "../../house/known-house.ts";
import { domainOf } from "../../meaning/kinds.ts";
import type { HealthAsked } from "../asked/read-asked.ts";
import { type AskedOfHealth, cited, endingOf, found, MOST_TOLD, some, subjectOf, todayOf } from "../found.ts";
import { listedOf } from "./devices.ts";
import { isLookedAt } from "./wrong.ts";

const LOOKED_BACK_US = 28 * 86_400e6;
const WEEK_MS = 7 * 86_400_000;
const LATEST_DAYS = 730;

type Disk = { entity: KnownEntity; percent: number };

/** Disks that tell how full they are, the fullest first. */
function disksOf({ house, present, law }: AskedOfHealth): Disk[] {
  return house.entities
    .filter(
      (entity) => !law.hidden.has(entity.entity_id) && measureOf({ ...entity, domain: domainOf(entity) }) === "disk",
    )
    .flatMap((entity) => {
      const percent = Number(present.get(entity.entity_id)?.state || Number.NaN);
      return percent >= 0 && percent <= 100 ? [{ entity, percent: Math.round(percent * 10) / 10 }] : [];
    })
    .sort((one, other) => other.percent - one.percent);
}

const citedDisk = ({ entity, percent }: Disk, { present, now }: AskedOfHealth) => ({
  at: present.get(entity.entity_id)?.updatedAt ?? fromMicroseconds(now),
  ...{ entity_id: entity.entity_id, text: `${entity.name}: ${percent} %` },
});

export function diskLevel(asked: AskedOfHealth): Outcome {
  const { told } = asked.language.health;
  const disks = disksOf(asked);
  const [fullest] = disks;
  if (!fullest) return notKnown(told.diskUnknown);
  const lines = disks.slice(0, 2).map(({ entity, percent }) => told.disk({ name: entity.name, percent }));
  const rest = disks.length - lines.length;
  return {
    text: [...lines, ...(rest > 0 ? [told.more(rest)] : [])].join(" "),
    result: { kind: "number", value: fullest.percent, unit: "%" },
    citations: disks.slice(0, MOST_TOLD).map((one) => citedDisk(one, asked)),
    confidence: SURE,
  };
}

/** What is left of the fullest. */
export function diskFree(asked: AskedOfHealth): Outcome {
  const outcome = diskLevel(asked);
  const { kind, value } = outcome.result;
  if (kind !== "number" || typeof value !== "number") return outcome;
  return { ...outcome, result: { kind, value: Math.round((100 - value) * 10) / 10, unit: "%" } };
}

/** By how the fullest has grown. */
export async function diskFull(asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const { tx, home, now } = asked;
  const disks = disksOf(asked);
  const keys = disks.map(({ entity }) => entity.key);
  const rows = Map.groupBy(
    await levelsOf(tx, home, { keys, from: fromMicroseconds(now - LOOKED_BACK_US) }),
    ({ key }) => key,
  );
  const filling = disks.flatMap((disk) => {
    const it = fillsUp((rows.get(disk.entity.key) ?? []).map(({ day, last }) => ({ day, value: last })));
    return it ? [{ disk, ...it }] : [];
  });
  const [first] = filling.sort((one, other) => one.days - other.days);
  const [fullest] = disks;
  if (!first)
    return notKnown(
      fullest ? told.diskNoTrend({ name: fullest.entity.name, percent: fullest.percent }) : told.diskUnknown,
    );
  const dayIn = (days: number) =>
    todayOf(asked)
      .add({ days: Math.round(Math.min(days, LATEST_DAYS)) })
      .toString();
  const days = {
    expected_on: dayIn(first.days),
    earliest_on: dayIn(first.earliestDays),
    latest_on: dayIn(first.latestDays),
  };
  const ending = endingOf({ name: first.disk.entity.name, ...days }, asked);
  return {
    text: told.diskFull({ ...asked, percent: first.disk.percent, ending }),
    result: { kind: "instant", value: fromMicroseconds(ending.expected) },
    citations: [citedDisk(first.disk, asked)],
    confidence: SURE,
  };
}

export async function integrations(asked: AskedOfHealth): Promise<Outcome> {
  const { health } = asked.language;
  if (!(await isLookedAt(asked))) return notKnown(health.notLooked);
  const rows = (await found(asked, { states: ["open"] })).filter(({ row }) => row.subject_kind === "integration");
  const told = rows.slice(0, 2).map(({ sentence }) => `${sentence}.`);
  const rest = rows.length - told.length;
  const text =
    rows.length === 0 ? health.told.noIntegrations : [...told, ...(rest > 0 ? [health.told.more(rest)] : [])].join(" ");
  return { ...listedOf([...new Set(rows.map(subjectOf))], text), citations: rows.slice(0, MOST_TOLD).map(cited) };
}

/** Update entities that are on have a newer version. */
export function updates({ house, present, law, language }: AskedOfHealth): Outcome {
  const { told } = language.health;
  const waiting = house.entities.filter(
    (entity) =>
      domainOf(entity) === "update" &&
      !law.hidden.has(entity.entity_id) &&
      present.get(entity.entity_id)?.state === "on",
  );
  const text =
    waiting.length > 0
      ? told.updates({ ...some(waiting.map(({ name }) => name)), count: waiting.length })
      : told.noUpdates;
  const citations = waiting.slice(0, MOST_TOLD).map(({ entity_id, name }) => ({
    ...{ at: present.get(entity_id)?.changedAt ?? "", entity_id },
    text: name,
  }));
  return {
    ...listedOf(
      waiting.map(({ entity_id }) => entity_id),
      text,
    ),
    citations,
  };
}

/** What was updated, a week where no time was said, and what of it has become worse since. */
export async function updatedToWorse({ when }: HealthAsked, asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const from = when?.from ?? Temporal.Instant.fromEpochMilliseconds(asked.now / 1000 - WEEK_MS);
  const to = when ? when.to.epochMilliseconds : asked.now / 1000;
  const rows = (await updatesSince(asked.tx, asked.home, fromMicroseconds(from.epochMilliseconds * 1000))).filter(
    ({ at }) => Date.parse(at) <= to,
  );
  const names = [...new Set(rows.map(({ name }) => name))];
  if (names.length === 0) return listedOf([], told.nothingUpdated);
  const isWorse = ({ figures }: (typeof rows)[number]) => figures?.parts.some((part) => part.is_worse) ?? false;
  const worse = [...new Set(rows.filter(isWorse).map(({ name }) => name))];
  const text = `${told.updated(some(names))} ${told.worse({ names: worse, untold: rows.filter(({ figures }) => figures === null).length })}`;
  const citations = rows
    .slice(0, MOST_TOLD)
    .map(({ at, name, before, after }) => ({ at, entity_id: null, text: `${name}: ${before} → ${after}` }));
  return { ...listedOf(names, text), citations };
}

import { z } from "zod";
import { ComparedPart } from "#server/store/ledger/updates/contract.ts";
import type { InstalledUpdate } from "#server/store/ledger/updates/queries.ts";
import { check, type Sighting } from "../check.ts";
import type { HouseNow } from "../house-now.ts";

const MOST_PARTS = 5;

const WorseSinceUpdate = z.object({
  item: z.string().meta({ description: "as the list of updates calls it" }),
  name: z.string(),
  before: z.string().meta({ description: "version" }),
  after: z.string(),
  on: z.string().meta({ description: "day of the update" }),
  parts: z.array(ComparedPart).meta({ description: "what got worse, a day's or an hour's mean of both weeks" }),
});

/** What got worse with an update: one finding, whatever it is that got worse. */
export const worseSinceUpdate = check({
  name: "worse-since-update",
  about: "Something fails, flaps, complains or drains far more since it was updated, and nothing else does",
  evidence: WorseSinceUpdate,
  sustainedSeconds: 0,
  holdsBack: [
    "fewer than five days before the update or four after it of which enough is remembered",
    "days on which Home Assistant was down for more than six hours, and the hour after the update",
    "what is not worse on four of five days than on the worst day before, and by more than twice",
    "what has become worse of things that were not updated as well",
    "four weeks after the update",
  ],
  look: (house) => house.system.updates.flatMap((update) => sighted(update, house)).filter(isFirstOf()),
  isBeyond: (now, accepted) => now.item !== accepted.item || now.after !== accepted.after,
});

function sighted(update: InstalledUpdate, house: HouseNow): Sighting[] {
  const worse = update.figures?.parts.filter(({ is_worse }) => is_worse) ?? [];
  if (worse.length === 0) return [];
  return [
    {
      subject: subjectOf(update, house),
      severity: "warning",
      evidence: {
        ...{ item: update.item, name: update.name.slice(0, 80), before: update.before, after: update.after },
        on: update.at.slice(0, 10),
        parts: worse.slice(0, MOST_PARTS).map(rounded),
      },
      since: Date.parse(update.at) / 1000,
      mentions: touched(update, house),
    },
  ];
}

function subjectOf({ target, kind }: InstalledUpdate, { devices, integrations }: HouseNow) {
  if (target !== null && devices.has(target)) return { kind: "device" as const, id: target };
  const entry = [...integrations.values()].find(({ domain }) => kind !== "core" && domain === target);
  return entry ? { kind: "integration" as const, id: entry.entry_id } : { kind: "home" as const, id: "" };
}

/** A device's own entities: who may not be told of those is not told of it. */
const touched = ({ target }: InstalledUpdate, { devices }: HouseNow): string[] =>
  devices.get(target ?? "")?.things.map(({ entity_id }) => entity_id) ?? [];

/** Of two updates of one thing the later one is told: figures before it are those after the other. */
function isFirstOf() {
  const told = new Set<string>();
  return ({ subject }: { subject: { kind: string; id: string } }): boolean => {
    const key = `${subject.kind} ${subject.id}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  };
}

const rounded = (part: ComparedPart): ComparedPart => ({
  ...part,
  before: twoFigures(part.before),
  after: twoFigures(part.after),
  others_before: part.others_before === null ? null : twoFigures(part.others_before),
  others_after: part.others_after === null ? null : twoFigures(part.others_after),
});

const twoFigures = (value: number): number => Number(value.toPrecision(2));

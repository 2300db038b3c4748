import { Temporal } from "temporal-polyfill";
import { REPLACED_RISE } from "#server/analysis/batteries/cells-in.ts";
import { KIND } from "#server/analysis/batteries/foretell.ts";
import { type Level, levelsNow } from "#server/analysis/batteries/levels-now.ts";
import { batteriesOf } from "#server/analysis/batteries/queries.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { standingPredictions } from "#server/store/ledger/predictions/queries.ts";
import { notKnown, type Outcome, SURE } from "../../answers/asked.ts";
import type { Thing } from "../asked/target.ts";
import { type AskedOfHealth, endingOf, noonOf } from "../found.ts";
import { levelDays } from "../queries.ts";

/** Each battery that the asker may know of. */
export async function batteriesNow({ tx, home, present, law }: AskedOfHealth): Promise<Level[]> {
  const rows = (await batteriesOf(tx, home)).filter(({ entity_id }) => !law.hidden.has(entity_id));
  return levelsNow(rows, present);
}

export const ofThing = ({ device_id, entities }: Thing, levels: readonly Level[]): Level[] =>
  levels.filter(
    ({ row }) =>
      (device_id !== null && row.device_id === device_id) ||
      entities.some(({ entity_id }) => entity_id === row.entity_id),
  );

type About = { thing: Thing; level: Level };

export async function batteryEnd({ thing, level }: About, asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const said = (await standingPredictions(asked.tx, asked.home, KIND)).find(
    ({ entity_id }) => entity_id === level.row.key,
  );
  if (!said) return level.is_low ? isEmptyNow({ thing, level }, asked) : notKnown(told.emptyUnknown(thing));
  const ending = endingOf({ ...said, name: thing.name }, asked);
  return {
    text: told.emptyOn({ ...asked, ending }),
    result: { kind: "instant", value: fromMicroseconds(ending.expected) },
    citations: [citedLevel({ thing, level }, asked)],
    confidence: SURE,
  };
}

const isEmptyNow = (about: About, asked: AskedOfHealth): Outcome => ({
  text: asked.language.health.told.emptyNow(about.thing),
  result: { kind: "instant", value: fromMicroseconds(asked.now) },
  citations: [citedLevel(about, asked)],
  confidence: SURE,
});

export function batteryLevel(about: About, asked: AskedOfHealth): Outcome {
  const { told } = asked.language.health;
  const { name } = about.thing;
  const { percent, is_low: isLow } = about.level;
  const citations = [citedLevel(about, asked)];
  if (percent !== null)
    return {
      ...{ citations, confidence: SURE, text: told.level({ name, percent }) },
      result: { kind: "number", value: percent, unit: "%" },
    };
  if (isLow === null) return notKnown(told.levelUnknown({ name }));
  return {
    text: told.levelOnlyLow({ name, isLow }),
    result: { kind: "boolean", value: isLow },
    citations,
    confidence: SURE,
  };
}

/** Whether it is low. */
export function batteryLow(about: About, asked: AskedOfHealth): Outcome {
  const outcome = batteryLevel(about, asked);
  const { is_low } = about.level;
  return is_low === null ? outcome : { ...outcome, result: { kind: "boolean", value: is_low } };
}

/** How many cells it takes. */
export function batteryCount(about: About, asked: AskedOfHealth): Outcome {
  const count = about.level.cell?.quantity ?? null;
  if (count === null) return notKnown(asked.language.health.told.cellUnknown(about.thing));
  return { ...batteryCell(about, asked), result: { kind: "count", value: count } };
}

export function batteryCell(about: About, asked: AskedOfHealth): Outcome {
  const { told } = asked.language.health;
  const { cell } = about.level;
  const { name } = about.thing;
  if (!cell) return notKnown(told.cellUnknown({ name }));
  const { type, quantity } = cell;
  const value = quantity === null ? type : `${quantity} × ${type}`;
  const citations = [citedLevel(about, asked)];
  return { text: told.cell({ name, type, quantity }), result: { kind: "text", value }, citations, confidence: SURE };
}

/** A new battery shows itself by how its level rises. */
export async function batteryChanged({ thing, level }: About, asked: AskedOfHealth): Promise<Outcome> {
  const { told } = asked.language.health;
  const days = await levelDays(asked.tx, asked.home, level.row.key);
  const at = days.findLastIndex(({ last }, i) => i > 0 && last - (days[i - 1]?.last ?? last) >= REPLACED_RISE);
  const day = days[at]?.day;
  const first = days[0]?.day;
  if (day === undefined)
    return notKnown(
      told.changedUnknown({
        ...asked,
        name: thing.name,
        since: first === undefined ? undefined : noonOf(first, asked),
      }),
    );
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime(asked.timeZone);
  return {
    text: told.changed({ ...asked, name: thing.name, at: noonOf(day, asked) }),
    result: { kind: "instant", value: fromMicroseconds(zoned.epochMilliseconds * 1000) },
    citations: [citedLevel({ thing, level }, asked)],
    confidence: SURE,
  };
}

function citedLevel({ thing, level }: About, { now, present }: AskedOfHealth) {
  const { entity_id } = level.row;
  const state = present.get(entity_id);
  return {
    at: state?.updatedAt ?? fromMicroseconds(now),
    entity_id,
    text: `${thing.name}: ${state?.state ?? level.percent ?? "?"}`,
  };
}

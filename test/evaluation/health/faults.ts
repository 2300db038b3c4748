import type { Chance } from "../anomalies/chance.ts";
import type { Furniture } from "./furnish.ts";
import { type Cell, DAY, HOUR, type MadeDevice, type MadeEntity, MINUTE } from "./made-home.ts";
import type { Effect, FaultKind, Trouble } from "./trouble.ts";

type Span = { from: number; to: number };
/** So long a home is as it should be, so that there is something to know it by. */
const LEARNS_DAYS = 14;

export interface Faulty {
  readonly furniture: Furniture;
  readonly troubles: readonly Trouble[];
}

/** Breaks one thing of each kind, each another device, as far as the home has such; two of the most usual. */
export function breakThings(chance: Chance, furniture: Furniture, span: Span): Faulty {
  const { entries, automations } = furniture;
  let devices = [...furniture.devices];
  const free = new Map(devices.map((device) => [device.id, device]));
  const troubles: Trouble[] = [];
  const learned = Math.min(LEARNS_DAYS * DAY, (span.to - span.from) / 2);
  const sometime = (least = 4 * DAY) => chance.between(span.from + learned, span.to - least);
  const add = (kind: FaultKind, its: Span, subjects: readonly string[], effect: Effect) =>
    troubles.push({ kind, ...its, subjects, effect });

  /** One that nothing else happens to; it is taken. */
  function take(fits: (device: MadeDevice) => boolean): MadeDevice | undefined {
    const some = [...free.values()].filter(fits);
    const one = some[Math.floor(chance.next() * some.length)];
    if (one) free.delete(one.id);
    return one;
  }
  const ofDevice = (device: MadeDevice) => [device.id, ...device.entities.map(({ entityId }) => entityId)];
  const isUsual = ({ model }: MadeDevice) => !PEOPLES.has(model);
  const dies = (device: MadeDevice): Effect => ({ what: "out", devices: [device.id], after: device.givenUpAfter });
  const until = (at: number) => Math.min(span.to, at + chance.between(3, 20) * DAY);

  for (let n = 0; n < 2; n++) {
    const loud = take((one) => isUsual(one) && one.givenUpAfter !== undefined);
    const at = sometime();
    if (loud) add("device dies", { from: at, to: until(at) }, ofDevice(loud), dies(loud));
    if (loud && n === 0) {
      const its = { from: Math.max(span.from + DAY, at - chance.between(4, 9) * DAY), to: at };
      add("device flaps", its, ofDevice(loud), {
        what: "flaps",
        devices: [loud.id],
        spans: flaps(chance, its, chance.between(6, 20)),
      });
    }
    const quiet = take((one) => isUsual(one) && one.givenUpAfter === undefined && speaksByItself(one));
    const then = sometime();
    if (quiet) add("device dies quietly", { from: then, to: until(then) }, ofDevice(quiet), dies(quiet));
    const flapping = take((one) => isUsual(one) && one.givenUpAfter !== undefined && one.givenUpAfter < 2 * HOUR);
    const begins = sometime(6 * DAY);
    if (flapping) {
      const its = { from: begins, to: begins + chance.between(3, 6) * DAY };
      const spans = flaps(chance, its, chance.between(8, 40));
      add("device flaps", its, ofDevice(flapping), { what: "flaps", devices: [flapping.id], spans });
    }
  }
  const hub = take(({ model }) => model === "hub") ?? take((one) => one.isRouter);
  if (hub) {
    const below = devices.filter(
      (one) => one.via === hub.id || (hub.isRouter && one.entryId === hub.entryId && one.model !== "hub"),
    );
    const lost = hub.isRouter ? below.filter((_, i) => i % 4 === 0) : below;
    const at = sometime();
    const its = { from: at, to: at + chance.between(3, 30) * HOUR };
    const subjects = [hub, ...lost].flatMap(ofDevice).concat(hub.entryId);
    for (const device of [hub, ...lost])
      add("hub down", its, subjects, {
        what: "out",
        devices: [device.id],
        after: hub.isRouter ? device.givenUpAfter : 60,
      });
  }
  const entry = entries.filter(({ id }) =>
    devices.some((one) => one.entryId === id && free.has(one.id) && isUsual(one)),
  )[Math.floor(chance.next() * entries.length * 0.6)];
  if (entry) {
    const own = devices.filter(({ entryId }) => entryId === entry.id);
    const at = sometime();
    const state = chance.next() < 0.5 ? "setup_retry" : "setup_error";
    const its = { from: at, to: at + chance.between(2, 60) * HOUR };
    add("integration down", its, [entry.id, ...own.flatMap(ofDevice)], {
      ...{ what: "entry", entry: entry.id, state, reason: "Timeout while connecting" },
    });
  }

  for (let n = 0; n < 4; n++) {
    const worn = take((one) => one.entities.some(isBattery));
    if (!worn) break;
    const empty = chance.between(span.from + 0.4 * (span.to - span.from), span.to - DAY);
    const replaced = empty + chance.between(1, 10) * DAY;
    const cell = { from: empty - chance.between(40, 500) * DAY, empty, replaced };
    devices = devices.map((one) => (one.id === worn.id ? { ...one, entities: one.entities.map(wearing(cell)) } : one));
    add("battery dies", { from: empty, to: Math.min(span.to, replaced) }, ofDevice(worn), dies(worn));
  }

  const [named] = automations;
  const target = targetOf(named?.config);
  const gone = devices.find((one) => free.has(one.id) && one.entities.some(({ entityId }) => entityId === target));
  if (named && gone) {
    free.delete(gone.id);
    const others = automations.filter(({ config }) =>
      gone.entities.some((one) => JSON.stringify(config).includes(`"${one.entityId}"`)),
    );
    add(
      "automation names what is gone",
      { from: sometime(), to: span.to },
      others.map(({ entityId }) => entityId),
      {
        ...{ what: "removed", devices: [gone.id] },
      },
    );
  }
  const [, broken, idle] = automations;
  if (broken)
    add("automation cannot run", { from: sometime(), to: span.to }, [broken.entityId], {
      ...{ what: "automation", automation: broken.entityId, how: "unavailable" },
    });
  if (idle)
    add("automation stops", { from: sometime(14 * DAY), to: span.to }, [idle.entityId], {
      ...{ what: "automation", automation: idle.entityId, how: "idle" },
    });
  for (const [kind, how] of VALUES) {
    const device = take((one) => isUsual(one) && one.entities.some(isMeasured));
    const entity = device?.entities.find(isMeasured);
    if (!device || !entity) continue;
    const by = entity.value.kind === "measured" ? 4 * entity.value.swing + 6 * entity.value.noise : 0;
    add(kind, { from: sometime(10 * DAY), to: span.to }, ofDevice(device), {
      what: "value",
      entity: entity.entityId,
      how,
      by,
    });
  }
  const fading = take((one) => one.entities.some(isLink) && isUsual(one));
  if (fading)
    add("link fades", { from: sometime(8 * DAY), to: span.to }, ofDevice(fading), { what: "link", device: fading.id });
  return { furniture: { ...furniture, devices }, troubles };
}

const PEOPLES = new Set(["phone", "player", "printer", "vacuum", "inverter", "hub", "bulb"]);
const VALUES = [
  ["sensor stuck", "stuck"],
  ["sensor drifts", "drift"],
  ["sensor shifts", "shift"],
] as const;

const speaksByItself = ({ entities }: MadeDevice): boolean =>
  entities.some(({ reports }) => reports.kind === "every" || reports.kind === "change");
const isBattery = ({ value }: MadeEntity): boolean => value.kind === "battery";
const isLink = ({ attributes }: MadeEntity): boolean => attributes.device_class === "signal_strength";
const isMeasured = (entity: MadeEntity): boolean =>
  entity.value.kind === "measured" && entity.value.noise > 0 && !isLink(entity);

/** A battery that is worn; the level falls to its end as the others' would. */
const wearing =
  (cell: Pick<Cell, "from" | "empty" | "replaced">) =>
  (entity: MadeEntity): MadeEntity =>
    entity.value.kind === "battery"
      ? { ...entity, value: { kind: "battery", cell: { ...entity.value.cell, ...cell } } }
      : entity;

function flaps(chance: Chance, { from, to }: Span, aDay: number): Span[] {
  const spans: Span[] = [];
  for (let at = from; at < to; ) {
    const back = at + chance.between(1, 20) * MINUTE;
    spans.push({ from: at, to: back });
    at = back - Math.log(1 - chance.next()) * (DAY / aDay);
  }
  return spans;
}

function targetOf(config: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return /"target":\{"entity_id":\["([^"]+)"/.exec(JSON.stringify(config ?? {}))?.[1];
}

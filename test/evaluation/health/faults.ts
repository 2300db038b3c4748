import type { Chance } from "../anomalies/chance.ts";
import { type Breakable, breakable, dies, flaps, isLively, isUsual, type Span, subjectsOf } from "./breakable.ts";
import type { Furniture } from "./furnish.ts";
import { breakHouse } from "./house-faults.ts";
import { type Cell, DAY, HOUR, type MadeDevice, type MadeEntity } from "./made-home.ts";
import type { FaultKind, Trouble } from "./trouble.ts";

export interface Faulty {
  readonly furniture: Furniture;
  readonly troubles: readonly Trouble[];
}

/** Breaks one thing of each kind, each another device, as far as the home has such; two of the most usual. */
export function breakThings(chance: Chance, furniture: Furniture, span: Span): Faulty {
  const home = breakable(chance, furniture, span);
  for (let n = 0; n < 2; n++) {
    killLoudly(home, n === 0);
    killQuietly(home);
    makeFlap(home);
  }
  takeHubDown(home);
  failIntegration(home);
  letIntegrationErr(home);
  for (let n = 0; n < 4; n++) wearBattery(home);
  removeWhatIsNamed(home);
  stopAutomations(home);
  for (const [kind, how] of VALUES) spoilValues(home, kind, how);
  fadeLink(home);
  breakHouse(home);
  return { furniture: { ...furniture, devices: home.devices }, troubles: home.troubles };
}

const until = ({ chance, span }: Breakable, at: number) => Math.min(span.to, at + chance.between(3, 20) * DAY);

/** Home Assistant sees it; some flap for days before. */
function killLoudly(home: Breakable, isForetold: boolean): void {
  const { chance, span } = home;
  const device = home.take((one) => isUsual(one) && one.givenUpAfter !== undefined);
  const at = home.sometime();
  if (!device) return;
  const subjects = subjectsOf(device);
  home.add("device dies", { from: at, to: until(home, at), subjects }, dies(device));
  if (!isForetold) return;
  const its = { from: Math.max(span.from + DAY, at - chance.between(4, 9) * DAY), to: at };
  const spans = flaps(chance, its, chance.between(6, 20));
  home.add("device flaps", { ...its, subjects }, { what: "flaps", devices: [device.id], spans });
}

function killQuietly(home: Breakable): void {
  const device = home.take((one) => isUsual(one) && one.givenUpAfter === undefined && speaksByItself(one));
  const at = home.sometime();
  if (!device) return;
  home.add("device dies quietly", { from: at, to: until(home, at), subjects: subjectsOf(device) }, dies(device));
}

function makeFlap(home: Breakable): void {
  const { chance } = home;
  const device = home.take((one) => isUsual(one) && one.givenUpAfter !== undefined && one.givenUpAfter < 2 * HOUR);
  const from = home.sometime(6 * DAY);
  if (!device) return;
  const its = { from, to: from + chance.between(3, 6) * DAY };
  const spans = flaps(chance, its, chance.between(8, 40));
  home.add("device flaps", { ...its, subjects: subjectsOf(device) }, { what: "flaps", devices: [device.id], spans });
}

/** With what hangs on it: of a router a quarter of the mesh. */
function takeHubDown(home: Breakable): void {
  const hub = home.take(({ model }) => model === "hub") ?? home.take((one) => one.isRouter);
  if (!hub) return;
  const isBelow = (one: MadeDevice) =>
    one.via === hub.id || (hub.isRouter && one.entryId === hub.entryId && one.model !== "hub");
  const below = home.devices.filter(isBelow);
  const lost = hub.isRouter ? below.filter((_, i) => i % 4 === 0) : below;
  const from = home.sometime();
  const its = { from, to: from + home.chance.between(3, 30) * HOUR };
  const subjects = [hub, ...lost].flatMap(subjectsOf).concat(hub.entryId);
  for (const device of [hub, ...lost]) {
    const after = hub.isRouter ? device.givenUpAfter : 60;
    home.add("hub down", { ...its, subjects }, { what: "out", devices: [device.id], after });
  }
}

function failIntegration(home: Breakable): void {
  const { chance, devices, free } = home;
  const { entries } = home.furniture;
  const isFree = (id: string) => devices.some((one) => one.entryId === id && free.has(one.id) && isUsual(one));
  const entry = entries.filter(({ id }) => isFree(id))[Math.floor(chance.next() * entries.length * 0.6)];
  if (!entry) return;
  const own = devices.filter(({ entryId }) => entryId === entry.id);
  const from = home.sometime();
  const state = chance.next() < 0.5 ? "setup_retry" : "setup_error";
  const its = { from, to: from + chance.between(2, 60) * HOUR, subjects: [entry.id, ...own.flatMap(subjectsOf)] };
  home.add("integration down", its, { what: "entry", entry: entry.id, state, reason: "Timeout while connecting" });
}

function letIntegrationErr({ chance, span, furniture, add, sometime }: Breakable): void {
  const entry = furniture.entries[Math.floor(chance.next() * furniture.entries.length)];
  if (!entry) return;
  const from = Math.max(sometime(4 * DAY), span.from + 20 * DAY); // of a log nobody keeps a past
  const its = { from, to: span.to, subjects: [entry.id] };
  add("integration errs", its, { what: "errs", entry: entry.id, aDay: chance.between(120, 900) });
}

function wearBattery(home: Breakable): void {
  const { chance, span } = home;
  const worn = home.take((one) => one.entities.some(isBattery));
  if (!worn) return;
  const empty = chance.between(span.from + 0.4 * (span.to - span.from), span.to - DAY);
  const replaced = empty + chance.between(1, 10) * DAY;
  const cell = { from: empty - chance.between(40, 500) * DAY, empty, replaced };
  home.devices = home.devices.map((one) =>
    one.id === worn.id ? { ...one, entities: one.entities.map(wearing(cell)) } : one,
  );
  const its = { from: empty, to: Math.min(span.to, replaced), subjects: subjectsOf(worn) };
  home.add("battery dies", its, dies(worn));
}

function removeWhatIsNamed(home: Breakable): void {
  const { automations } = home.furniture;
  const target = targetOf(automations[0]?.config);
  const gone = home.devices.find(
    (one) => home.free.has(one.id) && one.entities.some(({ entityId }) => entityId === target),
  );
  if (!gone) return;
  home.free.delete(gone.id);
  const isNamed = (config: object) => gone.entities.some((one) => JSON.stringify(config).includes(`"${one.entityId}"`));
  const subjects = automations.filter(({ config }) => isNamed(config)).map(({ entityId }) => entityId);
  const its = { from: home.sometime(), to: home.span.to, subjects };
  home.add("automation names what is gone", its, { what: "removed", devices: [gone.id] });
}

function stopAutomations(home: Breakable): void {
  const [, broken] = home.furniture.automations;
  const idle = home.furniture.automations.find((one, i) => ![0, 1, ...TAKEN].includes(i) && isLively(home, one));
  const stop = (
    kind: FaultKind,
    { from, automation }: { from: number; automation: string },
    how: "unavailable" | "idle",
  ) => home.add(kind, { from, to: home.span.to, subjects: [automation] }, { what: "automation", automation, how });
  if (broken) stop("automation cannot run", { from: home.sometime(), automation: broken.entityId }, "unavailable");
  if (idle) stop("automation stops", { from: home.sometime(14 * DAY), automation: idle.entityId }, "idle");
}

function spoilValues(home: Breakable, kind: FaultKind, how: "stuck" | "drift" | "shift"): void {
  const device = home.take((one) => isUsual(one) && one.entities.some(isMeasured));
  const entity = device?.entities.find(isMeasured);
  if (!device || !entity) return;
  const by = entity.value.kind === "measured" ? 4 * entity.value.swing + 6 * entity.value.noise : 0;
  const its = { from: home.sometime(10 * DAY), to: home.span.to, subjects: subjectsOf(device) };
  home.add(kind, its, { what: "value", entity: entity.entityId, how, by });
}

function fadeLink(home: Breakable): void {
  const device = home.take((one) => one.entities.some(isLink) && isUsual(one));
  if (!device) return;
  const its = { from: home.sometime(8 * DAY), to: home.span.to, subjects: subjectsOf(device) };
  home.add("link fades", its, { what: "link", device: device.id });
}

/** Of automations, by others of their faults (house-faults.ts). */
const TAKEN = [3, 4, 5];

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

function targetOf(config: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return /"target":\{"entity_id":\["([^"]+)"/.exec(JSON.stringify(config ?? {}))?.[1];
}

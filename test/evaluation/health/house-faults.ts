import { type Breakable, dies, flaps, isLively, isUsual, type Span, subjectsOf } from "./breakable.ts";
import { DAY, HOUR, type MadeDevice } from "./made-home.ts";

/** What is no single device's: a room without power, the machine itself, updates, exchanges, and automations at odds. */
export function breakHouse(home: Breakable): void {
  takeAreaDown(home);
  stopRecorder(home);
  fillDisk(home);
  updateToWorse(home);
  replaceOne(home);
  failAutomation(home);
  letFight(home);
}

/** A fuse: whatever hangs on the mains of one room, of several integrations. */
function takeAreaDown(home: Breakable): void {
  const soon = [...home.free.values()].filter(
    (one) =>
      isUsual(one) && one.entities.every(({ value }) => value.kind !== "battery") && (one.givenUpAfter ?? DAY) <= 600,
  );
  const areas = [...Map.groupBy(soon, ({ area }) => area)].filter(
    ([, own]) => own.length >= 3 && new Set(own.map(({ entryId }) => entryId)).size >= 2,
  );
  const [area, own] = areas.sort((one, other) => other[1].length - one[1].length)[0] ?? [];
  if (area === undefined || own === undefined) return;
  const from = home.sometime();
  const its = { from, to: from + home.chance.between(2, 20) * HOUR, subjects: [area, ...own.flatMap(subjectsOf)] };
  for (const device of own) {
    home.free.delete(device.id);
    home.add("area down", its, dies(device));
  }
}

function stopRecorder(home: Breakable): void {
  const from = home.sometime();
  const its = { from, to: from + home.chance.between(6, 60) * HOUR, subjects: ["recorder-stopped"] };
  home.add("recorder stopped", its, { what: "recorder" });
}

/** From the day on it grows until nothing is left at the end. */
function fillDisk(home: Breakable): void {
  const host = home.devices.find(({ model }) => model === "host");
  const entity = host?.entities[0];
  if (!host || entity?.value.kind !== "measured") return;
  const its = { from: home.sometime(15 * DAY), to: home.span.to, subjects: subjectsOf(host) };
  const by = 98 - entity.value.mean;
  home.add("disk fills", its, { what: "value", entity: entity.entityId, how: "fills", by });
}

function updateToWorse(home: Breakable): void {
  const device = home.take((one) => isUsual(one) && (one.givenUpAfter ?? DAY) < 2 * HOUR);
  if (!device) return;
  const its: Span = { from: home.sometime(10 * DAY), to: home.span.to };
  const spans = flaps(home.chance, its, home.chance.between(8, 30));
  home.add(
    "update makes it worse",
    { ...its, subjects: subjectsOf(device) },
    { what: "updated", devices: [device.id], spans },
  );
}

/** It breaks, somebody takes it out, and puts in another of the same kind. */
function replaceOne(home: Breakable): void {
  const old = home.take((one) => isUsual(one) && one.via === undefined && !one.isRouter);
  if (!old) return;
  const from = home.sometime(8 * DAY);
  const next = likeIt(old, from + home.chance.between(1, 30) * HOUR);
  home.devices = [...home.devices, next];
  const its = { from, to: home.span.to, subjects: [...subjectsOf(old), ...subjectsOf(next)] };
  home.add("device replaced", its, { what: "removed", devices: [old.id] });
  const named = home.furniture.automations.filter(({ config }) =>
    old.entities.some((one) => JSON.stringify(config).includes(`"${one.entityId}"`)),
  );
  if (named.length === 0) return;
  const subjects = named.map(({ entityId }) => entityId);
  home.add("automation names what is gone", { ...its, subjects }, { what: "none" });
}

const likeIt = (old: MadeDevice, comesAt: number): MadeDevice => ({
  ...old,
  ...{ id: `${old.id}-new`, name: `${old.name} new`, comesAt },
  entities: old.entities.map((one) => ({
    ...one,
    ...{ entityId: `${one.entityId}_new`, name: `${one.name} new`, deviceId: `${old.id}-new` },
    attributes: { ...one.attributes, friendly_name: `${one.name} new` },
  })),
});

function failAutomation(home: Breakable): void {
  const one = home.furniture.automations[3];
  if (!one || !isLively(home, one)) return;
  const its = { from: home.sometime(8 * DAY), to: home.span.to, subjects: [one.entityId] };
  home.add("automation fails", its, { what: "automation", automation: one.entityId, how: "fails" });
}

/** Each is started by what the other one does, until somebody gives up. */
function letFight(home: Breakable): void {
  const [one, other] = home.furniture.automations.slice(4, 6);
  const entity = /"target":\{"entity_id":\["([^"]+)"/.exec(JSON.stringify(one?.config ?? {}))?.[1];
  if (!one || !other || !entity) return;
  const automations = [one.entityId, other.entityId] as const;
  const its = { from: home.sometime(6 * DAY), to: home.span.to, subjects: automations };
  home.add("automations fight", its, { what: "fights", automations, entity });
}

import { toMicroseconds } from "#server/instant.ts";
import type { NewUpdate } from "#server/store/ledger/updates/queries.ts";
import { domainOfApp } from "./app-domains.ts";
import type { VersionChange } from "./queries.ts";

/** What touches everything, by the name of its update entity. */
const SYSTEM = /^home assistant(?:$| (?:operating system|core|supervisor))/i;
const INTEGRATION = "integration/";
/** A device tells its new version when it is read again. */
const SAME_WITHIN_US = 86_400e6;

/** Of what tells its version twice, as an update and as a device, once. `changes` by time. */
export function findUpdates(changes: readonly VersionChange[]): NewUpdate[] {
  const told: NewUpdate[] = [];
  for (const change of changes) {
    const { change_id, since, at, name, before, after, item_id: item } = change;
    if (!before || !after || before === after) continue;
    const found = { change_id, item, name, before, after, since, at, ...touching(change) };
    if (!isTold(found, change, told)) told.push(found);
  }
  return told;
}

function touching({ kind, item_id, name, platform, device_id }: VersionChange): Pick<NewUpdate, "kind" | "target"> {
  if (item_id === "core" || SYSTEM.test(name)) return { kind: "core", target: null };
  if (item_id.startsWith(INTEGRATION)) return { kind: "integration", target: item_id.slice(INTEGRATION.length) };
  if (kind === "version" && platform === "hassio") return { kind: "app", target: domainOfApp(name) };
  if (kind === "version" && platform === "hacs") return { kind: "integration", target: null };
  return { kind: "device", target: device_id };
}

const isTold = ({ at, after }: NewUpdate, { device_id, name }: VersionChange, told: readonly NewUpdate[]): boolean =>
  told.some(
    (other) =>
      toMicroseconds(at) - toMicroseconds(other.at) < SAME_WITHIN_US &&
      other.after === after &&
      (other.target === device_id || other.name === name),
  );

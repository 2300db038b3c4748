import { Temporal } from "temporal-polyfill";
import { type Call, command } from "#server/command.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { lawOf } from "#server/law.ts";
import { presentStates } from "#server/store/house/present.ts";
import { reportedNow } from "#server/store/house/reported.ts";
import { compact } from "./compact.ts";
import { DeviceHealthPage, ListDeviceHealth } from "./contract.ts";
import type { DeviceNow } from "./device-now.ts";
import { type DevicesSeen, devicesNow } from "./devices-now.ts";

export const listDevices = command({
  name: "health/devices",
  summary: "Every device in few bytes: findings, battery and when it will be empty, link, when it last reported",
  input: ListDeviceHealth,
  output: DeviceHealthPage,
  async run({ devices }, call) {
    const looked = await lookAt(call, devices ?? null);
    return pageOf(looked.devices, looked);
  },
});

export interface LookedAt extends DevicesSeen {
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** As the asker may see them; `only` are device ids. */
export function lookAt({ db, world, home, asker }: Call, only: readonly string[] | null): Promise<LookedAt> {
  const now = shownNow(world, home);
  const [present, reported] = [presentStates(world, home), reportedNow(world, home)];
  return db.transaction(async (tx) => {
    const law = await lawOf(tx, asker);
    return { now, ...(await devicesNow(tx, { world, home, now, law, present, reported, only })) };
  });
}

export function pageOf(devices: readonly DeviceNow[], { now, lookedAt, watched }: Omit<LookedAt, "devices">) {
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(now));
  const today = instant.toZonedDateTimeISO("UTC").toPlainDate().toString();
  return compact(devices, { now: now / 1000, today, lookedAt, watched });
}

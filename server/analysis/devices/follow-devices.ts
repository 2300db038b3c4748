import type { Call } from "#server/command.ts";
import { failure } from "#server/failure.ts";
import { ofHome } from "#server/of-home.ts";
import { soon } from "#server/soon.ts";
import type { DeviceHealthPage } from "./contract.ts";
import type { DeviceNow } from "./devices-now.ts";
import { lookAt, pageOf } from "./list-devices.ts";

const GATHER = { seconds: 0.5 };
const AGAIN = { minutes: 1 };

/** All devices, and then those that are another than they were: after each diagnosis that changed something, and each minute. */
export async function followDevices(call: Call, send: (items: DeviceHealthPage[]) => void) {
  const { world, home } = call;
  const sent = new Map<string, string>(); // by device id: what makes it another
  const look = soon(world.clock, GATHER, tellNews, (error) =>
    world.log.warn("live devices fell behind", failure(error)),
  );
  const listening = await world.db.listen("ledger", ofHome(home, look.call));
  const first = await lookAt(call, null);
  for (const device of first.devices) sent.set(device.device_id, markOf(device));
  const again = world.clock.every(AGAIN, () => look.call());

  async function tellNews(): Promise<void> {
    const looked = await lookAt(call, null);
    const there = new Set(looked.devices.map(({ device_id }) => device_id));
    const gone = [...sent.keys()].filter((id) => !there.has(id));
    const news = looked.devices.filter((device) => sent.get(device.device_id) !== markOf(device));
    for (const id of gone) sent.delete(id);
    for (const device of news) sent.set(device.device_id, markOf(device));
    if (news.length + gone.length > 0) send([{ ...pageOf(news, looked), gone }]);
  }

  return {
    snapshot: [pageOf(first.devices, first)],
    async close() {
      await again[Symbol.asyncDispose]();
      await listening[Symbol.asyncDispose]();
      await look[Symbol.asyncDispose]();
    },
  };
}

/** That it reported again is no news: whoever looks at a device asks when. */
const markOf = ({ reported: _, ...rest }: DeviceNow): string => JSON.stringify(rest);

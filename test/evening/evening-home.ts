import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { writeStates } from "../world/write-past.ts";
import { rooms, things } from "./house.ts";
import { liveHouse } from "./live.ts";
import { recordedDays } from "./past.ts";

const DAYS = 10;
const AT_ONCE = 50;

/** A real Home Assistant with 1,210 entities in 22 areas, and ten days of them in its recorder's file. */
export async function eveningHome(): Promise<HomeAssistant> {
  await using stack = new AsyncDisposableStack();
  const home = stack.use(await startHomeAssistant({ configuration: liveHouse() }));
  await furnish(home);
  await home.stop();
  writeStates(home.recorderDatabase, recordedDays(Date.now(), DAYS));
  await home.start();
  stack.move();
  return home;
}

async function furnish({ client }: HomeAssistant): Promise<void> {
  type Area = { area_id: string; name: string };
  const there = await client.call<Area[]>({ type: "config/area_registry/list" });
  const areas = new Map(there.map(({ name, area_id }) => [name.toLowerCase(), area_id]));
  for (const name of rooms.filter((room) => !areas.has(room.toLowerCase())))
    areas.set(name.toLowerCase(), (await client.call<Area>({ type: "config/area_registry/create", name })).area_id);
  for (let from = 0; from < things.length; from += AT_ONCE) {
    const some = things.slice(from, from + AT_ONCE);
    await Promise.all(
      some.map(({ entityId, room }) =>
        client.call({
          type: "config/entity_registry/update",
          entity_id: entityId,
          area_id: areas.get(room.toLowerCase()),
        }),
      ),
    );
  }
}

import { fork } from "node:child_process";
import { once } from "node:events";
import { type DemoHome, startDemoHome } from "#demo/server.ts";
import { smallHouse } from "#demo/testing.ts";

type Told = { url: string; token: string } | { flooded: number; longestQueue: number; clients: number };
type Flood = { perSecond: number; seconds: number };

/** A demo home in a process of its own, so that its work and the test's do not stand in each other's way. */
export async function playedHome({ entities = 0, port = 0 } = {}) {
  const child = fork(import.meta.filename, [String(entities), String(port)]);
  const answer = async <T>() => (await once(child, "message"))[0] as T;
  const { url, token } = await answer<{ url: string; token: string }>();
  return {
    url,
    token,
    async flood(wanted: Flood) {
      child.send(wanted);
      return answer<{ flooded: number; longestQueue: number; clients: number }>();
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

if (process.send && process.argv[1] === import.meta.filename) await play();

async function play(): Promise<void> {
  const [, , entities, port] = process.argv;
  const more = Array.from({ length: Number(entities) }, (_, n) => ({
    entity_id: `sensor.room_${n}`,
    name: `Room ${n}`,
    device: "d-lamp",
    state: String(n),
    attributes: { unit_of_measurement: "°C", device_class: "temperature", state_class: "measurement" },
  }));
  const scenario = smallHouse(
    entities === "0"
      ? {}
      : { entities: more, automations: [], people: [{ id: "u", name: "Anna", admin: true, entity_id: null }] },
  );
  const demo = await startDemoHome({ scenario, port: Number(port) });
  process.on("message", (flood: Flood) => void floodAndTell(demo, flood));
  process.on("disconnect", () => process.exit());
  say({ url: demo.url, token: demo.token });
}

async function floodAndTell(home: DemoHome, flood: Flood): Promise<void> {
  const flooded = await home.flood(flood);
  say({ flooded, longestQueue: home.longestQueue, clients: home.clients });
}

function say(told: Told): void {
  process.send?.(told);
}

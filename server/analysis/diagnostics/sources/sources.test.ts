import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { deviceSilent } from "../checks/device-silent.ts";
import { checks } from "../checks.ts";
import type { HouseNow } from "../house-now.ts";
import { said } from "../words.ts";
import { replayed } from "./replay-testing.ts";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());

/** What a person is told, effects left out. */
function told(house: HouseNow): string[] {
  const found = checks.flatMap((check) =>
    check.look(house).map((it) => ({ ...it, check: check.name, evidence: check.evidence.parse(it.evidence) })),
  );
  const keys = new Set(found.map(({ check, subject }) => `${check} ${subject.id}`));
  const isEffect = ({ cause }: (typeof found)[number]) => cause && keys.has(`${cause.check} ${cause.subject.id}`);
  return found
    .filter((it) => !isEffect(it))
    .map(({ check, subject, severity, evidence }) => {
      const name = house.devices.get(subject.id)?.name ?? house.integrations.get(subject.id)?.title ?? subject.id;
      return `${severity}: ${said(check, evidence, { name, lasting: "for a while" }, "en").sentence}`;
    });
}

describe("Zigbee2MQTT", () => {
  let at: Awaited<ReturnType<typeof replayed>>;
  beforeAll(async () => {
    at = await replayed("zigbee2mqtt", db);
  });

  it("is quiet while all is well", async () => {
    expect(told(await at(0, 60))).toEqual([]);
  });

  it("is told of a device that its availability calls offline", async () => {
    expect(told(await at(1, 40))).toEqual([
      "warning: Kitchen plug has not answered for a while; none of its 4 entities is available",
    ]);
  });

  it("is judged by when a device was last seen, not by its kept message that a reconnect brings again", async () => {
    const house = await at(2, 30);
    const rhythm = { lastReported: house.now - 60, usual: 4_096, longest: 8_192, intervals: 500 };
    const devices = [...house.devices].map(
      ([id, device]) => [id, { ...device, things: device.things.map((thing) => ({ ...thing, rhythm })) }] as const,
    );
    expect(deviceSilent.look({ ...house, devices: new Map(devices) })).toMatchObject([
      {
        subject: { id: [...house.devices.values()].find(({ name }) => name === "Cellar climate")?.device_id },
        severity: "warning",
        evidence: { is_last_seen: true, technology: "Zigbee2MQTT" },
      },
    ]);
  });

  it("is one finding by its bridge, once that is offline for ten minutes, with its devices under it", async () => {
    expect(told(await at(3, 5))).toEqual([]);
    expect(told(await at(3, 15))).toEqual([
      "error: Zigbee2MQTT Bridge has been offline for a while; 5 devices with it: Attic climate, Back door, Cellar climate, Hall lamp, Kitchen plug",
    ]);
  });

  it("is one finding as well when the broker is gone", async () => {
    const found = told(await at(4, 40));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^error: Zigbee2MQTT Bridge has not answered for a while; 5 devices with it/);
  });
});

describe("a UPS by NUT", () => {
  let at: Awaited<ReturnType<typeof replayed>>;
  beforeAll(async () => {
    at = await replayed("nut", db);
  });

  it("is quiet on the mains, also while it charges", async () => {
    expect(told(await at(0, 60))).toEqual([]);
  });

  it("tells that it runs on battery, that this is nearly empty, and that it must be replaced", async () => {
    expect(told(await at(1, 2))).toEqual([
      "warning: Cellar has been running on its battery for a while, because the mains is away; battery at 83 %",
    ]);
    expect(told(await at(2, 2))).toEqual([
      "critical: Cellar has had almost no battery left for a while; battery at 9 %. Also: it runs on battery",
    ]);
    expect(told(await at(3, 2))).toEqual([
      "warning: Cellar has said for a while that its battery must be replaced; battery at 40 %",
    ]);
  });

  it("does not answer when its server is gone", async () => {
    expect(told(await at(4, 40))).toEqual([
      "warning: Cellar has not answered for a while; none of its 5 entities is available",
    ]);
  });
});

describe("Z-Wave JS", () => {
  let at: Awaited<ReturnType<typeof replayed>>;
  beforeAll(async () => {
    at = await replayed("zwave", db);
  });

  it("is told of a node that its controller calls dead, though Home Assistant still shows its switch", async () => {
    expect(told(await at(0, 60))).toEqual([]);
    const house = await at(1, 40);
    expect(house.things.get("switch.node_3")?.state).toBe("off");
    expect(told(house)).toEqual([
      "warning: Node 3 has not answered its Z-Wave network for a while; what Home Assistant shows of it is old",
    ]);
  });

  it("is one finding by its server, once that is gone, with the controller and all nodes under it", async () => {
    const found = told(await at(2, 40));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^warning: .* has not been able to connect for a while: Failed to connect: Cannot connect to host/,
    );
  });
});

describe("ZHA", () => {
  let at: Awaited<ReturnType<typeof replayed>>;
  beforeAll(async () => {
    at = await replayed("zha", db);
  });

  it("is told of a device that is not heard, and of the stick that takes all the others", async () => {
    expect(told(await at(0, 60))).toEqual([]);
    const plug = "warning: Kitchen plug has not answered for a while; none of its 3 entities is available";
    expect(told(await at(1, 40))).toEqual([plug]);
    expect(told(await at(2, 40))).toEqual([
      "warning: Silicon Labs EZSP has not been able to connect for a while: [Errno 2] could not open port /dev/ttyUSB0. 12 entities depend on it",
      plug,
    ]);
    expect(told(await at(3, 40))).toEqual([plug]);
  });
});

describe("ESPHome and the Bluetooth that it carries", () => {
  let at: Awaited<ReturnType<typeof replayed>>;
  beforeAll(async () => {
    at = await replayed("esphome", db);
  });

  it("is quiet while a device sleeps", async () => {
    expect(told(await at(1, 600))).toEqual([]);
  });

  it("is one finding by the proxy, with what only it heard under it", async () => {
    expect(told(await at(2, 5))).toEqual([]);
    expect(told(await at(3, 40))).toEqual([
      "error: Hall proxy has been offline for a while; 2 devices with it: Fern, Palm",
    ]);
  });
});

describe("Matter", () => {
  let at: Awaited<ReturnType<typeof replayed>>;
  beforeAll(async () => {
    at = await replayed("matter", db);
  });

  it("is one finding where its nodes are lost within minutes, as by their Thread border router", async () => {
    expect(told(await at(1, 5))).toEqual([]);
    expect(told(await at(1, 40))).toEqual([
      "error: 4 devices of Matter went out of reach together and have not answered for a while: Desk lamp, Radiator, Shelf lamp, Window",
    ]);
  });

  it("is its server's, once that is gone", async () => {
    expect(told(await at(2, 40))).toEqual([
      "warning: Matter has not been able to connect for a while: Failed to connect to matter server. 4 entities depend on it",
      "warning: Open Thread Border Router has not been able to connect for a while: Unable to connect. 0 entities depend on it",
    ]);
  });
});

describe("a cloud", () => {
  let at: Awaited<ReturnType<typeof replayed>>;
  beforeAll(async () => {
    at = await replayed("cloud", db);
  });

  it("is told with its own reason while it is out", async () => {
    expect(told(await at(0, 60))).toEqual([]);
    expect(told(await at(1, 40))).toEqual([
      "warning: Car has not been able to connect for a while: 503, message='Service Unavailable'. 1 entity depends on it",
    ]);
  });

  it("that wants a new sign-in says that, not that it failed", async () => {
    expect(told(await at(2, 40))).toEqual([
      "error: Flat has asked for a while to be signed in again; 1 of its 1 entities are not available",
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { parseAddress } from "./address.ts";

const HOME = { allowPrivate: true };

describe("an address", () => {
  it.each([
    [
      "http://homeassistant.local:8123",
      "http://homeassistant.local:8123",
      "ws://homeassistant.local:8123/api/websocket",
    ],
    ["  https://ha.example.org/  ", "https://ha.example.org", "wss://ha.example.org/api/websocket"],
    ["http://192.168.1.5:8123/core/", "http://192.168.1.5:8123/core", "ws://192.168.1.5:8123/core/api/websocket"],
    ["HTTP://[fd12::5]:8123", "http://[fd12::5]:8123", "ws://[fd12::5]:8123/api/websocket"],
    ["http://127.0.0.1:8123", "http://127.0.0.1:8123", "ws://127.0.0.1:8123/api/websocket"],
  ])("%s leads to %s", (text, base, websocketUrl) => {
    expect(parseAddress(text, HOME)).toMatchObject({ base, websocketUrl, reach: "home" });
  });

  it("keeps origin and path apart", () => {
    expect(parseAddress("http://h:8123/core", HOME)).toMatchObject({
      origin: "http://h:8123",
      base: "http://h:8123/core",
    });
  });

  it.each([
    ["", "does not start with http"],
    ["homeassistant.local:8123", "does not start with http"],
    ["ftp://ha.local", "does not start with http"],
    ["http:ha.local", "does not start with http"],
    ["http:///ha.local", "does not start with http"],
    ["http://ha.local\\@evil", "backslash"],
    ["http://ha\t.local", "space"],
    ["http://me:secret@ha.local", "before an @"],
    ["http://ha.local/?a=1", "contains a ?"],
    ["http://ha.local/#", "contains a ?"],
    ["http://ha.local/%2e%2e/x", "or a %"],
    ["http://ha.local/a/../x", "a path with signs"],
    ["http://ha.local//evil", "a path with signs"],
    ["http://ha.local:99999", "cannot be read"],
    [`http://${"a".repeat(500)}`, "longer than 500"],
  ])("%s is refused, for it %s", (text, fault) => {
    expect(() => parseAddress(text, HOME)).toThrow(
      expect.objectContaining({ code: "bad_address", message: expect.stringContaining(fault) }),
    );
  });

  it("may be the Supervisor's only by its exact name and inside the app", () => {
    const inside = { allowPrivate: true, supervisor: "http://supervisor" };
    expect(parseAddress("http://supervisor/core", inside).reach).toBe("supervisor");
    expect(parseAddress("http://supervisor/core", HOME).reach).toBe("home");
    expect(parseAddress("http://supervisor./core", inside).reach).toBe("home");
    for (const path of ["", "/addons", "/core/x", "/corex", "/store", "/core/.."])
      expect(() => parseAddress(`http://supervisor${path}`, inside)).toThrow(/Supervisor|path/);
    expect(() => parseAddress("http://172.30.32.2/core", inside)).toThrow(/does not connect/);
  });

  it("is not private where only the internet is allowed", () => {
    expect(() => parseAddress("http://192.168.1.5", { allowPrivate: false })).toThrow(/does not connect/);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact } from "./redact.ts";

const CANARY = "c4n4ry-8f1e77d2";

const leaks = (value: unknown) => JSON.stringify(value).includes(CANARY);

describe("redact", () => {
  it.each([
    "access_token",
    "token",
    "api_key",
    "apikey",
    "X-Api-Key",
    "password",
    "mqttPassword",
    "passwd",
    "passphrase",
    "secret",
    "client_secret",
    "refresh_token",
    "webhook_id",
    "Authorization",
    "Set-Cookie",
    "noise_psk",
    "local_key",
    "usercode",
    "action_code",
  ])("hides what stands under %s", (key) => {
    expect(redact({ [key]: CANARY, state: "on" })).toEqual({ [key]: "[secret]", state: "on" });
    expect(leaks(redact([{ deep: { [key]: { any: [CANARY] } } }]))).toBe(false);
  });

  it.each([
    ["a bearer", `Authorization is Bearer ${CANARY}`],
    ["a long-lived token", `used eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiI0${CANARY}.${CANARY}-signature`],
    ["credentials of an address", `rtsp://admin:${CANARY}@192.168.1.20:554/stream1`],
    ["a picture's token", `/api/camera_proxy/camera.door?token=${CANARY}&width=640`],
    ["an access token of an address", `http://cam/snap.jpg?size=2&access_token=${CANARY}`],
    ["a signed path", `/api/image/serve/1/512x512?authSig=${CANARY}`],
    ["a webhook", `http://home.local:8123/api/webhook/${CANARY}`],
    ["a key for maps", `https://maps.example/static?key=${CANARY}`],
    ["a password sent as JSON", `{"ssid": "attic", "password": "${CANARY}"}`],
  ])("hides %s inside a text", (_, text) => {
    expect(redact(text)).toContain("[secret]");
    expect(leaks(redact({ entity_picture: text, list: [text] }))).toBe(false);
  });

  it.each([
    ["an action", { action: "alarm_control_panel.alarm_disarm", data: { code: CANARY } }],
    ["a call", { domain: "lock", service: "unlock", service_data: { entity_id: ["lock.front"], code: CANARY } }],
    ["a call of another domain on a lock", { entity_id: ["light.hall", "lock.front"], data: { pin: CANARY } }],
    ["a state", { entity_id: "alarm_control_panel.house", attributes: { code: CANARY } }],
    ["a Z-Wave keypad", { command_class: 111, event_data: CANARY }],
    ["a Zigbee keypad", { cluster_id: 1281, command: "arm", args: [0, CANARY, 0] }],
  ])("hides the code of a lock or an alarm in %s", (_, value) => expect(leaks(redact(value))).toBe(false));

  it("takes the entity from outside where attributes do not name it", () => {
    expect(redact({ code: "1234", code_format: "number" }, "lock.front")).toEqual({
      code: "[secret]",
      code_format: "number",
    });
  });

  it("keeps what only looks like a secret", () => {
    const attributes = {
      code: 17,
      error_code: "E4",
      pin: 4,
      has_password: true,
      token: null,
      password: "",
      total_tokens: 153,
      code_format: "number",
      friendly_name: "Secret garden: token of thanks = none",
      entity_picture: "/local/anna.png?width=64",
      mail: "someone@example.org",
    };
    expect(redact(attributes)).toBe(attributes);
    const lock = { entity_id: "lock.front", code_format: "number", error_code: 12 };
    expect(redact(lock)).toBe(lock);
  });

  it("gives the same object back where nothing was secret, and leaves its input alone otherwise", () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 4 }), (body) => {
        expect(redact(body)).toBe(body);
      }),
    );
    const camera = { access_token: CANARY, nested: { name: "Door" } };
    const clean = redact(camera);
    expect(camera.access_token).toBe(CANARY);
    expect(clean.nested).toBe(camera.nested);
  });

  it("does not follow what is nested without end", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}"${CANARY}"${"}".repeat(5000)}`);
    expect(leaks(redact(deep))).toBe(false);
  });

  it("writes no prototype", () => {
    const clean = redact(JSON.parse('{"__proto__": {"token": "12345678"}, "x": 1}'));
    expect(Object.getPrototypeOf(clean)).toBe(Object.prototype);
    expect(JSON.stringify(clean)).toBe('{"__proto__":{"token":"[secret]"},"x":1}');
  });

  it.each(["eyJ", "bearer ", "//", "token", '"token" : ', "a="])(
    "reads 300,000 characters of %j in no time",
    (piece) => {
      const started = performance.now();
      redact(`${piece.repeat(300_000 / piece.length)}=@`);
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );
});

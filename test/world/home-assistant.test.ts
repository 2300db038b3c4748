import { expect, it } from "vitest";
import { startHomeAssistant } from "./home-assistant.ts";
import { homeAssistantClient } from "./home-assistant-client.ts";
import { OWNER } from "./onboarding.ts";
import { addUser, createToken, login, revokeToken } from "./people.ts";

it("starts an onboarded home with what the test asks for, and keeps it through restarts", async () => {
  await using home = await startHomeAssistant({
    configuration: { input_boolean: { guests: {} }, recorder: { exclude: { domains: ["weather"] } } },
    yaml: "template:\n  - sensor:\n      - name: Two\n        state: '{{ 1 + 1 }}'\n",
  });
  expect(await home.client.state("sensor.two")).toMatchObject({ state: "2" });
  await home.client.callService("input_boolean", "turn_on", {}, { entity_id: "input_boolean.guests" });
  await home.restart();
  expect(await home.client.state("input_boolean.guests")).toMatchObject({ state: "on" });
  await home.restart({ signal: "SIGKILL" });
  expect((await home.client.call<unknown[]>({ type: "get_states" })).length).toBeGreaterThan(100);
});

it("lets its owner log in", async () => {
  await using home = await startHomeAssistant();
  await using client = homeAssistantClient({ url: home.url, token: await login(home.url, OWNER) });
  expect(await client.call({ type: "auth/current_user" })).toMatchObject({ name: OWNER.name, is_owner: true });
});

it("knows a second user, and revokes a token", async () => {
  await using home = await startHomeAssistant();
  const ben = await addUser(home, "Ben");
  await using client = homeAssistantClient({ url: home.url, token: ben.token });
  expect(await client.call({ type: "auth/current_user" })).toMatchObject({ name: "Ben", is_admin: false });
  const token = await createToken(client, "spare");
  await revokeToken(client, token);
  await using revoked = homeAssistantClient({ url: home.url, token });
  await expect(revoked.call({ type: "get_config" })).rejects.toThrow("refused the token");
});

it("bans an address after too many failed logins", async () => {
  await using home = await startHomeAssistant({ banAfter: 2 });
  const attempt = async () => (await fetch(`${home.url}/api/`, { headers: { authorization: "Bearer wrong" } })).status;
  expect([await attempt(), await attempt(), await attempt()]).toEqual([401, 401, 403]);
});

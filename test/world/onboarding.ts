import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { homeAssistantClient } from "./home-assistant-client.ts";
import { writeConfiguration } from "./home-assistant-configuration.ts";
import { homeAssistantProcess } from "./home-assistant-process.ts";
import { temporaryDirectory } from "./temporary.ts";

export const OWNER = { name: "Olivia", username: "olivia", password: "olivia's own password" } as const;

/** Where the state of an onboarded home is kept inside the tree. */
const KEPT = "var/lib/homeops/onboarded";
const TOKEN = "owner-token";
/** Every home needs its own; Core makes one when it finds none. */
const IDENTITY = "core.uuid";
const STEPS = ["user", "core_config", "analytics", "integration"];

/** Starts Home Assistant for the first time, which installs what its domains need, and keeps the onboarded state. */
export async function onboardOnce(tree: string): Promise<void> {
  await using temporary = await temporaryDirectory("onboarding");
  const directory = join(temporary.path, "config");
  const log = join(temporary.path, "home-assistant.log");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const home = await homeAssistantProcess({ tree, directory, log, port });
  await using _stopped = { [Symbol.asyncDispose]: () => home.stop("SIGKILL") };
  await writeConfiguration(directory, {});
  home.start();
  await home.whenAnswering();
  const access = await createOwner(url);
  await home.whenRunning(access);
  await using client = homeAssistantClient({ url, token: access });
  await client.call({ type: "config/core/update", ...PLACE });
  const token = await client.call<string>({
    type: "auth/long_lived_access_token",
    client_name: "HomeOps tests",
    lifespan: 3650,
  });
  await home.stop("SIGTERM"); // a clean end writes every store
  await keep(directory, join(tree, KEPT), token);
}

const PLACE = {
  location_name: "Test Home",
  time_zone: "Europe/Berlin",
  country: "DE",
  currency: "EUR",
  unit_system: "metric",
  language: "en",
  latitude: 52.52,
  longitude: 13.405,
  elevation: 34,
};

async function createOwner(url: string): Promise<string> {
  const client_id = `${url}/`;
  const created = await fetch(`${url}/api/onboarding/users`, {
    method: "POST",
    body: JSON.stringify({ ...OWNER, client_id, language: "en" }),
  });
  const { auth_code } = await created.json();
  const body = new URLSearchParams({ grant_type: "authorization_code", client_id, code: auth_code });
  const granted = await fetch(`${url}/auth/token`, { method: "POST", body });
  return (await granted.json()).access_token;
}

/** The later steps are marked instead of walked: walking them adds integrations that want the network. */
async function keep(directory: string, kept: string, token: string): Promise<void> {
  const storage = join(directory, ".storage");
  const onboarding = join(storage, "onboarding");
  const document = JSON.parse(await readFile(onboarding, "utf8"));
  await writeFile(onboarding, JSON.stringify({ ...document, data: { ...document.data, done: STEPS } }));
  await rm(join(storage, IDENTITY), { force: true });
  await cp(storage, join(kept, ".storage"), { recursive: true });
  await writeFile(join(kept, TOKEN), token);
}

/** Lays the kept state into a new configuration directory and returns the owner's token. */
export async function moveIn(tree: string, directory: string): Promise<string> {
  await cp(join(tree, KEPT, ".storage"), join(directory, ".storage"), { recursive: true });
  return readFile(join(tree, KEPT, TOKEN), "utf8");
}

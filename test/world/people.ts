import type { HomeAssistant } from "./home-assistant.ts";
import { type HomeAssistantClient, homeAssistantClient } from "./home-assistant-client.ts";

export interface Person {
  userId: string;
  username: string;
  password: string;
  /** A long-lived token with this person's rights. */
  token: string;
}

/** Adds a user of Home Assistant, by default one who is not an administrator. */
export async function addUser(home: HomeAssistant, name: string, { isAdmin = false } = {}): Promise<Person> {
  const group_ids = [isAdmin ? "system-admin" : "system-users"];
  const { user } = await home.client.call<{ user: { id: string } }>({ type: "config/auth/create", name, group_ids });
  const username = name.toLowerCase();
  const password = `${username}'s own password`;
  await home.client.call({ type: "config/auth_provider/homeassistant/create", user_id: user.id, username, password });
  await using client = homeAssistantClient({ url: home.url, token: await login(home.url, { username, password }) });
  return { userId: user.id, username, password, token: await createToken(client, "HomeOps tests") };
}

/** A new long-lived token of the client's user. */
export function createToken(client: HomeAssistantClient, name: string): Promise<string> {
  return client.call({ type: "auth/long_lived_access_token", client_name: name, lifespan: 3650 });
}

/** Revokes a long-lived token of the client's user; who is connected with it is disconnected. */
export async function revokeToken(client: HomeAssistantClient, token: string): Promise<void> {
  const { iss } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  await client.call({ type: "auth/delete_refresh_token", refresh_token_id: iss });
}

/** Walks the login form and returns a short-lived access token. */
export async function login(url: string, person: { username: string; password: string }): Promise<string> {
  const client_id = `${url}/`;
  const flow = await post(`${url}/auth/login_flow`, {
    client_id,
    handler: ["homeassistant", null],
    redirect_uri: client_id,
  });
  const { username, password } = person;
  const { result } = await post(`${url}/auth/login_flow/${flow.flow_id}`, { client_id, username, password });
  const body = new URLSearchParams({ grant_type: "authorization_code", client_id, code: result });
  const response = await fetch(`${url}/auth/token`, { method: "POST", body });
  return (await response.json()).access_token;
}

async function post(url: string, body: unknown) {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

import { afterEach, expect, it } from "vitest";
import { noCounts } from "./counters.ts";
import { hurriedClock } from "./hurried-clock.ts";
import { learn } from "./learn.ts";
import { openLink } from "./open-link.ts";
import { goodToken, listeningLog, type PretendHome, pretendHome } from "./pretend-home.ts";
import { untilRunning } from "./running.ts";

const clock = hurriedClock(20);
const closing: AsyncDisposable[] = [];

afterEach(async () => {
  for (const each of closing.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

interface Manners {
  isAdmin?: boolean;
  state?: () => string;
  /** By command, the code of the error that it is answered with. */
  refused?: Record<string, string>;
}

async function linkTo({ isAdmin = true, state = () => "RUNNING", refused = {} }: Manners = {}) {
  const home = await pretendHome();
  closing.push(home);
  home.answers = ({ id, type }, reply) => {
    const code = refused[type];
    const result = resultOf(type, { isAdmin, state });
    if (code) reply({ id, type: "result", success: false, error: { code, message: code } });
    else if (result) reply({ id, type: "result", success: true, result });
    return Boolean(code || result);
  };
  const parts = { address: home.address, token: goodToken, clock, log: listeningLog(), counters: noCounts() };
  return { home, link: await openLink(parts) };
}

function resultOf(type: string, { isAdmin, state }: Required<Pick<Manners, "isAdmin" | "state">>) {
  if (type === "get_config") return { version: "2026.11.0", state: state(), location_name: "Home" };
  if (type === "auth/current_user") return { id: "u", name: "Us", is_admin: isAdmin };
}

const asked = (home: PretendHome, type: string) => home.heard.filter((each) => each.type === type).length;

it("learns that nothing is missing", async () => {
  const { link } = await linkTo();
  expect(await learn(link)).toEqual({
    version: "2026.11.0",
    isAdmin: true,
    features: ["history", "logbook", "recorder", "traces", "registries", "all_events"],
    missing: [],
  });
});

it("says in a sentence what each missing part costs", async () => {
  const { link } = await linkTo({
    isAdmin: false,
    refused: { "trace/list": "unauthorized", "logbook/get_events": "unknown_command" },
  });
  const { features, missing } = await learn(link);
  expect(features).toEqual(["history", "recorder", "registries"]);
  expect(missing.map(({ sentence }) => sentence)).toEqual([
    "Home Assistant has no logbook (logbook/get_events is unknown): causes of past events stay unknown.",
    "trace/list needs the token of an administrator: it cannot be told why an automation did not run.",
    "The token belongs to no administrator: events other than states, who caused them, and what is changed in automations and scripts stay unseen.",
  ]);
});

it("does not take a lost link for a missing part", async () => {
  const { home, link } = await linkTo();
  const { answers } = home;
  home.answers = (message, reply) => message.type === "recorder/info" || answers(message, reply);
  const learning = learn(link);
  await expect.poll(() => asked(home, "recorder/info")).toBe(1);
  link.close();
  await expect(learning).rejects.toMatchObject({ code: "not_connected" });
});

it("waits until Home Assistant has started, and takes the event for it", async () => {
  let state = "STARTING";
  const { home, link } = await linkTo({ state: () => state });
  const running = untilRunning(link, clock);
  await expect.poll(() => asked(home, "subscribe_events")).toBe(1);
  const { id } = home.heard.find(({ type }) => type === "subscribe_events")!;
  state = "RUNNING";
  home.push({ id, type: "event", event: {} });
  await running;
  await expect.poll(() => asked(home, "unsubscribe_events")).toBe(1);
});

it("asks every few seconds where the token may not hear the event", async () => {
  let state = "STARTING";
  const { home, link } = await linkTo({ state: () => state, refused: { subscribe_events: "unauthorized" } });
  const running = untilRunning(link, clock);
  await expect.poll(() => asked(home, "get_config"), { timeout: 5_000 }).toBeGreaterThan(3);
  state = "RUNNING";
  await running;
});

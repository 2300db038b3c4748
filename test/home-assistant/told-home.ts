import { expect, vi } from "vitest";
import type { HomeOps } from "#server/homeops.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { startHomeAssistant } from "../world/home-assistant.ts";
import { pairedPhone } from "./paired-phone.ts";

const patience = { timeout: 180_000, interval: 250 };

type Offered = { kind: string; name: string; target: Record<string, string>; person: string | null };

export const channelsOf = (homeops: HomeOps) =>
  homeops.ask("alerts/channels") as Promise<{ items: object[]; offered: Offered[] }>;

type Wanted = { kind: string; target: object; whose?: string | undefined };

/** Keeps a channel, and answers its number. */
export async function keepChannel(homeops: HomeOps, { kind, target, whose = "household" }: Wanted): Promise<number> {
  const kept = await homeops.ask("alerts/keep-channel", { kind, name: `${kind} here`, target, whose });
  return (kept as { channel: { channel: number } }).channel.channel;
}

type Brought = {
  /** Beside ours, as in YAML. */
  configuration?: Record<string, unknown>;
  install?(configDirectory: string): Promise<void>;
};

/** A Home Assistant with a phone, a group that is told and a voice, and HomeOps connected to it. */
export async function toldHome({ configuration = {}, install }: Brought = {}) {
  await using making = new AsyncDisposableStack();
  const home = making.use(
    await startHomeAssistant({
      ...(install && { install }),
      configuration: {
        ...configuration,
        mobile_app: {},
        tts: [{ platform: "demo" }],
        notify: [{ platform: "group", name: "family", services: [{ action: "persistent_notification" }] }],
      },
    }),
  );
  const phone = making.use(await pairedPhone(home));
  const { id: userId } = await home.client.call<{ id: string }>({ type: "auth/current_user" });
  const homeAssistant = { url: home.url, token: new Secret(home.token) };
  const homeops = making.use(await startHomeOps({ engine: "postgresql", options: { homeAssistant } }));
  await vi.waitFor(async () => {
    expect(await homeops.ask("system/status")).toMatchObject({ connections: [{ state: "live" }] });
    expect((await channelsOf(homeops)).offered.map(({ kind }) => kind)).toContain("companion");
  }, patience);
  const made = making.move();
  return { home, homeops, phone, userId, [Symbol.asyncDispose]: () => made.disposeAsync() };
}

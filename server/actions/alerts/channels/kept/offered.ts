import { z } from "zod";
import type { Queries } from "#db/database.ts";
import { domainOf } from "#server/domain-of.ts";
import { Refusal } from "#server/refusal.ts";
import { presentStates } from "#server/store/house/present.ts";
import { linkOf } from "../at-home.ts";
import type { Way } from "../channel.ts";
import type { Offered } from "./contract.ts";
import { accountsOf, namesOf, phonesIn } from "./queries.ts";

const MOST_OFFERED = 500;
const DEADLINE = { deadlineSeconds: 10 };
const DOMAINS = new Set(["light", "notify", "media_player", "assist_satellite"]);
/** These are no way of their own: an entity's action, and what has a kind of its own. */
const NOT_OFFERED = new Set(["send_message", "persistent_notification"]);

const Actions = z.record(z.string(), z.record(z.string(), z.unknown()));

/** What Home Assistant has that could be a channel; none while it is away. */
export async function offeredIn(way: Way, db: Queries): Promise<Offered[]> {
  const link = linkOf(way);
  if (!link) return [];
  try {
    const actions = await link.call({ type: "get_services" }, Actions, DEADLINE);
    const notifying = Object.keys(actions.notify ?? {}).filter((name) => !NOT_OFFERED.has(name));
    const phones = await phonesOf(way, db, notifying);
    const others = notifying.filter((name) => !name.startsWith("mobile_app_"));
    const voices = voicesIn(way, Object.keys(actions.tts ?? {}));
    return [
      ...phones,
      ...others.map((name) => it("notify", name, { action: `notify.${name}` })),
      it("persistent", "Home Assistant", {}),
      ...(actions.mqtt?.publish === undefined ? [] : [it("mqtt", "MQTT", {})]),
      ...(await thingsIn(way, db, voices[0])),
    ].slice(0, MOST_OFFERED);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return []; // it went away meanwhile
  }
}

const it = (kind: Offered["kind"], name: string, target: Offered["target"], person: string | null = null): Offered => ({
  ...{ kind, name, target, person },
});

/** A phone's action is called after the name that it had when it was first seen. */
async function phonesOf({ world, home }: Way, db: Queries, notifying: readonly string[]): Promise<Offered[]> {
  const accounts = new Map((await accountsOf(db, home)).map(({ person, entity_id }) => [entity_id, person]));
  const followed = new Map<string, string>(); // by tracker: the account of whom it follows
  for (const { entityId, attributes } of presentStates(world, home).values()) {
    const account = accounts.get(entityId);
    if (account === undefined || !Array.isArray(attributes.device_trackers)) continue;
    for (const tracker of attributes.device_trackers) followed.set(String(tracker), account);
  }
  const known = new Map(
    (await phonesIn(db, home)).map(({ device, tracker }) => [bare(`mobile_app_${device}`), { device, tracker }]),
  );
  return notifying
    .filter((name) => name.startsWith("mobile_app_"))
    .map((name) => {
      const phone = known.get(bare(name));
      const person = phone?.tracker ? (followed.get(phone.tracker) ?? null) : null;
      return it("companion", phone?.device ?? name.slice("mobile_app_".length), { action: `notify.${name}` }, person);
    });
}

/** Home Assistant makes names of actions of Latin letters, digits and, where anything else was, lines; these are left out on both sides. */
const bare = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll("ß", "ss")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "");

/** Entities that speak, then older voices, which are actions. */
function voicesIn({ world, home }: Way, actions: readonly string[]): string[] {
  const entities = [...presentStates(world, home).keys()].filter((id) => domainOf(id) === "tts");
  return [...entities, ...actions.filter((name) => name.endsWith("_say")).map((name) => `tts.${name}`)];
}

async function thingsIn({ world, home }: Way, db: Queries, voice: string | undefined): Promise<Offered[]> {
  const there = [...presentStates(world, home).keys()].filter((id) => DOMAINS.has(domainOf(id)));
  return (await namesOf(db, home, there)).flatMap(({ entity_id, name, platform }) => {
    const domain = domainOf(entity_id);
    if (domain === "light") return [it("light", name, { entities: [entity_id] })];
    if (domain === "notify") return platform === "mobile_app" ? [] : [it("notify", name, { entity: entity_id })];
    if (domain === "assist_satellite") return [it("speech", name, { entity: entity_id })];
    return voice === undefined ? [] : [it("speech", name, { entity: entity_id, voice })];
  });
}

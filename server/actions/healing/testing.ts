import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Evidence, Subject } from "#server/finding.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import type { World } from "#server/world.ts";

export const HOME = 1;

/** For tests: a device that lost its way, a switch that feeds it, and integrations and automations that can be mended. */
export const SICK_HOUSE = {
  integrations: [
    { id: "ce-zha", domain: "zha", title: "Zigbee", state: "loaded" },
    { id: "ce-hue", domain: "hue", title: "Hue bridge", state: "setup_error" },
    { id: "ce-zwave", domain: "zwave_js", title: "Z-Wave", state: "loaded" },
  ],
  devices: [
    { id: "d-plug", name: "Garden plug", area: "hall", integration: "ce-zha" },
    { id: "d-strip", name: "Power strip", area: "hall", integration: "ce-zha" },
    { id: "d-node", name: "Attic node", area: "hall", integration: "ce-zwave" },
  ],
  entities: [
    { entity_id: "switch.garden", name: "Garden plug", device: "d-plug", state: "on" },
    { entity_id: "switch.strip", name: "Power strip", device: "d-strip", state: "on" },
    { entity_id: "switch.attic", name: "Attic node", device: "d-node", state: "on" },
    { entity_id: "light.lamp", name: "Lamp", state: "off" },
  ],
  timeline: [
    { at: "-3d 06:00:00", entity_id: "switch.garden", state: "unavailable" },
    { at: "-3d 06:00:00", entity_id: "switch.attic", state: "unavailable" },
    { at: "-3d 05:00:00", entity_id: "switch.strip", state: "on" },
    { at: "-3d 05:00:00", entity_id: "automation.night", state: "off" },
  ],
};

/** The demo home, as far as it is needed. */
interface Curable {
  whenCalled(call: { action: string; data: Readonly<Record<string, unknown>> }): void;
  say(entityId: string, state: string): unknown;
}

/** What heals it: power, a reload, a sign of life. */
export function curable({ home }: { home: Curable }): void {
  home.whenCalled = ({ action, data }) => {
    const target = JSON.stringify(data);
    if (action === "switch.turn_on" && target.includes("switch.strip")) home.say("switch.garden", "on");
    if (action === "zwave_js.ping") home.say("switch.attic", "on");
  };
}

type Trouble = { check: string; subject: Subject; evidence?: Evidence; mentions?: readonly string[] };

/** Opens a finding by the only door, as a check would. Answers its number. */
export async function found({ world }: { world: World }, it: Trouble): Promise<number> {
  const { check, subject, evidence = {}, mentions = [] } = it;
  const at = instantOf(shownNow(world, HOME));
  return world.db.transaction(async (tx) => {
    const keys = await tx.rows<{ id: number; entity_id: string }>(sql`
      select id, entity_id from house.entity where home_id = ${HOME} limit 1000`);
    const keyOf = (id: string) => keys.find((row) => row.entity_id === id)?.id ?? 0;
    const isEntity = subject.kind === "entity" || subject.kind === "automation";
    const key = isEntity ? String(keyOf(subject.id)) : subject.id;
    const seen = {
      ...{ check_name: check, subject_kind: subject.kind, subject: key, severity: "error" as const, evidence },
      ...{ mentions: mentions.map(keyOf), since: at, cause: undefined },
    };
    const never = () => false;
    const standing = await openOne(tx, check, key);
    if (standing) return standing.id;
    await settle(tx, { home: HOME, at, checks: [], seen: [seen], isHeldBack: never, isBeyond: () => true });
    const row = await openOne(tx, check, key);
    if (!row) throw new Error("The finding was not opened");
    return row.id;
  });
}

const openOne = (tx: Queries, check: string, key: string) =>
  tx.row<{ id: number }>(sql`
    select id from ledger.finding
    where home_id = ${HOME} and check_name = ${check} and subject = ${key} and closed_at is null`);

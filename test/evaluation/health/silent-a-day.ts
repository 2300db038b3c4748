import { instantOf } from "#server/instant.ts";
import { DAY, type MadeHome } from "./made-home.ts";

export interface ToldSilent {
  readonly device: string;
  /** Seconds since the epoch. */
  readonly at: number;
}

/** Silence, as people put it into automations: whatever has not reported for a day. It says so once, until the device reports again. */
export function silentADay({ devices, troubles }: Pick<MadeHome, "devices" | "troubles">) {
  const told: ToldSilent[] = [];
  const silent = new Set<string>();
  const gone = (id: string, now: number) =>
    troubles.some(({ effect, from }) => effect.what === "removed" && from <= now && effect.devices.includes(id));
  return {
    told,
    look(now: number, reported: ReadonlyMap<string, string>): void {
      const dayAgo = instantOf((now - DAY) * 1_000);
      for (const { id, entities } of devices) {
        const last = entities.flatMap(({ entityId }) => reported.get(entityId) ?? []);
        if (last.length === 0 || gone(id, now)) continue;
        const isSilent = last.every((at) => at < dayAgo);
        if (isSilent && !silent.has(id)) told.push({ device: id, at: now });
        if (isSilent) silent.add(id);
        else silent.delete(id);
      }
    },
  };
}

import { z } from "zod";
import type { Sealed } from "#server/sealed.ts";
import { Secret } from "#server/secret.ts";
import { openVault } from "#server/store/vault/vault.ts";
import type { World } from "#server/world.ts";
import type { Channel } from "../channel.ts";
import { type ChannelRow, replaceSealed, sealedOtherwise } from "./queries.ts";

const Secrets = z.record(z.string(), z.string());
type Target = Readonly<Record<string, unknown>>;

const TABLE = "alerts.channel";
const placeOf = (id: number) => ({ table: TABLE, row: String(id) });

export const sealedTargets: Sealed = { table: TABLE, otherwise: sealedOtherwise, replace: replaceSealed };

/** What may be shown, and what is sealed for that row only; null where there is nothing to seal. */
export function apart(world: World, id: number, { channel, target }: { channel: Channel; target: Target }) {
  const isSecret = (name: string) => channel.secrets.includes(name);
  const entries = Object.entries(target).filter(([, value]) => value !== undefined);
  const hidden = entries.filter(([name]) => isSecret(name));
  const secret = new Secret(JSON.stringify(Object.fromEntries(hidden)));
  return {
    target: Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
    secrets: hidden.length > 0 ? openVault(world.options).seal(secret, placeOf(id)) : null,
  };
}

/** @throws Refusal where it was sealed with another key, or changed */
export function secretsOf(world: World, { id, secrets }: Pick<ChannelRow, "id" | "secrets">): Record<string, string> {
  if (secrets === null) return {};
  return Secrets.parse(JSON.parse(openVault(world.options).unseal(secrets, placeOf(id)).reveal()));
}

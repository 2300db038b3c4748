import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Call, command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import type { Sealed } from "#server/sealed.ts";
import { Secret } from "#server/secret.ts";
import { openVault } from "#server/store/vault/vault.ts";
import type { World } from "#server/world.ts";
import * as contract from "./contract.ts";
import * as queries from "./queries.ts";

const TABLE = "webhooks.source";
const SECRET_BYTES = 32;
const HOUR_MS = 3_600_000;
const Secrets = z.object({ secret: z.string(), former: z.string().optional() });
type Secrets = z.infer<typeof Secrets>;

const PATH = "/api/webhooks/receive/";
export const sealedWebhooks: Sealed = {
  table: TABLE,
  otherwise: queries.sealedOtherwise,
  replace: queries.replaceSealed,
};

const seal = (world: World, id: string, secrets: Secrets): string =>
  openVault(world.options).seal(new Secret(JSON.stringify(secrets)), { table: TABLE, row: id });

const unseal = (world: World, { id, secrets }: Pick<queries.SourceRow, "id" | "secrets">): Secrets =>
  Secrets.parse(JSON.parse(openVault(world.options).unseal(secrets, { table: TABLE, row: id }).reveal()));

/** Those by which it may sign now. */
export function secretsOf(world: World, source: queries.SourceRow): string[] {
  const { secret, former } = unseal(world, source);
  const isFormerGood = source.former_until !== null && Date.parse(source.former_until) > world.clock.now();
  return former && isFormerGood ? [secret, former] : [secret];
}

const newSecret = () => `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;

const shown = ({ id, name, created_at, former_until, received, last_at }: queries.SourceRow) => ({
  ...{ webhook: id, name, path: `${PATH}${id}`, created_at, former_until, received, last_at },
});

const create = command({
  name: "webhooks/create",
  summary: "Take signed webhooks of another program (Standard Webhooks): each becomes an event of the memory",
  access: "write",
  input: contract.CreateWebhook,
  output: contract.WebhookMade,
  async run({ name }, { world, home, asker }) {
    const db = world.db.for("asked");
    if ((await queries.sourcesOf(db, home)).length >= queries.MOST_SOURCES)
      throw new Refusal("too_many", `There are ${queries.MOST_SOURCES} webhooks already; remove one that is not used`);
    const id = randomBytes(16).toString("base64url");
    const secret = newSecret();
    const secrets = seal(world, id, { secret });
    const person = asker.kind === "person" ? asker.personId : null;
    const row = await queries.insertSource(db, { id, home_id: home, name, secrets, person });
    return { ...shown(known(row)), secret };
  },
});

const renew = command({
  name: "webhooks/renew",
  summary: "Give a webhook another secret; the one before signs as well for some hours, so that nothing is lost",
  access: "write",
  input: contract.RenewWebhook,
  output: contract.WebhookMade,
  async run({ webhook, overlap_hours }, { world, home }) {
    const db = world.db.for("asked");
    const before = known(await sourceIn({ world, home }, webhook));
    const secret = newSecret();
    const former = unseal(world, before).secret;
    const former_until = overlap_hours > 0 ? instantOf(world.clock.now() + overlap_hours * HOUR_MS) : null;
    const secrets = seal(world, webhook, overlap_hours > 0 ? { secret, former } : { secret });
    const row = await queries.writeSecrets(db, { ...before, secrets, former_until });
    return { ...shown(known(row)), secret };
  },
});

const list = command({
  name: "webhooks/list",
  summary: "Which programs may send webhooks here, and when each did last",
  access: "write",
  input: contract.ListWebhooks,
  output: contract.WebhookPage,
  run: async (_, { world, home }) => ({
    items: (await queries.sourcesOf(world.db.for("asked"), home)).map(shown),
    cursor: null,
  }),
});

const remove = command({
  name: "webhooks/remove",
  summary: "Take no more webhooks of a program; what it sent stays remembered",
  access: "write",
  input: contract.RemoveWebhook,
  output: contract.WebhookRemoved,
  run: async ({ webhook }, { world, home }) => ({
    removed: (await queries.deleteSource(world.db.for("asked"), home, webhook)) > 0,
  }),
});

async function sourceIn({ world, home }: Pick<Call, "world" | "home">, id: string) {
  const row = await queries.sourceById(world.db.for("asked"), id);
  return row?.home_id === home ? row : undefined;
}

/** @throws Refusal `unknown_webhook` */
function known(row: queries.SourceRow | undefined): queries.SourceRow {
  if (row) return row;
  throw new Refusal("unknown_webhook", "There is no such webhook in this home; see webhooks/list", { status: 404 });
}

export const webhookCommands = [create, renew, list, remove];

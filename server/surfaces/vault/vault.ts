import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { Refusal } from "#server/refusal.ts";
import { noteDeed } from "#server/store/ledger/trail.ts";
import { addKey, keyRing } from "#server/store/vault/key-ring.ts";
import { openVault } from "#server/store/vault/vault.ts";
import type { World } from "#server/world.ts";
import { RotatedKey, RotateKey } from "./contract.ts";
import { resealAll } from "./reseal.ts";

const LOOKS = { minutes: 10 };
const running = new WeakSet<World["db"]>();

const rotate = command({
  name: "vault/rotate",
  summary: "Seal every token and secret anew under a new key, while all goes on; killed midway, the next start goes on",
  scope: "server",
  access: "write",
  input: RotateKey,
  output: RotatedKey,
  run: (_, { world }) =>
    alone(world, async () => {
      if (!keyRing(world.options).isGiven) addKey(world.options);
      const done = await resealAll(world);
      if (keyRing(world.options).isGiven && done.resealed === 0) throw givenOutside();
      return { ...done, key: openVault(world.options).keyMark, former: keyRing(world.options).keys.length - 1 };
    }),
});

/** @throws Refusal `rotating` */
async function alone<T>({ db }: World, work: () => Promise<T>): Promise<T> {
  if (running.has(db)) throw new Refusal("rotating", "A new key is being put in place; wait for that", { status: 409 });
  running.add(db);
  return work().finally(() => running.delete(db));
}

const givenOutside = () =>
  new Refusal(
    "key_from_environment",
    "The key comes from HOMEOPS_SECRET_KEY: set a new one there and the present one in HOMEOPS_SECRET_KEY_OLD, then start again; all is sealed anew by itself",
    { status: 409 },
  );

/** What a kill left, a new HOMEOPS_SECRET_KEY, or an older backup that was restored. */
async function goOn(world: World): Promise<void> {
  if (keyRing(world.options).keys.length === 1 || running.has(world.db)) return;
  try {
    const { resealed } = await alone(world, () => resealAll(world));
    if (resealed === 0) return;
    world.log.info("secrets were sealed anew with the newest key", { resealed });
    await noteDeed(world, { action: "vault/rotate", success: true, details: { asker: "server", resealed } });
  } catch (error) {
    if (!isDatabaseAway(error)) world.log.error("secrets could not be sealed anew; it is tried again", failure(error));
  }
}

/** The keys of what is sealed. */
export const vault: Capability = {
  name: "vault",
  commands: [rotate],
  async start(world, stack) {
    await goOn(world);
    stack.use(world.clock.every(LOOKS, () => goOn(world)));
  },
};

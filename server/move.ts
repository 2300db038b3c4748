import { parseArgs } from "node:util";
import { errand } from "./errand.ts";
import { moveMemory } from "./move-memory.ts";
import { Refusal } from "./refusal.ts";
import { Secret } from "./secret.ts";

const USAGE =
  "npm run move -- --to postgres://user:password@host/database copies the memory there; " +
  "in HOMEOPS_MOVE_TO the address does not show in the list of processes. " +
  "npm run move -- --to own takes the PostgreSQL that HomeOps runs itself, with its programs in HOMEOPS_POSTGRES";

await errand(async ({ moveTo, ...options }, say) => {
  const to = target() ?? moveTo;
  if (!to || !/^(own|postgres(ql)?:\/\/[^/]+\/.+)$/.test(to.reveal())) throw new Refusal("no_target", USAGE);
  await moveMemory({ ...options, moveTo }, to, say);
});

function target(): Secret | undefined {
  try {
    const { to } = parseArgs({ options: { to: { type: "string" } } }).values;
    return to ? new Secret(to) : undefined;
  } catch (cause) {
    throw new Refusal("bad_arguments", USAGE, { cause });
  }
}

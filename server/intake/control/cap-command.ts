import { command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { chooseLimit } from "#server/store/memory/retention/size-queries.ts";
import { Cap, SizeShown } from "./contract.ts";
import { measureAgain } from "./size.ts";

const GIGABYTE = 1e9;

export const cap = command({
  name: "memory/cap",
  summary: "How large HomeOps may become; near it the oldest raw days go first, never summaries",
  scope: "server",
  access: "write",
  input: Cap,
  output: SizeShown,
  async run({ gigabytes }, { world }) {
    if (world.options.maxGigabytes !== undefined)
      throw new Refusal(
        "cap_is_an_option",
        "The cap is set by HOMEOPS_MAX_GB; change it there, and start HomeOps again",
      );
    await chooseLimit(world.db, gigabytes === null ? null : gigabytes * GIGABYTE);
    const size = await measureAgain(world);
    if (!size) throw new Refusal("not_started", "HomeOps is still starting; try again in a moment", { status: 503 });
    return size;
  },
});

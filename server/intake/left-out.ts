import { type Call, command } from "#server/command.ts";
import { keepLeftOut, leftOut } from "#server/store/house/left-out.ts";
import { LeftOut, LeftOutList, NoWish } from "./contract.ts";
import { heedWishes } from "./control/wishes.ts";

const list = command({
  name: "memory/left-out",
  summary: "What the owner keeps out of the memory",
  input: NoWish,
  output: LeftOutList,
  run: (_, call) => shown(call),
});

const leave = command({
  name: "memory/leave-out",
  summary: "Keep an entity, device, label, area, integration, domain or event type out of the memory from now on",
  access: "write",
  input: LeftOut,
  output: LeftOutList,
  async run(wish, call) {
    await keepLeftOut(call.world.db, call.home, wish);
    await heedWishes(call.world, call.home);
    return shown(call);
  },
});

export const leftOutCommands = [list, leave];

const shown = async ({ db, home }: Call) => ({
  items: (await leftOut(db, home)).map((wish) => LeftOut.parse(wish)),
  cursor: null,
});

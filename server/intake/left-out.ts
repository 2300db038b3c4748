import { type Call, command } from "#server/command.ts";
import { keepLeftOut, leftOut, takeBackLeftOut } from "#server/store/house/left-out.ts";
import { intakeOf } from "./connected-homes.ts";
import { LeftOut, LeftOutList, NoWish } from "./contract.ts";

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
    return refreshed(call);
  },
});

const takeBack = command({
  name: "memory/take-back",
  summary: "Remember again, from now on, what was left out",
  access: "write",
  input: LeftOut,
  output: LeftOutList,
  async run(wish, call) {
    await takeBackLeftOut(call.world.db, call.home, wish);
    return refreshed(call);
  },
});

export const leftOutCommands = [list, leave, takeBack];

async function refreshed(call: Call) {
  const ofHome = [...intakeOf(call.world).connections.values()].filter(({ row }) => row.home_id === call.home);
  await Promise.all(ofHome.map(({ rememberer }) => rememberer.refreshLeftOut()));
  return shown(call);
}

const shown = async ({ db, home }: Call) => ({
  items: (await leftOut(db, home)).map((wish) => LeftOut.parse(wish)),
  cursor: null,
});

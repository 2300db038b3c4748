import { mkdir } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { controlGroup } from "../bench/small/control-group.ts";
import { childrenOf } from "../bench/small/processes.ts";
import { limitsOfASmallMachine } from "../bench/small/small-machine.ts";
import { homeopsProcess } from "../world/homeops-process.ts";
import { passable, postgresPrograms } from "../world/postgres-programs.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { corePings } from "./core-pings.ts";
import { eveningHome } from "./evening-home.ts";
import { lastNightDoor } from "./past.ts";

it("x", async () => {
  await using machine = controlGroup("homeops-evening");
  await using home = await eveningHome();
  for (const { name, limit } of limitsOfASmallMachine("0:0").slice(0, 2)) console.log(name, machine.limit(limit));
  machine.add([process.pid ? home.pid! : 0, ...childrenOf(home.pid!)]);
  await using pings = await corePings(home);
  await pause(20_000);
  console.log("ping p95 before", pings.p95());
  await using folder = await temporaryDirectory("evening");
  await passable(folder.path);
  await using programs = await postgresPrograms();
  const began = Date.now();
  const since = () => ((Date.now() - began) / 1000).toFixed(1);
  await using homeops = await homeopsProcess(folder.path, {
    HOMEOPS_POSTGRES: programs.folder,
    HOMEOPS_HA_URL: home.url,
    HOMEOPS_HA_TOKEN: home.token,
  });
  machine.add([homeops.pid, ...childrenOf(homeops.pid)]);
  console.log("healthy", since());
  let last = "";
  for (let i = 0; i < 100 && Date.now() - began < 120_000; i++) {
    const status = await homeops.ask<any>("system/status").catch((e) => ({ import: String(e) }));
    const night = await homeops
      .ask<any>("ask/question", { question: "what happened last night?" })
      .catch((e) => ({ answer: String(e) }));
    const door = await homeops
      .ask<any>("ask/question", { question: "when did the kitchen door last open?" })
      .catch((e) => ({ answer: String(e) }));
    const text = JSON.stringify([status.connections?.[0]?.state, night.answer, door.answer, door.result]);
    if (text !== last) console.log(since(), JSON.stringify(status.import), text, "ping", pings.p95().toFixed(1));
    last = text;
    await pause(3_000);
  }
  console.log(new Date(lastNightDoor(began)).toISOString());
  expect(1).toBe(1);
}, 600_000);

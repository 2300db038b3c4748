import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { z } from "zod";
import { linkTo } from "#server/intake/testing.ts";
import { bareEnvironment } from "#test/world/bare-environment.ts";
import { ext4Image } from "../world/ext4-image.ts";
import { passable, postgresPrograms } from "../world/postgres-programs.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { figure, isFull } from "./figures.ts";
import { floodTold } from "./flood-kept.ts";
import { playedHome } from "./played-home.ts";
import type { Asked, Kept } from "./r2-keeper.ts";

const KEEPER = path.resolve(import.meta.dirname, "r2-keeper.ts");
const BELL = "r2_bell";
const CUTS = isFull ? 5 : 1;
const PER_SECOND = 8; // batches of 80 each ten seconds: those that do not wait for the disk
const SETTLED_MS = isFull ? 50_000 : 0; // so long after a start imports and second questions bring all to the disk at once
const FLOOD_SECONDS = isFull ? 90 : 20;
const LONGEST_MS = 3_000; // after a batch was committed
const NOTED_MS = 1_000; // what cannot wait is on the disk at once
type Disk = Awaited<ReturnType<typeof ext4Image>>;

function keep(disk: Disk, environment: Record<string, string>) {
  const env = { ...bareEnvironment, HOMEOPS_DATA: path.join(disk.mount, "data"), HOMEOPS_COMMIT_SECONDS: "10" };
  const [program = "", ...words] = disk.within(process.execPath, KEEPER);
  const child = spawn(program, words, { env: { ...env, ...environment }, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let said = "";
  child.stderr?.on("data", (text) => {
    said += text;
  });
  const ended = once(child, "close").then(() => Promise.reject(new Error(`it ended: ${said}`)));
  ended.catch(() => {});
  const answer = <T>(wanted: Asked | "started") =>
    new Promise<T>((resolve, reject) => {
      const heard = ({ asked, answer }: { asked: string; answer: T }) => {
        if (asked !== wanted) return;
        child.off("message", heard as (message: unknown) => void);
        resolve(answer);
      };
      child.on("message", heard as (message: unknown) => void);
      ended.catch(reject);
    });
  const ask = <T>(asked: Asked) => {
    const answered = answer<T>(asked);
    child.send(asked);
    return answered;
  };
  return {
    async live(): Promise<void> {
      await answer("started");
      while ((await ask<string>("status")) !== "live") await pause(200);
    },
    kept: () => ask<Kept>("kept"),
  };
}

it("R2: at the pace of a card, has again from Home Assistant what a power cut took, and keeps what nobody could tell again", async () => {
  await using programs = await postgresPrograms();
  await using folder = await temporaryDirectory("r2");
  await passable(folder.path);
  await using disk = await ext4Image(folder.path, "card");
  await using home = await playedHome();
  await home.flood({ perSecond: 100, seconds: 1 }); // its sensors are known from the start
  const environment = {
    HOMEOPS_POSTGRES: programs.folder,
    HOMEOPS_HA_URL: home.url,
    HOMEOPS_HA_TOKEN: home.token,
  };
  const link = await linkTo(home);
  let taken = 0;
  const cuts: number[] = [];
  let keeper = keep(disk, environment);
  await keeper.live();
  const from = new Date().toISOString();
  for (let cut = 0; cut < CUTS; cut++) {
    const told = home.flood({ perSecond: PER_SECOND, seconds: FLOOD_SECONDS });
    await pause(SETTLED_MS);
    const { live: had } = await keeper.kept();
    const hasBegun = ({ live, covered }: Kept) => live.length > had.length && covered > cut; // a span of its own each start
    while (!hasBegun(await keeper.kept())) await pause(200);
    await pause(Math.random() * LONGEST_MS);
    await link.call({ type: "fire_event", event_type: BELL, event_data: { n: cut } }, z.unknown());
    await link.ping();
    await pause(NOTED_MS);
    const committed = (await keeper.kept()).live;
    await disk.powerCut();
    cuts.push(Date.now());
    keeper = keep(disk, environment);
    await keeper.live();
    const left = new Set((await keeper.kept()).live);
    taken += committed.filter((one) => !left.has(one)).length;
    await told;
  }
  link.close();

  const recorded = await floodTold(home, from);
  const all = Array.from({ length: CUTS }, (_, n) => n);
  const missing = async () => {
    const { events, bells } = await keeper.kept();
    const there = new Set(events);
    return {
      told: recorded.filter((one) => !there.has(one)),
      bells: all.filter((n) => !bells.includes(n)),
    };
  };
  await expect.poll(missing, { timeout: 120_000, interval: 1_000 }).toEqual({ told: [], bells: [] });
  const { events, bells, gaps } = await keeper.kept();
  const isNamed = (at: number) => gaps.some(({ from, to }) => Date.parse(from) <= at && at <= Date.parse(to));
  expect(
    cuts.filter((at) => !isNamed(at)),
    "the time without power is named",
  ).toEqual([]);
  expect([events.length, bells.length], "each once").toEqual([new Set(events).size, CUTS]);
  if (isFull) expect(taken, "the cuts took something").toBeGreaterThan(0);
  figure(
    "R2",
    `power cut of our own PostgreSQL at the pace of a card: ${CUTS} x, ${taken} committed events were not on the disk yet, all ${recorded.length} are there again, each once, with all ${CUTS} that nobody could tell again; each time without power is a gap`,
  );
}, 1_800_000);

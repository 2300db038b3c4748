import { copyFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { provisionApiTools } from "../provision/api-tools.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { atMostMs, figure, isFull } from "./figures.ts";
import { garbage } from "./r15-frames.ts";
import { type Fuzzed, schemathesis } from "./r15-schemathesis.ts";

/** Half of what a fuzzer makes is refused by its shape; the rest goes as far as the database. */
const REQUESTS = isFull ? 10_000 : 200;
const FRAMES = isFull ? 2_000 : 300;

type Server = Awaited<ReturnType<typeof startHomeOps>>;
let homeops: Server;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  await provisionApiTools();
  const demo = stack.use(await startSmallHouse());
  const homeAssistant = { url: demo.url, token: new Secret(demo.token) };
  homeops = stack.use(await startHomeOps({ engine: "postgresql", options: { homeAssistant } }));
}, 600_000);
afterAll(() => stack.disposeAsync());

it("R15: whatever is asked by the document, well or badly, is answered, and no answer shows the inside", async () => {
  const folder = stack.use(await temporaryDirectory("fuzzed"));
  copyFileSync(new URL("r15_checks.py", import.meta.url), path.join(folder.path, "r15_checks.py"));
  const answers: Fuzzed[] = [];
  for (let seed = 1; answers.length < REQUESTS; seed++) {
    const round = isFull ? { phases: "examples,coverage,fuzzing", examples: 30 } : { phases: "fuzzing", examples: 2 };
    answers.push(...(await schemathesis({ ...homeops, folder: folder.path, seed, ...round })));
  }
  expect(answers.filter(({ said }) => said !== undefined)).toEqual([]);
  const times = answers.map(({ ms }) => ms).sort((one, other) => one - other);
  const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
  expect(p99).toBeLessThan(atMostMs(500));
  const verdicts = Object.entries(Object.groupBy(answers, ({ status }) => status)).map(
    ([status, all]) => `${all?.length} x ${status}`,
  );
  const commands = new Set(answers.map(({ path }) => path)).size;
  figure(
    "R15",
    `${answers.length} requests by schemathesis to ${commands} commands: ${verdicts.join(", ")}; p99 ${Math.round(p99)} ms`,
  );
}, 1_800_000);

it("R15: whatever is said on the live socket is answered or ends that socket, and the next one is heard", async () => {
  const headers = { authorization: `Bearer ${homeops.token}` };
  const book = (await (await fetch(`${homeops.url}/api/openapi.json`, { headers })).json()) as Book;
  const commands = Object.keys(book.paths).map((path) => path.slice("/api/".length));
  const feeds = Object.keys(book["x-homeops-feeds"]);
  const { frames, answers, closed } = await garbage(FRAMES, { ...homeops, commands, feeds });
  const codes = answers.map((text) => (JSON.parse(text) as { error?: { code: string } }).error?.code ?? "ok");
  const inside = answers.filter((text, at) => codes[at] === "internal" || (codes[at] !== "ok" && INSIDE.test(text)));
  expect(inside).toEqual([]);
  expect(codes.length).toBeGreaterThan(frames / 2);
  expect(await homeops.ask("connections/list")).toMatchObject({ items: [{ state: expect.any(String) }] });
  const refused = codes.filter((code) => code !== "ok").length;
  figure(
    "R15",
    `${frames} frames of garbage on the live socket: ${codes.length} answers, ${refused} of them refusals, sockets ended ${JSON.stringify(closed)}, 0 failures`,
  );
}, 300_000);

type Book = { paths: Record<string, object>; "x-homeops-feeds": Record<string, object> };
const INSIDE = /\bat \S+:\d+:\d+|node:internal|insert into|syntax error at|SQLSTATE/i;

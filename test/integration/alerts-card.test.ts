import type { BrowserContext, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { axeFaults } from "../browser/axe.ts";
import { faintTexts } from "../browser/faint-texts.ts";
import { smallTargets } from "../browser/small-targets.ts";
import { DESKTOP, screenshot } from "../browser/visit.ts";
import { startChromium } from "../world/chromium.ts";
import { addUser } from "../world/people.ts";
import { inEachLook, makeDashboard, opened } from "./dashboard.ts";
import { type Integrated, startIntegrated } from "./integrated.ts";

const CARD = "homeops-alerts-card";
const PATH = "of-alerts";
const PATIENCE = { timeout: 60_000 };
const LEAK = "binary_sensor.cellar_leak";

let world: Integrated;
let context: BrowserContext;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  await buildCardsIfStale();
  world = stack.use(await startIntegrated());
  context = stack.use(await startChromium(DESKTOP)).context;
  await world.homeops.ask("alerts/keep-channel", { kind: "persistent", name: "Wall", target: {}, whose: "household" });
  await makeDashboard(world.home, PATH, [{ type: `custom:${CARD}` }, { type: `custom:${CARD}`, week: true }]);
}, 300_000);
afterAll(() => stack.disposeAsync());

async function visit(token = world.home.token) {
  const visited = await opened(context, { url: world.home.url, token, path: PATH, first: CARD });
  const [plain, weekly] = [visited.page.locator(CARD).first(), visited.page.locator(CARD).last()];
  await plain.getByText(/^(Nothing that anybody has to be told|\d alerts? stands?)$/).waitFor(PATIENCE);
  return { ...visited, plain, weekly };
}

const leak = (state: string) =>
  world.home.client.setState(LEAK, state, { device_class: "moisture", friendly_name: "Cellar leak" });

async function judged(card: Locator, named: string): Promise<void> {
  expect(await axeFaults(card), named).toEqual([]);
  expect(await card.evaluate(faintTexts), named).toEqual([]);
  expect(await card.evaluate(smallTargets), named).toEqual([]);
}

it("is one line where nothing stands, and shows the letter of the week where that is wanted", async () => {
  await leak("off");
  await using visited = await visit();
  const { page, plain, weekly, complaints } = visited;
  await plain.getByText("Nothing that anybody has to be told").waitFor(PATIENCE);
  expect(await plain.getByRole("button").count()).toBe(0);
  await weekly.getByRole("heading", { name: "What will need you" }).waitFor(PATIENCE);
  await inEachLook(page, "alerts-card-quiet", async (named) => {
    for (const card of [plain, weekly]) await judged(card, named);
  });
  expect(complaints).toEqual([]);
}, 240_000);

it("shows a danger as soon as there is one, and everybody that a member has it", async () => {
  const greta = await addUser(world.home, "Greta");
  await using owner = await visit();
  await using member = await visit(greta.token);
  await leak("on");
  for (const { plain } of [owner, member]) await plain.getByText("Water: Cellar leak").waitFor(PATIENCE);
  await owner.plain.getByText(/^\d messages?\s*$/).click(PATIENCE);
  await owner.plain
    .getByText(/In Home Assistant: told, sent$/)
    .first()
    .waitFor(PATIENCE);
  expect(await owner.plain.getByRole("link").count(), "there is no page around").toBe(0);
  await inEachLook(owner.page, "alerts-card-danger", (named) => judged(owner.plain, named));
  await member.plain.getByRole("button", { name: "I have it: Water: Cellar leak" }).click(PATIENCE);
  for (const { plain } of [member, owner]) await plain.getByText(/^Greta has it, since /).waitFor(PATIENCE);
  expect(await owner.plain.getByRole("button").count()).toBe(0);
  await screenshot(member.page, "alerts-card-had");
  expect([...owner.complaints, ...member.complaints]).toEqual([]);
}, 240_000);

it("says that the server is away, and goes on when it is back", async () => {
  await using visited = await visit();
  const { page, plain } = visited;
  await plain.getByText("Water: Cellar leak").waitFor(PATIENCE);
  await world.homeops.kill();
  await using late = await opened(context, { ...world.home, path: PATH, first: CARD });
  await late.page
    .locator(CARD)
    .first()
    .getByText(/^HomeOps (does not answer|is not connected)/)
    .first()
    .waitFor(PATIENCE);
  await world.homeops.start();
  await late.page.locator(CARD).first().getByText("Water: Cellar leak").waitFor(PATIENCE);
  await screenshot(page, "alerts-card-back");
}, 240_000);

import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { connect, signIn, visit } from "./visit.ts";

type Guest = Awaited<ReturnType<typeof visit>>;
type SmallHouse = Awaited<ReturnType<typeof startSmallHouse>>;

it("finds the way to older events although what it asked before a burst is answered after it", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page } = guest;
  await signIn(guest);
  const burstTold = Promise.withResolvers<void>();
  await page.route("**/api/memory/timeline", async (route) => {
    const answer = await route.fetch().catch(() => undefined);
    await burstTold.promise;
    if (answer) await route.fulfill({ response: answer }).catch(() => {}); // given up meanwhile
  });
  await connect(page, home);
  await page.getByText(/^Live · \d+ entities/).waitFor();
  await burst(guest, home, 400);
  burstTold.resolve();
  await expect
    .poll(() => page.mouse.wheel(0, 20_000).then(() => rowsKnown(page)), { timeout: 30_000 })
    .toBeGreaterThan(400);
}, 60_000);

it("asks again for older events where what was told is not stored yet", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page } = guest;
  await signIn(guest);
  let behind = 2;
  await page.route("**/api/memory/timeline", (route) =>
    route.request().postDataJSON().to && behind-- > 0
      ? route.fulfill({ json: { items: [], cursor: null } })
      : route.continue(),
  );
  await connect(page, home);
  await page.getByText(/^Live · \d+ entities/).waitFor();
  await burst(guest, home, 400);
  const hasAsked = async () => {
    await page.mouse.wheel(0, 20_000);
    return { isAskedWhileBehind: behind < 1, isTold: (await rowsKnown(page)) > 400 };
  };
  await expect.poll(hasAsked, { timeout: 30_000 }).toEqual({ isAskedWhileBehind: true, isTold: true });
}, 60_000);

it("stays smooth with more than a thousand rows, holds still for a reader, and goes on live", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page } = guest;
  await signIn(guest);
  await connect(page, home);
  await page.getByText(/^Live · \d+ entities/).waitFor();
  await burst(guest, home, 1_200);
  const rows = page.locator("[data-event]");
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, 20_000);
        return rowsKnown(page);
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(1_000);

  await page.mouse.wheel(0, -12_000); // to the middle, where no older ones are asked for
  await page.waitForLoadState("networkidle");
  const count = await settled(() => rowsKnown(page));
  // Only those near the eye are in the document, so that their number costs no frame.
  const nodes = await page
    .locator("homeops-timeline")
    .evaluate((it) => it.shadowRoot?.querySelectorAll("*").length ?? 0);
  console.log(`${count} rows are known; ${await rows.count()} are in the document, which has ${nodes} nodes for them`);
  expect(await rows.count()).toBeLessThanOrEqual(240);
  expect(nodes).toBeLessThanOrEqual(3_600);
  home.say("binary_sensor.motion", "on");
  const news = page.getByRole("button", { name: "1 new event" });
  await news.waitFor();
  expect(await rowsKnown(page)).toBe(count);
  await news.click();
  await expect.poll(() => rows.first().textContent()).toMatch(/Motion\s+noticed motion/);
});

/** Of all those that can be scrolled to. */
const rowsKnown = (page: Guest["page"]): Promise<number> =>
  page
    .locator("[data-block]")
    .evaluateAll((blocks) => blocks.reduce((sum, one) => sum + Number((one as HTMLElement).dataset.rows), 0));

/** The value once it has stayed the same for a moment. */
async function settled(read: () => Promise<number>): Promise<number> {
  for (let before = await read(); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const now = await read();
    if (now === before) return now;
    before = now;
  }
}

/** All of it has been told afterwards: whoever scrolls away holds the page still. */
async function burst({ page }: Guest, home: SmallHouse, times: number): Promise<void> {
  const things = ["light.lamp", "binary_sensor.motion"] as const; // by turns: what flaps alone is one row
  for (let i = 0; i < times; i++) home.say(things[i % 2 ? 1 : 0], i % 4 < 2 ? "on" : "off");
  home.say("sensor.fridge", "5");
  await page.getByRole("button", { name: /Fridge .*5 °C/ }).waitFor();
}

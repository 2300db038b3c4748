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
  const rows = page.locator("[data-event]");
  await expect
    .poll(() => page.mouse.wheel(0, 20_000).then(() => rows.count()), { timeout: 30_000 })
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
  const rows = page.locator("[data-event]");
  await expect
    .poll(() => page.mouse.wheel(0, 20_000).then(() => rows.count()), { timeout: 30_000 })
    .toBeGreaterThan(400);
  expect(behind, "it was asked while the store was behind").toBeLessThan(1);
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
        return rows.count();
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(1_000);

  // Rows out of sight are neither laid out nor painted, so that their number costs no frame.
  const drawn = await rows.evaluateAll((buttons) =>
    buttons.map((button) => getComputedStyle(button.closest("li") ?? button).contentVisibility),
  );
  expect(new Set(drawn)).toEqual(new Set(["auto"]));

  await page.mouse.wheel(0, -12_000); // to the middle, where no older ones are asked for
  await page.waitForLoadState("networkidle");
  const count = await settled(() => rows.count());
  home.say("binary_sensor.motion", "on");
  const news = page.getByRole("button", { name: "1 new event" });
  await news.waitFor();
  expect(await rows.count()).toBe(count);
  await news.click();
  await page.getByRole("button", { name: /Motion noticed motion/ }).waitFor();
});

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
  for (let i = 0; i < times; i++) home.say("light.lamp", i % 2 === 0 ? "on" : "off");
  home.say("sensor.fridge", "5");
  await page.getByRole("button", { name: /Fridge .*5 °C/ }).waitFor();
}

import { expect, it } from "vitest";
import { newContext } from "#demo/house/context.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { connect, goTo, signIn, visit } from "./visit.ts";

it("signs in with the API token, and says so when it is another one", async () => {
  await using guest = await visit();
  const { page, complaints } = guest;
  await page.getByLabel("API token").fill("not-the-token");
  await page.keyboard.press("Enter");
  await page.getByText("This API token is not the one of this HomeOps").waitFor();
  await signIn(guest);
  await page.getByRole("heading", { name: "Connect your home" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Connect your home" }).waitFor();
  expect(complaints.filter((one) => !one.includes("401"))).toEqual([]);
});

it("tests an address and a token, and says beside the field what is wrong", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page } = guest;
  await signIn(guest);
  const address = page.getByLabel("Address of Home Assistant");
  const token = page.getByLabel("Long-lived access token");
  const test = page.getByRole("button", { name: "Test" });

  await test.click();
  await expect.poll(() => address.getAttribute("aria-invalid")).toBe("true");
  await page.getByText("Enter the address of Home Assistant.").waitFor();

  await address.fill("homeassistant");
  await token.fill(home.token);
  await test.click();
  await page.getByText("does not start with http://").waitFor();
  expect(await address.getAttribute("aria-invalid")).toBe("true");

  await address.fill(home.url);
  await token.fill("wrong");
  await test.click();
  await page.getByText("Home Assistant refuses the token").waitFor();
  expect(await token.getAttribute("aria-invalid")).toBe("true");

  await token.fill(home.token);
  await test.click();
  await page.getByText("Works: Home Assistant 2026.11.0").waitFor();
  await page.getByText("The token is an administrator's.").waitFor();
});

it("shows what happens as it happens, and why", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page, complaints } = guest;
  await signIn(guest);
  await connect(page, home);
  await page.getByText(/^Live · \d+ entities/).waitFor();

  const now = Date.now() * 1_000;
  const run = newContext(now);
  home.fire("automation_triggered", { entity_id: "automation.night", name: "Night", source: "time" }, run);
  home.say("light.lamp", "on", undefined, newContext(now, { parent: run }));
  const lamp = page.getByRole("button", { name: /Lamp turned on/ });
  await lamp.waitFor({ timeout: 10_000 });

  await lamp.click();
  const drawer = page.getByRole("dialog", { name: "Why did this happen?" });
  await drawer.getByText(/Night/).first().waitFor();
  await drawer.getByText("certain").first().waitFor();
  await drawer.getByRole("img", { name: /Lamp: \d+ states?/ }).waitFor();
  await drawer.getByRole("button", { name: "Show this event" }).first().click();
  await drawer.getByRole("button", { name: "Back" }).click();
  await drawer.getByText("Lamp turned on").first().waitFor();
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });
  expect(complaints).toEqual([]);
});

it("is used without a mouse", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page, homeops } = guest;
  await page.getByLabel("API token").focus();
  await page.keyboard.type(homeops.token);
  await page.keyboard.press("Enter");
  await connect(page, home);
  home.say("light.lamp", "on");
  home.say("binary_sensor.motion", "on");
  await page.getByRole("button", { name: /Motion noticed motion/ }).waitFor();

  const focused = () =>
    page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.textContent ?? "";
    });
  await page.getByLabel("Every reading").focus();
  await page.keyboard.press("Tab");
  await expect.poll(focused).toMatch(/Motion noticed motion/);
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toMatch(/Lamp turned on/);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(focused).toMatch(/Lamp turned on/);
});

it("never runs what a device calls itself", async () => {
  const name = `<img src=x onerror="document.title='run'"><script>document.title='run'</script>`;
  const evil = { entity_id: "light.lamp", name, state: "off" };
  await using home = await startSmallHouse({ entities: [evil], devices: [], automations: [] });
  await using guest = await visit();
  const { page, complaints } = guest;
  await signIn(guest);
  await connect(page, home, "<b>Home</b>");
  home.say("light.lamp", "on");
  await page.getByText(name).first().waitFor();
  await page.getByText(name).first().click();
  await page.getByRole("dialog").getByText(name).first().waitFor();
  expect(await page.title()).toBe("Today – HomeOps");
  expect(complaints).toEqual([]);
});

it("comes back after a lost connection with what it missed, and nothing twice", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page } = guest;
  const sockets: { close(): Promise<void> }[] = [];
  await page.routeWebSocket(/\/api\/live$/, (socket) => {
    socket.connectToServer();
    sockets.push({ close: () => socket.close({ code: 1001 }) });
  });
  await page.reload();
  await signIn(guest);
  await connect(page, home);
  home.say("light.lamp", "on");
  await page.getByRole("button", { name: /Lamp turned on/ }).waitFor();

  await sockets.at(-1)?.close();
  await page.getByText("Connection to HomeOps lost, trying again…").waitFor();
  home.say("light.lamp", "off");
  await page.getByRole("button", { name: /Lamp turned off/ }).waitFor();
  await page.getByText("Connection to HomeOps lost, trying again…").waitFor({ state: "detached" });
  expect(await page.getByRole("button", { name: /Lamp turned on/ }).count()).toBe(1);
});

it("narrows the timeline by name and kind", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page } = guest;
  await signIn(guest);
  await connect(page, home);
  await page.getByText(/^Live · \d+ entities/).waitFor();
  home.say("light.lamp", "on");
  home.say("sensor.fridge", "5");
  const lamp = page.getByRole("button", { name: /Lamp turned on/ });
  const fridge = page.getByRole("button", { name: /Fridge .*5 °C/ });
  await Promise.all([lamp.waitFor(), fridge.waitFor()]);

  await page.getByLabel("Find a device or room").fill("fri");
  await lamp.waitFor({ state: "detached" });
  await fridge.waitFor();
  await page.getByLabel("Find a device or room").fill("nonsense");
  await page.getByText("Nothing here is called “nonsense”.").waitFor();
  await page.getByRole("button", { name: "Clear the search" }).click();
  await lamp.waitFor();
  await page.getByLabel("Kind").selectOption("Automations");
  await page.getByText("Nothing like this is remembered.").waitFor();
});

it("renames a home, and removes it only after time to think again", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page, homeops } = guest;
  await signIn(guest);
  await connect(page, home);
  await goTo(page, "Homes");
  await page.getByRole("button", { name: "Manage Home" }).click();
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("Name of this home").fill("Cottage");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Cottage" }).waitFor();

  const remove = async () => {
    await page.getByRole("button", { name: "Manage Cottage" }).click();
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByText(/This erases its stored token and everything remembered/).waitFor();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  };
  await remove();
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await homeops.ask("connections/list")).toMatchObject({ items: [{ name: "Cottage" }] });
  await remove();
  await page.getByRole("heading", { name: "Connect your home" }).waitFor({ timeout: 20_000 });
  expect(await homeops.ask("connections/list")).toMatchObject({ items: [] });
});

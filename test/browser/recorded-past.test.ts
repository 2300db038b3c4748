import path from "node:path";
import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { pastFile, somePast, thisWeek } from "#test/world/recorded-past.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { connect, goTo, signIn, visit } from "./visit.ts";

it("brings in a recorder's file that is chosen, piece by piece, and takes it back", async () => {
  await using folder = await temporaryDirectory("recorded");
  const file = path.join(folder.path, "home-assistant_v2.db");
  const from = thisWeek();
  const past = somePast({ from, hours: 4 });
  const month = new Date(from).toLocaleString("en", { month: "long", timeZone: "UTC" });
  await pastFile(file, { observations: past });
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page, complaints } = guest;
  await signIn(guest);
  await connect(page, home);
  await goTo(page, "Homes");
  await page.getByRole("button", { name: "An older past" }).click();
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText(new RegExp(`states, .*${month}`)).waitFor();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText(`done · ${past.length} events were new`).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText(`Take ${past.length} events away again?`).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("undone · 0 events were new").waitFor({ timeout: 60_000 });
  expect(complaints).toEqual([]);
}, 120_000);

it("says in a sentence why a file cannot be imported", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit();
  const { page } = guest;
  await signIn(guest);
  await connect(page, home);
  await goTo(page, "Homes");
  await page.getByRole("button", { name: "An older past" }).click();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "diary.db", mimeType: "text/plain", buffer: Buffer.from("Dear diary".repeat(100)) });
  await page.getByText("neither a recorder file nor a backup").waitFor();
}, 120_000);

import { mkdtempDisposable, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { buildCards, buildCardsIfStale, buildPage, buildPageIfStale } from "./build.ts";

it("builds a page that runs below any prefix and under a strict policy", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-page-"));
  await buildPage(folder.path);
  expect(await readdir(folder.path)).toEqual(expect.arrayContaining(["index.html", "page.js", "icon.svg"]));
  const html = await readFile(path.join(folder.path, "index.html"), "utf8");
  expect(html.match(/(src|href)="(\/|https?:)/g)).toBeNull();
  expect(html.match(/<style|style=|<script(?![^>]*src=)|\son\w+=/g)).toBeNull();
});

it("builds again only when a source has changed", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-page-"));
  expect(await buildPageIfStale(folder.path)).toBe(true);
  expect(await buildPageIfStale(folder.path)).toBe(false);
});

it("builds the dashboard's cards as a file that is quick to load, and pieces that come later", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-cards-"));
  await writeFile(path.join(folder.path, "homeops-charts-OLD00000.js"), "");
  const { first, later } = await buildCards(folder.path);
  console.log(`Dashboard cards, compressed: ${first} bytes at first, later ${JSON.stringify(later)}`);
  expect(first).toBeLessThanOrEqual(120_000);
  expect(Object.keys(later)).toEqual(expect.arrayContaining(["page/charts/charts.ts", "chart-card/form.ts"]));
  const names = await readdir(folder.path);
  expect(names).toContain("homeops-cards.js");
  expect(names).not.toContain("homeops-charts-OLD00000.js");
  expect(names.filter((name) => !/^homeops-(cards|\w+-[0-9A-Z]{8})\.js$/.test(name))).toEqual([]);
  expect(await readFile(path.join(folder.path, "homeops-cards.js"), "utf8")).not.toContain("u-cursor-pt");
  expect(await buildCardsIfStale(folder.path)).toBe(false);
});

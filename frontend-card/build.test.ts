import { mkdtempDisposable, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { buildCards, buildCardsIfStale, buildPageIfStale } from "./build.ts";
import { buildPage } from "./build-page.ts";

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

it("builds the dashboard's cards as one file that is quick to load", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-cards-"));
  const file = path.join(folder.path, "homeops-cards.js");
  expect(await buildCards(file)).toBeLessThanOrEqual(120_000);
  expect(await readdir(folder.path)).toEqual(["homeops-cards.js"]);
  expect(await buildCardsIfStale(file)).toBe(false);
});

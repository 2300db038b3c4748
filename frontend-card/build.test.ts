import { mkdtempDisposable, readdir, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { buildCards, buildCardsIfStale, buildPageIfStale } from "./build.ts";
import { buildPage } from "./build-page.ts";

it("builds a page that runs below any prefix and under a strict policy", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-page-"));
  await buildPage(folder.path);
  const files = await readdir(folder.path, { recursive: true });
  expect(files).toEqual(expect.arrayContaining(["index.html", "framed.html", "worker.js", "homeops.webmanifest"]));
  for (const name of ["index.html", "framed.html"]) {
    const html = await readFile(path.join(folder.path, name), "utf8");
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? "");
    expect(addresses.filter((address) => !files.includes(address))).toEqual([]); // relative, and there
    expect(html.match(/<style|style=|<script(?![^>]*src=)|\son\w+=/g)).toBeNull();
    expect(html.includes('rel="manifest"')).toBe(name === "index.html");
  }
});

it("loads no more at first than a phone gets in a second on a slow line", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-page-"));
  await buildPage(folder.path);
  const html = await readFile(path.join(folder.path, "index.html"), "utf8");
  const names = [...html.matchAll(/assets\/[\w-]+\.js/g)].map(([name]) => name);
  const today = (await readdir(path.join(folder.path, "assets"))).find((name) => /^today-.*\.gz$/.test(name)) ?? "";
  const sizes = [...names.map((name) => `${name}.gz`), `assets/${today}`].map((name) =>
    stat(path.join(folder.path, name)),
  );
  const bytes = (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThanOrEqual(90_000);
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

import { mkdtempDisposable, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { buildCardsIfStale, buildPageIfStale } from "./build.ts";
import { buildCards } from "./build-cards.ts";
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
  expect(names.filter((name) => !/^homeops-(cards|[\w-]+-[0-9A-Z]{8})\.js$/.test(name))).toEqual([]);
  expect(await readFile(path.join(folder.path, "homeops-cards.js"), "utf8")).not.toContain("u-cursor-pt");
  expect(await buildCardsIfStale(folder.path)).toBe(false);
});

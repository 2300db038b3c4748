import { expect, it } from "vitest";
import { startDemoHome } from "#demo/server.ts";
import { connect, signIn, visit } from "../browser/visit.ts";
import { injections } from "./s10-corpus.ts";
import { hostileHouse } from "./s10-home.ts";
import { listener } from "./s10-listener.ts";

/** S10: what devices call themselves is text on the page: no picture, no link, no address is made of it, and nobody is visited. */
it("S10: the page shows injections as the text that they are", async () => {
  await using attacker = await listener();
  const marked = injections(attacker.host).filter((text) => text.includes(attacker.host) && !text.includes("\n"));
  expect(marked.some((text) => text.includes("![")) && marked.some((text) => text.includes("<img"))).toBe(true);
  await using home = await startDemoHome({ scenario: hostileHouse(marked.slice(0, 12)), bootSeconds: 0.05 });
  await using guest = await visit();
  const { page } = guest;
  await signIn(guest);
  await connect(page, home, `![home](http://${attacker.host}/h.png)`);
  await page.getByText(/^Live · \d+ entities/).waitFor({ timeout: 60_000 });
  for (const n of [0, 1, 2, 3]) home.say(`light.lamp_${n}`, "off");
  const line = page.getByRole("button", { name: /turned off/ }).first();
  await line.waitFor({ timeout: 60_000 });
  await line.click();
  await page.getByRole("dialog", { name: "Why did this happen?" }).waitFor();

  const made = await page.evaluate((host) => {
    const found: string[] = [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll("*")) {
        for (const { name, value } of element.attributes)
          if (/^(src|srcset|href|xlink:href|action|style|background|poster|data)$/.test(name) && value.includes(host))
            found.push(`${element.localName} ${name}`);
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return found;
  }, attacker.host);
  expect(made).toEqual([]);
  await page.getByText(attacker.host).first().waitFor();
  expect(attacker.hits()).toBe(0);
}, 300_000);

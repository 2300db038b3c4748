import type { BrowserContext, Page } from "playwright-core";
import type { HomeAssistant } from "../world/home-assistant.ts";

interface SignedIn extends AsyncDisposable {
  page: Page;
  /** Errors that nobody caught. */
  complaints: string[];
}

/** Home Assistant's own frontend, as somebody sees it who has signed in before. */
export async function signedIn(
  context: BrowserContext,
  { url, token }: HomeAssistant,
  path: string,
): Promise<SignedIn> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`${error.stack}`));
  const tokens = { access_token: token, token_type: "Bearer", hassUrl: url, clientId: `${url}/`, expires: 4e12 };
  await page.addInitScript((kept) => localStorage.setItem("hassTokens", kept), JSON.stringify(tokens));
  await page.goto(`${url}${path}`);
  return { page, complaints, [Symbol.asyncDispose]: () => page.close() };
}

/** What the row of the profile does when somebody chooses a language. */
export const chooseLanguage = (page: Page, language: string) =>
  page.evaluate((detail) => {
    document.querySelector("home-assistant")?.dispatchEvent(new CustomEvent("hass-language-select", { detail }));
  }, language);

import type { BrowserContext } from "playwright-core";
import type { HomeAssistant } from "./home-assistant.ts";

const DAY_SECONDS = 86_400;

/** Lets every page of the browser open Home Assistant's frontend as the token's user, without the login form. */
export async function signIn(context: BrowserContext, home: HomeAssistant, token = home.token): Promise<void> {
  const tokens = {
    hassUrl: home.url,
    clientId: `${home.url}/`,
    access_token: token,
    refresh_token: "",
    token_type: "Bearer",
    expires_in: DAY_SECONDS,
    expires: Date.now() + DAY_SECONDS * 1000,
  };
  await context.addInitScript(
    ([origin, stored]) => {
      if (location.origin === origin) localStorage.setItem("hassTokens", stored);
    },
    [home.url, JSON.stringify(tokens)] as const,
  );
}

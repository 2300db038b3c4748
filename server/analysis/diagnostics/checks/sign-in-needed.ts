import { z } from "zod";
import { check } from "../check.ts";

const SignInNeeded = z.object({
  domain: z.string().meta({ description: "of the integration" }),
  entities: z.int().meta({ description: "that depend on it" }),
  unavailable: z.int().meta({ description: "that are not available now" }),
});

/** An integration that asks a person to sign in again: its password, token or permission is no longer taken. */
export const signInNeeded = check({
  name: "sign-in-needed",
  about:
    "An integration whose sign-in is no longer accepted, so that it tells nothing new until a person signs in again",
  evidence: SignInNeeded,
  sustainedSeconds: 600, // a cloud that stumbles may refuse a good sign-in for a moment
  holdsBack: ["the first ten minutes", "entries that somebody disabled"],
  look: ({ integrations, things }) =>
    [...integrations.values()]
      .filter(({ asksToSignIn, isDisabled }) => asksToSignIn && !isDisabled)
      .map(({ entry_id, domain }) => {
        const own = [...things.values()].filter((thing) => thing.entry_id === entry_id);
        const gone = own.filter(({ state }) => state === "unavailable");
        return {
          subject: { kind: "integration", id: entry_id },
          severity: gone.length > 0 ? "error" : "warning",
          evidence: { domain, entities: own.length, unavailable: gone.length },
        };
      }),
});

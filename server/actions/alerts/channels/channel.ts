import type { z } from "zod";
import type { Severity } from "#server/finding.ts";
import type { World } from "#server/world.ts";

export const channelKinds = [
  "companion", // the mobile app: actionable, updated in place, cleared
  "notify", // any other notify action or entity of Home Assistant
  "persistent", // Home Assistant's own notifications
  "light",
  "speech",
  "webhook",
  "email",
  "mqtt",
] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** What somebody is told, in words of that person's language; a channel makes of it what it can. */
export interface Message {
  /** The same through all that is said of one thing: what is there is updated in place. At most 64 characters of [a-z0-9-]. */
  readonly tag: string;
  /** One delivery; tried again it is the same one. */
  readonly key: string;
  readonly kind: "alert" | "reminder" | "recovery" | "digest" | "letter" | "test" | "event";
  readonly severity: Severity;
  /** Leak, smoke, gas, intrusion: what may wake people. */
  readonly isDanger: boolean;
  readonly language: "en" | "de";
  readonly title: string;
  readonly text: string;
  /** Where in HomeOps it is told at length, as a path below its page; undefined: the page itself. */
  readonly path?: string;
  /** Of something that happened: all of it, for programs. */
  readonly event?: object;
  /** What may be answered: `id` comes back with the answer. `isHarmless`: also on a locked screen. */
  readonly verbs: readonly { readonly id: string; readonly title: string; readonly isHarmless: boolean }[];
}

/**
 * `sent`: the other side has taken it. `refused`: it has not, and `isWorthAnotherTry` says whether later it may, and
 * `againAfterSeconds` not before when, where the other side said so.
 * `unknown`: it may have; it is tried again only where `hasKey`.
 */
export type Delivered =
  | { readonly outcome: "sent" }
  | {
      readonly outcome: "refused";
      readonly why: string;
      readonly isWorthAnotherTry: boolean;
      readonly againAfterSeconds?: number;
    }
  | { readonly outcome: "unknown"; readonly why: string };

/** One way to reach somebody. */
export interface Channel<Target extends z.ZodType = z.ZodType> {
  readonly kind: ChannelKind;
  /** Whom or what it reaches, as the owner chose it; secrets are in it as they were entered, and are sealed before they are kept. */
  readonly target: Target;
  /** Names of members of `target` that are secrets. */
  readonly secrets: readonly string[];
  /** Light, sound or speech: silent between 22 and 7 for all but danger. */
  readonly isLoud: boolean;
  /** Whether the same delivery may be repeated without a second effect. */
  readonly hasKey: boolean;
  /** Never throws for what the other side does. */
  deliver(message: Message, to: z.output<Target>, way: Way): Promise<Delivered>;
  /** Takes back what is shown under a tag, where the channel can. */
  clear?(tag: string, to: z.output<Target>, way: Way): Promise<Delivered>;
}

/** What a delivery gets beside what it says. */
export interface Way {
  readonly world: World;
  readonly home: number;
}

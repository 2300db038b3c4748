import type { z } from "zod";
import type { Evidence, Severity } from "#server/finding.ts";
import type { automationBroken } from "./checks/automation-broken.ts";
import type { batteryDying } from "./checks/battery-dying.ts";
import type { batteryLow } from "./checks/battery-low.ts";
import type { deviceFlapping } from "./checks/device-flapping.ts";
import type { deviceSilent } from "./checks/device-silent.ts";
import type { deviceUnavailable } from "./checks/device-unavailable.ts";
import type { integrationFailed } from "./checks/integration-failed.ts";
import type { linkCliff } from "./checks/link-cliff.ts";
import type { linkWeak } from "./checks/link-weak.ts";
import type { refersToNothing } from "./checks/refers-to-nothing.ts";
import type { signInNeeded } from "./checks/sign-in-needed.ts";
import type { upsTrouble } from "./checks/ups-trouble.ts";
import { german } from "./words/de.ts";
import { english } from "./words/en.ts";

/** How a finding is said. */
export interface Said {
  /** A few words, without the subject's name. */
  readonly title: string;
  /** What is so, in numbers. */
  readonly sentence: string;
  /** What would be usual. */
  readonly expected: string;
  readonly advice: string;
  readonly closes: string;
}

export interface About {
  /** As people call the subject. */
  readonly name: string;
  /** How long it has been so, as people say it: "for 3 hours". */
  readonly lasting: string;
}

type Teller<C extends { evidence: z.ZodType }> = (evidence: z.output<C["evidence"]>, about: About) => Said;

export interface CheckWords {
  readonly checks: {
    readonly "integration-failed": Teller<typeof integrationFailed>;
    readonly "device-unavailable": Teller<typeof deviceUnavailable>;
    readonly "device-silent": Teller<typeof deviceSilent>;
    readonly "device-flapping": Teller<typeof deviceFlapping>;
    readonly "battery-low": Teller<typeof batteryLow>;
    readonly "battery-dying": Teller<typeof batteryDying>;
    readonly "automation-broken": Teller<typeof automationBroken>;
    readonly "link-cliff": Teller<typeof linkCliff>;
    readonly "link-weak": Teller<typeof linkWeak>;
    readonly "sign-in-needed": Teller<typeof signInNeeded>;
    readonly "ups-trouble": Teller<typeof upsTrouble>;
    readonly "refers-to-nothing": Teller<typeof refersToNothing>;
  };
  readonly severities: Readonly<Record<Severity, string>>;
  /** {title}, {name}; how the memory tells what became of a finding. */
  readonly steps: Readonly<Record<"opened" | "reopened" | "changed" | "closed" | "fixed" | "not_a_problem", string>>;
  readonly units: Readonly<Record<"minute" | "hour" | "day", readonly [one: string, many: string]>>;
  /** {length} */
  readonly lasting: string;
  readonly moments: string;
}

export const languages = { en: english, de: german } as const satisfies Record<string, CheckWords>;
export type Language = keyof typeof languages;

export type CheckName = keyof CheckWords["checks"];

/** A finding of a check that is no more, or whose evidence has another shape by now, is said by its name alone. */
export function said(check: string, evidence: Evidence, about: About, language: Language): Said {
  const tell = Object.hasOwn(languages[language].checks, check)
    ? (languages[language].checks[check as CheckName] as (evidence: unknown, about: About) => Said)
    : undefined;
  return (
    tell?.(evidence, about) ?? {
      title: check,
      sentence: `${about.name}: ${check}`,
      expected: "",
      advice: "",
      closes: "",
    }
  );
}

/** "for 3 hours", rounded as people would say it. */
export function lasting(seconds: number, language: Language): string {
  const { lasting, moments } = languages[language];
  const length = lengthOf(seconds, language);
  return length === undefined ? moments : lasting.replace("{length}", length);
}

/** "3 hours"; undefined below a minute. */
export function lengthOf(seconds: number, language: Language): string | undefined {
  const { units } = languages[language];
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return undefined;
  const [count, unit] =
    minutes < 90
      ? [minutes, units.minute]
      : minutes < 48 * 60
        ? [Math.round(minutes / 60), units.hour]
        : [Math.round(minutes / 1440), units.day];
  return `${count} ${count === 1 ? unit[0] : unit[1]}`;
}

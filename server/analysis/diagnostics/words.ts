import type { z } from "zod";
import type { Evidence, Severity } from "#server/finding.ts";
import type { activityUnusual } from "./checks/activity-unusual.ts";
import type { automationBroken } from "./checks/automation-broken.ts";
import type { automationFails } from "./checks/automation-fails.ts";
import type { automationForgotten } from "./checks/automation-forgotten.ts";
import type { automationNeverRan } from "./checks/automation-never-ran.ts";
import type { automationStopped } from "./checks/automation-stopped.ts";
import type { automationTooOften } from "./checks/automation-too-often.ts";
import type { automationsFight } from "./checks/automations-fight.ts";
import type { automationsLost } from "./checks/automations-lost.ts";
import type { batteryDying } from "./checks/battery-dying.ts";
import type { batteryLow } from "./checks/battery-low.ts";
import type { clockSkew } from "./checks/clock-skew.ts";
import type { connectionDeaf } from "./checks/connection-deaf.ts";
import type { deviceFailing } from "./checks/device-failing.ts";
import type { deviceFlapping } from "./checks/device-flapping.ts";
import type { deviceReplaced } from "./checks/device-replaced.ts";
import type { deviceSilent } from "./checks/device-silent.ts";
import type { deviceUnavailable } from "./checks/device-unavailable.ts";
import type { diskFull } from "./checks/disk-full.ts";
import type { hostStrained } from "./checks/host-strained.ts";
import type { integrationErrors } from "./checks/integration-errors.ts";
import type { integrationFailed } from "./checks/integration-failed.ts";
import type { linkCliff } from "./checks/link-cliff.ts";
import type { linkWeak } from "./checks/link-weak.ts";
import type { muchAtOnce } from "./checks/much-at-once.ts";
import type { readingUnusual } from "./checks/reading-unusual.ts";
import type { recorderGrowing } from "./checks/recorder-growing.ts";
import type { recorderStopped } from "./checks/recorder-stopped.ts";
import type { refersToNothing } from "./checks/refers-to-nothing.ts";
import type { remedyRests } from "./checks/remedy-rests.ts";
import type { signInNeeded } from "./checks/sign-in-needed.ts";
import type { updatesWaiting } from "./checks/updates-waiting.ts";
import type { upsTrouble } from "./checks/ups-trouble.ts";
import type { worseSinceUpdate } from "./checks/worse-since-update.ts";
import { type Fault, faultSaid, type HeldWords, type Why, whySaid } from "./held-words.ts";
import { OWN } from "./own/as-check.ts";
import { type OwnWords, saidOwn } from "./own/said-own.ts";
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

/** Those of the machine, of Home Assistant itself and of updates. */
export type HouseChecks =
  | "integration-errors"
  | "disk-full"
  | "host-strained"
  | "recorder-stopped"
  | "recorder-growing"
  | "clock-skew"
  | "connection-deaf"
  | "updates-waiting"
  | "worse-since-update"
  | "device-replaced";

/** Those of mending itself. */
export type MendingChecks = "much-at-once" | "remedy-rests";

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
    readonly "automation-fails": Teller<typeof automationFails>;
    readonly "automation-never-ran": Teller<typeof automationNeverRan>;
    readonly "automation-stopped": Teller<typeof automationStopped>;
    readonly "automation-too-often": Teller<typeof automationTooOften>;
    readonly "automations-fight": Teller<typeof automationsFight>;
    readonly "automation-forgotten": Teller<typeof automationForgotten>;
    readonly "automations-lost": Teller<typeof automationsLost>;
    readonly "device-replaced": Teller<typeof deviceReplaced>;
    readonly "worse-since-update": Teller<typeof worseSinceUpdate>;
    readonly "updates-waiting": Teller<typeof updatesWaiting>;
    readonly "clock-skew": Teller<typeof clockSkew>;
    readonly "connection-deaf": Teller<typeof connectionDeaf>;
    readonly "recorder-growing": Teller<typeof recorderGrowing>;
    readonly "recorder-stopped": Teller<typeof recorderStopped>;
    readonly "host-strained": Teller<typeof hostStrained>;
    readonly "disk-full": Teller<typeof diskFull>;
    readonly "integration-errors": Teller<typeof integrationErrors>;
    readonly "reading-unusual": Teller<typeof readingUnusual>;
    readonly "activity-unusual": Teller<typeof activityUnusual>;
    readonly "device-failing": Teller<typeof deviceFailing>;
    readonly "much-at-once": Teller<typeof muchAtOnce>;
    readonly "remedy-rests": Teller<typeof remedyRests>;
  };
  readonly own: OwnWords;
  readonly held: HeldWords;
  /** Where somebody did something, of whom nothing more is known. */
  readonly via: Readonly<Record<"repairs", string>>;
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

/** Why a check did not run, and what is wrong with the file of own ones. */
export const heldSaid = (why: Why, language: Language): string => whySaid(why, languages[language].held);
export const saidFault = (fault: Fault, language: Language): string => faultSaid(fault, languages[language].held);

export type CheckName = keyof CheckWords["checks"];

/** A finding of a check that is no more, or whose evidence has another shape by now, is said by its name alone. */
export function said(check: string, evidence: Evidence, about: About, language: Language): Said {
  if (check.startsWith(OWN)) return saidOwn(evidence, about, languages[language].own);
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

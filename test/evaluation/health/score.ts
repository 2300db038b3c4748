import { toMicroseconds } from "#server/instant.ts";
import { DAY } from "./made-home.ts";
import { installedAt, type Played } from "./play-home.ts";
import type { Step } from "./queries.ts";
import type { FaultKind, Trouble } from "./trouble.ts";

/** What is told so soon after a fault may still be of it. */
const AFTERWARDS = DAY;
/** A battery may be told to be low, or to become empty, so long before it is. */
const BATTERY_AHEAD = 60 * DAY;
/** What is said to fail within a fortnight, and does, was said rightly. */
const FAILING_AHEAD = 14 * DAY;

export interface Fault {
  readonly kind: FaultKind;
  readonly from: number;
  /** Seconds from the fault to the first finding; below zero: before it. Undefined: missed. */
  readonly delay: number | undefined;
  readonly by: string | undefined;
  /** Whether anything of it was told before it came. */
  readonly isForeseen: boolean;
  /** Those that told of it. */
  readonly checks: readonly string[];
  /** How many findings stood by themselves for it. */
  readonly shown: number;
}

export interface Scored {
  readonly weeks: number;
  readonly faults: readonly Fault[];
  readonly shown: number;
  /** What was shown, with nothing wrong. */
  readonly falsely: readonly Step[];
}

/** Holds what was shown of a home against what was wrong with it. What another finding explains is not shown by itself. */
export function score({ home, shown }: Played): Scored {
  const opened = shown.filter(({ what }) => what === "opened");
  const alone = opened.filter(({ cause }) => cause === null);
  const faults = faultsOf(home.troubles);
  return {
    weeks: (home.to - installedAt(home)) / (7 * DAY),
    faults: faults.map((fault) => judged(fault, shown)),
    shown: alone.length,
    falsely: alone.filter((step) => !faults.some((fault) => isOf(step, fault))),
  };
}

type Wrong = Trouble & { kind: FaultKind };

/** A hub and what hangs on it is one. */
function faultsOf(troubles: readonly Trouble[]): Wrong[] {
  const wrong = troubles.filter((one): one is Wrong => one.kind !== undefined);
  return [...new Map(wrong.map((one) => [`${one.kind} ${one.from} ${one.subjects[0]}`, one])).values()];
}

const atOf = ({ at }: Step): number => toMicroseconds(at) / 1e6;

function isOf(step: Step, { kind, subjects, from, to }: Wrong): boolean {
  const ahead = aheadOf(kind, step.check);
  return subjects.includes(step.subject) && atOf(step) >= from - ahead && atOf(step) <= to + AFTERWARDS;
}

function aheadOf(kind: FaultKind, check: string): number {
  if (check === "device-failing" && /^(device|battery) dies/.test(kind)) return FAILING_AHEAD;
  return kind === "battery dies" && check.startsWith("battery-") ? BATTERY_AHEAD : 0;
}

/** Who cannot be reached is not called wrong in what it reads: that is of another fault. */
const tells = (kind: FaultKind, check: string): boolean =>
  (BY[kind] === undefined || BY[kind] === check) &&
  (!/^(sensor|link) /.test(kind) || !/^(device-(unavailable|silent|flapping)|integration-failed|battery-)/.test(check));

/** What only one check can say; all else of it is said of its effects. */
const BY: Partial<Record<FaultKind, string>> = {
  "update makes it worse": "worse-since-update",
  "device replaced": "device-replaced",
  "automation fails": "automation-fails",
  "automations fight": "automations-fight",
  "disk fills": "disk-full",
  "integration errs": "integration-errors",
};

/** What came back within hours was opened before, and counts as told. */
function judged(fault: Wrong, opened: readonly Step[]): Fault {
  const its = opened.filter((step) => isOf(step, fault) && tells(fault.kind, step.check));
  const [first] = its;
  const before = opened.filter(
    (step) => fault.subjects.includes(step.subject) && atOf(step) < fault.from && atOf(step) > fault.from - 14 * DAY,
  );
  return {
    ...{ kind: fault.kind, from: fault.from, by: first?.check },
    delay: first && atOf(first) - fault.from,
    isForeseen: before.length > 0,
    checks: [...new Set(its.map(({ check }) => check))],
    shown: its.filter(({ cause, what }) => cause === null && what === "opened").length,
  };
}

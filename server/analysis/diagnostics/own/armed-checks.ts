import type { Queries } from "#db/database.ts";
import type { AnyCheck } from "../check.ts";
import type { Why } from "../held-words.ts";
import { asCheck, OWN } from "./as-check.ts";
import type { OwnCheck } from "./own-check.ts";
import { standingOwn } from "./past-queries.ts";
import type { OwnChecks } from "./read-own-checks.ts";
import { MOST_OPENINGS, type Tried, tryOwnCheck } from "./try-own-check.ts";

/** Reading four weeks takes a moment, and a look is made each two minutes. */
const TRIED_A_LOOK = 3;

export interface Held {
  readonly check: string;
  readonly why: Why;
}

export interface Armed {
  readonly checks: readonly AnyCheck[];
  /** Names of checks whose findings close where they are not seen: those that run, and those that are no longer in the file. */
  readonly settled: readonly string[];
  readonly heldBack: readonly Held[];
}

type Parts = { home: number; now: number; own: OwnChecks; templates: ReadonlyMap<string, boolean> };
const triedBefore = new WeakMap<object, Map<string, Tried>>(); // by a home's states, by check as it is written

/** The own checks that may speak now. `key`: whatever lives as long as the home is watched. */
export async function armedChecks(tx: Queries, key: object, { home, now, own, templates }: Parts): Promise<Armed> {
  if (own.faults.length > 0)
    return {
      checks: [],
      settled: [],
      heldBack: [{ check: "own-checks", why: { code: "own_faults", file: own.file, faults: own.faults } }],
    };
  const tried = triedBefore.get(key) ?? new Map<string, Tried>();
  triedBefore.set(key, tried);
  let left = TRIED_A_LOOK;
  const heldBack: (Held & { isUnsure: boolean })[] = [];
  const checks: AnyCheck[] = [];
  for (const one of own.checks) {
    const text = JSON.stringify(one);
    if (needsTrial(one) && !tried.has(text) && left-- > 0) tried.set(text, await tryOwnCheck(tx, { home, now }, one));
    const held = whyHeld(one, tried.get(text), templates);
    if (held) heldBack.push({ check: `${OWN}${one.name}`, ...held });
    else checks.push(asCheck(one, templates));
  }
  const unsure = new Set(heldBack.filter(({ isUnsure }) => isUnsure).map(({ check }) => check));
  const standing = (await standingOwn(tx, home, OWN)).filter((name) => !unsure.has(name));
  return {
    checks,
    settled: [...new Set([...checks.map(({ name }) => name), ...standing])],
    heldBack: heldBack.map(({ check, why }) => ({ check, why })),
  };
}

const needsTrial = ({ armed, template }: OwnCheck): boolean => armed === undefined && template === undefined;

/** `isUnsure`: nothing can be said now, so that what stands stays. */
function whyHeld(
  one: OwnCheck,
  tried: Tried | undefined,
  templates: ReadonlyMap<string, boolean>,
): { why: Why; isUnsure: boolean } | undefined {
  if (one.armed === false) return { why: { code: "not_armed" }, isUnsure: false };
  if (one.template !== undefined && !one.armed) return { why: { code: "template_untried" }, isUnsure: false };
  if (one.template !== undefined && !templates.has(one.template))
    return { why: { code: "template_unrendered" }, isUnsure: true };
  if (one.armed) return undefined;
  if (!tried) return { why: { code: "being_tried" }, isUnsure: true };
  const { openings } = tried;
  return openings !== null && openings > MOST_OPENINGS
    ? { why: { code: "too_often", openings }, isUnsure: false }
    : undefined;
}

import { isEntityId } from "../../references/reference.ts";
import type { Expected } from "./expected.ts";
import { secondsIn } from "./written.ts";

const TEXT = `(?:'([^'"{}\\\\]*)'|"([^'"{}\\\\]*)")`;
const IS_STATE = new RegExp(`^is_state\\(\\s*${TEXT}\\s*,\\s*${TEXT}\\s*\\)$`);
const EQUALS = new RegExp(`^states\\(\\s*${TEXT}\\s*\\)\\s*==\\s*${TEXT}$`);
const COMPARES = new RegExp(
  `^\\(?\\s*states\\(\\s*${TEXT}\\s*\\)\\s*\\|\\s*float(?:\\(\\s*-?[\\d.]*\\s*\\))?\\s*\\)?\\s*([<>])\\s*(-?\\d+(?:\\.\\d+)?)$`,
);

/** `trigger: template` that asks for one state or compares one number, which is then what a state or number trigger is. */
export function ofTemplates({ value_template, for: lasting }: Record<string, unknown>): Expected[] {
  const forSeconds = lasting === undefined ? 0 : secondsIn(lasting);
  const inside =
    typeof value_template === "string" ? /^\s*\{\{-?([^{}]*?)-?\}\}\s*$/.exec(value_template)?.[1]?.trim() : undefined;
  if (inside === undefined || forSeconds === undefined || forSeconds < 0) return [];
  const [, a1, a2, b1, b2] = IS_STATE.exec(inside) ?? EQUALS.exec(inside) ?? [];
  const [entity, state] = [a1 ?? a2, b1 ?? b2];
  if (entity !== undefined && state !== undefined)
    return isEntityId(entity) ? [{ kind: "state", entities: [entity], to: [state], forSeconds }] : [];
  const [, c1, c2, sign, limit] = COMPARES.exec(inside) ?? [];
  const compared = c1 ?? c2 ?? "";
  if (!isEntityId(compared)) return [];
  const bound = sign === ">" ? { above: Number(limit) } : { below: Number(limit) };
  return [{ kind: "number", entities: [compared], ...bound, forSeconds }];
}

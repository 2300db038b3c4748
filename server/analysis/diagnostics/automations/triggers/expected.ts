/** What happens to entities; `since`: from when on they are known to be meant, in seconds since the epoch. */
interface OfEntities {
  readonly entities: readonly string[];
  /** Its values are written as JSON, so that a text is never taken for a number. */
  readonly attribute?: string;
  readonly since?: number;
}

/** A trigger of which the memory can prove that it occurred. */
export type Expected =
  | (OfEntities & {
      readonly kind: "state";
      readonly from?: readonly string[];
      readonly to?: readonly string[];
      readonly notFrom?: readonly string[];
      readonly notTo?: readonly string[];
      readonly forSeconds: number;
      readonly offsetSeconds?: number;
    })
  | (OfEntities & {
      readonly kind: "number";
      readonly above?: number;
      readonly below?: number;
      readonly forSeconds: number;
    })
  | (OfEntities & { readonly kind: "zone"; readonly zone: string; readonly isEntered: boolean })
  /** At the instants that entities tell, in their states. */
  | (OfEntities & { readonly kind: "told"; readonly offsetSeconds: number; readonly weekdays?: readonly number[] })
  | { readonly kind: "every"; readonly seconds: number }
  /** 07:00:00 by the clock of the home, on some days of the week or on all; Monday is 1. */
  | { readonly kind: "clock"; readonly at: string; readonly weekdays?: readonly number[]; readonly since?: number }
  | {
      readonly kind: "event";
      readonly type: string;
      readonly data: Readonly<Record<string, string | number | boolean>>;
    };

/** The entities by which it would be proven. */
export const watchedBy = (expected: Expected): readonly string[] => ("entities" in expected ? expected.entities : []);

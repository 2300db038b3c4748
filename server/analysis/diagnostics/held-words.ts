/** Why a check did not run, or could not judge everything, as data; people are told in their language. */
export type Why =
  | {
      readonly code:
        | "not_connected"
        | "starting"
        | "not_armed"
        | "template_untried"
        | "template_unrendered"
        | "being_tried";
    }
  | { readonly code: "just_started"; readonly minutes: number }
  | { readonly code: "too_often"; readonly openings: number }
  | { readonly code: "own_faults"; readonly file: string; readonly faults: readonly Fault[] }
  | {
      readonly code: "unproven";
      readonly automations: readonly { name: string; kinds: readonly string[] }[];
      readonly more: number;
    };

/** What is wrong with one place of the file of own checks. `line` and `place` where it has one. */
export type Fault = { readonly line?: number; readonly place?: string } & (
  | {
      readonly code:
        | "is_missing"
        | "is_empty"
        | "unreadable"
        | "too_large"
        | "is_folder"
        | "no_right"
        | "refers_to_itself";
    }
  | { readonly code: "begins" | "length" | "entity" | "name" | "template_alone" | "of_nothing" | "says_nothing" }
  | { readonly code: "must_be"; readonly kind: string }
  | { readonly code: "one_of"; readonly values: readonly string[] }
  | { readonly code: "too_long"; readonly most: string }
  | {
      readonly code: "unknown_name";
      readonly key: string;
      readonly near: string | null;
      readonly known: readonly string[];
    }
  | { readonly code: "twice"; readonly name: string }
  | { readonly code: "more"; readonly count: number }
  /** In the words of whoever read it. */
  | { readonly code: "said"; readonly words: string }
);

type Told<T extends { code: string }> = { readonly [Code in T["code"]]: (it: Extract<T, { code: Code }>) => string };

export interface HeldWords {
  readonly why: Told<Exclude<Why, { code: "own_faults" }>>;
  readonly fault: Told<Fault>;
  /** {line} */
  readonly line: string;
  readonly places: Readonly<Record<"file" | "check", string>>;
  /** Of the file as a whole, which could not be read. */
  readonly unread: string;
}

const UNREAD: ReadonlySet<string> = new Set(["is_folder", "no_right", "refers_to_itself", "said"]);

export function whySaid(it: Why, words: HeldWords): string {
  if (it.code === "own_faults") return `${it.file}: ${it.faults.map((fault) => faultSaid(fault, words)).join("; ")}`;
  return (words.why[it.code] as (it: Why) => string)(it);
}

export function faultSaid(fault: Fault, words: HeldWords): string {
  const said = (words.fault[fault.code] as (it: Fault) => string)(fault);
  if (fault.line === undefined) return UNREAD.has(fault.code) ? `${words.unread}: ${said}` : said;
  const at = words.line.replace("{line}", String(fault.line));
  if (fault.place === undefined) return `${at}: ${said}`;
  const place = fault.place in words.places ? words.places[fault.place as keyof typeof words.places] : fault.place;
  return `${at}: ${place}: ${said}`;
}

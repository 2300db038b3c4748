import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { Refusal } from "#server/refusal.ts";
import { type ActedOn, addRule, dropRules, findingToActOn, isSucceeded, setOpen, setSnoozed } from "./act-queries.ts";
import type { StepName, verbs } from "./contract.ts";
import { addSteps, closeFindings, lockHome, noteSettled } from "./queries.ts";

export type Verb = (typeof verbs)[number];

export interface Act {
  readonly home: number;
  readonly at: Instant;
  readonly finding: number;
  readonly verb: Verb;
  readonly until?: Instant | undefined;
  readonly person: string | null;
  /** Where it was done, by nobody knows whom. */
  readonly via?: "repairs" | undefined;
}

type Done = { what: StepName; details?: object };
type Deed = (tx: Queries, it: ActedOn, act: Act) => Promise<Done>;

/** What a person does about a finding; all of it can be taken back. @throws Refusal `unknown_finding`, `is_closed`, `not_so` */
export async function act(tx: Queries, wanted: Act): Promise<void> {
  const { home, at, finding, verb, person, via } = wanted;
  await lockHome(tx, home);
  const it = await findingToActOn(tx, home, finding);
  if (!it)
    throw new Refusal(
      "unknown_finding",
      `There is no finding ${finding} in this home; findings/list lists those there are`,
      {
        status: 404,
      },
    );
  const { what, details } = await deeds[verb](tx, it, wanted);
  const told = via === undefined ? details : { ...details, via };
  await addSteps(tx, { home, at }, [
    { finding_id: it.id, what, severity: it.severity, user_id: person, details: told },
  ]);
  await noteSettled(tx, home);
}

const deeds: Readonly<Record<Verb, Deed>> = {
  async fixed(tx, it, { home, at }) {
    refuseClosed(it);
    await closeFindings(tx, { home, at, as: "fixed" }, [it.id]);
    return { what: "fixed" };
  },
  async snooze(tx, it, { until = null }) {
    refuseClosed(it);
    await setSnoozed(tx, it, until);
    return { what: "snoozed", details: { until } };
  },
  async wake(tx, it) {
    refuseClosed(it);
    await setSnoozed(tx, it, null);
    return { what: "woken" };
  },
  async mute_subject(tx, it, { home, at, person }) {
    await addRule(tx, { home, at }, { kind: "muted", check: null, of: it, evidence: null, person });
    return { what: "muted", details: { of: "subject" } };
  },
  async mute_check(tx, it, { home, at, person }) {
    await addRule(tx, { home, at }, { kind: "muted", check: it.check_name, of: null, evidence: null, person });
    return { what: "muted", details: { of: "check" } };
  },
  async unmute(tx, it, { home }) {
    if ((await dropRules(tx, home, "muted", it)) === 0) throw notSo("This finding is not muted");
    return { what: "unmuted" };
  },
  async not_a_problem(tx, it, { home, at, person }) {
    refuseClosed(it);
    await addRule(tx, { home, at }, { kind: "tolerated", check: it.check_name, of: it, evidence: it.evidence, person });
    await closeFindings(tx, { home, at, as: "not_a_problem" }, [it.id]);
    return { what: "not_a_problem" };
  },
  async a_problem(tx, it, { home }) {
    if ((await dropRules(tx, home, "tolerated", it)) === 0) throw notSo("Nobody has called this no problem");
    if (it.closed_as === "not_a_problem" && !(await isSucceeded(tx, home, it))) await setOpen(tx, it);
    return { what: "a_problem" };
  },
};

function refuseClosed({ closed_at }: ActedOn): void {
  if (closed_at !== null) throw new Refusal("is_closed", "This finding is closed already", { status: 409 });
}

const notSo = (sentence: string): Refusal => new Refusal("not_so", sentence, { status: 409 });

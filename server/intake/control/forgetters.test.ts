import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { forgetters } from "./forgetters.ts";

/** Tables with times of their own that hold nothing of single events. */
const TELL_NOTHING = new Map([
  ["alerts.channel", "where people are told, and how the last try went"],
  ["alerts.lit_before", "how lights are now, for the seconds in which they speak"],
  ["home_assistant_audit_log", "what was done in HomeOps, not in the home"],
  ["ledger.audit_link", "hashes of what was done in HomeOps"],
  ["home_assistant_connections", "when the connection last stood"],
  ["homeops_migration", "when the schema changed"],
  ["users", "when the account was made"],
  ["people.home", "when the home was added"],
  ["people.member", "when the person was added"],
  ["people.home_assistant_user", "when an account was told which user it is"],
  ["house.entity", "what there is, not what it did"],
  ["house.device", "what there is, not what it did"],
  ["house.item", "what there is, not what it did"],
  ["house.continued", "which entity goes on for which, and since when"],
  ["house.reporting", "only the latest report, and a histogram of intervals"],
  ["changes.look", "when a kind of configuration was read"],
  ["alerts.stream", "up to when events were sent, and not which"],
  ["alerts.runner", "which program looks after alerts"],
  ["memory.coverage", "when HomeOps listened"],
  ["memory.gap", "what is not known"],
  ["memory.silence", "what must not come back"],
  ["memory.detail", "when a wish was told"],
  ["memory.due_hour", "which hours are to be closed"],
  ["memory.embedding_model", "when a model was first used"],
  ["memory.unlearned_hour", "of which hours episodes are to be made"],
  ["healing.mode", "how far a remedy may go"],
  ["healing.stop", "that nothing is to be mended"],
  ["healing.feed", "which switch feeds what"],
  ["ledger.prediction", "what was said to come, from levels and counts of weeks, which tell nothing of a span"],
  ["ledger.detector_choice", "which version of what foretells is shown"],
  ["ledger.rule", "what somebody wants to hear no more of"],
  ["episodes.habit", "what is usual, and since when that is known"],
  ["memory.import", "how far the import has come"],
  ["memory.in_use", "which programs use the memory now"],
  ["memory.let_go", "what retention did"],
  ["memory.recorded_import", "what was imported, and from when to when"],
  ["memory.size", "how large all is"],
  ["people.guest_area", "which rooms a guest sees"],
  ["people.invitation", "who was invited"],
  ["people.removal", "who or what was removed, in counts"],
  ["people.sql_login", "who may read by SQL"],
  ["people.token", "which programs hold a token"],
  ["schedules.job", "when HomeOps does what"],
  ["schedules.lease", "which process does it"],
  ["once.asked", "hashes, and sealed answers that go after a day"],
  ["schedules.run", "what HomeOps did at its times, in counts"],
  ["webhooks.source", "which programs may send something"],
  ["webhooks.received", "that something was sent, and not what"],
  ["shopping.item", "which cells are to be bought by when"],
  ["memory.size_limit", "from which day on there is room"],
]);

it("reaches every table that could hold something of an event", async () => {
  await using db = await testDatabase();
  const timed = await db.owner.rows<{ name: string }>(sql`
    select distinct c.oid::regclass::text as name
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')
      and a.atttypid in ('timestamptz'::regtype, 'timestamptz[]'::regtype, 'date'::regtype)`);
  const reached = new Set(forgetters.flatMap(({ tables }) => tables.map((name) => name.replace("public.", ""))));
  expect(timed.length).toBeGreaterThan(20);
  const unreached = timed.map(({ name }) => name).filter((name) => !reached.has(name) && !TELL_NOTHING.has(name));
  expect(unreached, "add them to a forgetter, or say why they tell nothing").toEqual([]);
});

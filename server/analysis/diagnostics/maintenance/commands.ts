import { type Call, command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import { followPage } from "#server/follow-page.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import { doerOf } from "#server/store/ledger/findings/act-queries.ts";
import {
  addMaintenance,
  endMaintenance,
  isInHome,
  type Maintenance,
  maintenanceAfter,
  noteMaintenance,
} from "#server/store/ledger/maintenance/queries.ts";
import { BeginMaintenance, EndMaintenance, ListMaintenance, MaintenancePage } from "./contract.ts";

const LONGEST_MS = 366 * 86_400_000;

const begin = command({
  name: "health/maintenance",
  summary:
    "Holds back what would be found in a part of the home until a time, or what only people cause while all are away",
  access: "write",
  input: BeginMaintenance,
  output: MaintenancePage,
  async run(wanted, call) {
    const { world, home, asker } = call;
    const now = shownNow(world, home);
    const from = wanted.from === undefined ? instantOf(now) : wanted.from;
    refuseOdd({ from: Date.parse(from), until: Date.parse(wanted.until) }, now);
    await world.db.transaction(async (tx) => {
      const of = subjectOf(wanted);
      if (of.subject_kind !== "home" && !(await isInHome(tx, home, { kind: of.subject_kind, id: of.subject })))
        throw unknownPlace(of.subject_kind, of.subject);
      const person = await doerOf(tx, asker);
      const kind = wanted.holiday ? ("holiday" as const) : ("work" as const);
      await addMaintenance(tx, home, { ...of, kind, from, until: wanted.until, why: wanted.why ?? null, person });
      await noteMaintenance(tx, home);
    });
    return page(call);
  },
});

const list = command({
  name: "health/maintenances",
  summary: "What is held back now or will be, because somebody works on it or all are away",
  input: ListMaintenance,
  output: MaintenancePage,
  run: (_, call) => page(call),
});

const end = command({
  name: "health/end-maintenance",
  summary: "Ends it now; what is wrong is said again a few minutes later",
  access: "write",
  input: EndMaintenance,
  output: MaintenancePage,
  async run({ maintenance }, call) {
    const at = instantOf(shownNow(call.world, call.home));
    if (!(await endMaintenance(call.world.db, call.home, { id: maintenance, at })))
      throw new Refusal(
        "unknown_maintenance",
        "There is no such maintenance any more; health/maintenances lists them",
        {
          status: 404,
        },
      );
    await noteMaintenance(call.world.db, call.home);
    return page(call);
  },
});

export const maintenanceCommands = [begin, list, end];

export const maintenanceFeed = feed({
  name: "health/maintenances",
  summary: "What is held back now or will be, whenever that changes",
  input: ListMaintenance,
  item: MaintenancePage,
  open: (_, call, send) =>
    followPage(
      { name: "the live maintenance", channels: ["maintenance"], again: { minutes: 1 }, read: () => page(call) },
      call,
      send,
    ),
});

function subjectOf({ area, device }: BeginMaintenance): Pick<Maintenance, "subject_kind" | "subject"> {
  if (area !== undefined) return { subject_kind: "area", subject: area };
  return device === undefined ? { subject_kind: "home", subject: "" } : { subject_kind: "device", subject: device };
}

async function page({ db, world, home }: Call) {
  const now = instantOf(shownNow(world, home));
  const items = (await db.transaction((tx) => maintenanceAfter(tx, home, now))).map((it) => ({
    ...{ maintenance: it.maintenance, kind: it.kind, from: it.from, until: it.until, why: it.why, by: it.by },
    area: it.subject_kind === "area" ? it.subject : null,
    device: it.subject_kind === "device" ? it.subject : null,
    is_now: Date.parse(it.from) <= Date.parse(now),
  }));
  return { items, cursor: null };
}

function refuseOdd({ from, until }: { from: number; until: number }, now: number): void {
  if (until <= now || until <= from || until > now + LONGEST_MS)
    throw new Refusal("odd_span", "Say until a time that is to come, after the beginning and within a year");
}

const unknownPlace = (kind: "area" | "device", id: string): Refusal =>
  new Refusal(`unknown_${kind}`, `There is no ${kind} ${id} in this home; house/devices lists its devices and areas`, {
    status: 404,
  });

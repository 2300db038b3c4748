import { command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import { followPage } from "#server/follow-page.ts";
import { toMilliseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { closeIncident } from "#server/store/ledger/incidents/queries.ts";
import { nowIn, personOf } from "./commands.ts";
import { DeclareFeed, KeepMode, ListRemedies, RemedyPage } from "./contract.ts";
import { isProven } from "./goes-on.ts";
import { withdrawOffers } from "./offer-queries.ts";
import { declareFeed, deleteStop, dropFeed, insertStop, keepMode, lockHealing, noteHealing } from "./queries.ts";
import { pastOf } from "./read-home.ts";
import { remedyNamed } from "./remedies.ts";
import { modesTo, remedyPage } from "./remedy-page.ts";

const list = command({
  name: "healing/remedies",
  summary: "What may be mended and how far each remedy may go, how often it helped, and whether all is stopped",
  input: ListRemedies,
  output: RemedyPage,
  run: ({ language }, call) => remedyPage(call, language),
});

const keep = command({
  name: "healing/keep-mode",
  summary: "How far a remedy may go in this home: off, suggest, ask or act",
  access: "write",
  input: KeepMode,
  output: RemedyPage,
  async run({ remedy: name, mode, language }, call) {
    const remedy = remedyNamed(name);
    if (!remedy)
      throw new Refusal("unknown_remedy", `There is no remedy ${name}; healing/remedies lists them`, { status: 404 });
    if (!modesTo(remedy.most).includes(mode))
      throw new Refusal("too_far", `This remedy goes no farther than ${remedy.most}`, { status: 409 });
    const at = nowIn(call);
    const person = await personOf(call);
    await call.world.db.transaction(async (tx) => {
      await lockHealing(tx, call.home);
      const past = await pastOf(tx, call.home, toMilliseconds(at));
      if (mode === "act" && !isProven(name, past))
        throw new Refusal("not_proven", "Say yes to it once first: when it has helped in this home, it may act", {
          status: 409,
        });
      await keepMode(tx, { home: call.home, remedy: name, mode, at, person });
      const of = { home: call.home, at };
      await closeIncident(tx, of, { kind: "useless", about: name }); // judged anew from here on
      if (mode === "off" || mode === "suggest") await closeIncident(tx, of, { kind: "breaker", about: name });
      await noteHealing(tx, call.home);
    });
    return remedyPage(call, language);
  },
});

const declare = command({
  name: "healing/declare",
  summary: "Says which switch a device gets its power through, or that it is not known any more",
  access: "write",
  input: DeclareFeed,
  output: RemedyPage,
  async run({ device, switch: entity, language }, call) {
    const { world, home } = call;
    const [at, person] = [nowIn(call), await personOf(call)];
    if (entity === null) await dropFeed(world.db, home, device);
    else if (!(await declareFeed(world.db, { home, device, entity, at, person })))
      throw new Refusal("unknown_feed", "Name a device of this home, and a switch of another device that feeds it", {
        status: 404,
      });
    await noteHealing(world.db, home);
    return remedyPage(call, language);
  },
});

const stop = command({
  name: "healing/stop",
  summary: "Stops all mending in this home at once; what waits for a yes is withdrawn",
  access: "write",
  input: ListRemedies,
  output: RemedyPage,
  async run({ language }, call) {
    const { world, home } = call;
    const [at, person] = [nowIn(call), await personOf(call)];
    await world.db.transaction(async (tx) => {
      await insertStop(tx, { home, at, person });
      await withdrawOffers(tx, home, at);
      await noteHealing(tx, home);
    });
    return remedyPage(call, language);
  },
});

const resume = command({
  name: "healing/resume",
  summary: "Lets remedies go on as they were allowed to; nothing that was stopped is done later",
  access: "write",
  input: ListRemedies,
  output: RemedyPage,
  async run({ language }, call) {
    const { world, home } = call;
    await world.db.transaction(async (tx) => {
      await deleteStop(tx, home);
      await noteHealing(tx, home);
    });
    return remedyPage(call, language);
  },
});

export const modeCommands = [list, keep, declare, stop, resume];

export const remediesFeed = feed({
  name: "healing/remedies",
  summary: "What may be mended, how often it helped and whether all is stopped, whenever that changes",
  input: ListRemedies,
  item: RemedyPage,
  open: ({ language }, call, send) =>
    followPage(
      { name: "the live remedies", channels: ["healing"], read: () => remedyPage(call, language) },
      call,
      send,
    ),
});

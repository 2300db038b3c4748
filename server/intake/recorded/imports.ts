import type { Capability } from "#server/capability.ts";
import { type Call, command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { recordedImport, recordedImports } from "#server/store/memory/recorded/queries.ts";
import type { World } from "#server/world.ts";
import * as contract from "./contract.ts";
import { type ImportDesk, openDesk } from "./desk.ts";
import { foundFiles, reachableFolders } from "./found-files.ts";
import { importFolder } from "./prospects.ts";
import { shownImport } from "./shown.ts";
import { openUploads, type Uploads } from "./uploads.ts";

const desks = new WeakMap<World, { desk: ImportDesk; uploads: Uploads }>();

export function importsOf(world: World) {
  const opened = desks.get(world);
  if (opened) return opened;
  const message = "HomeOps is still starting; try again in a moment";
  throw new Refusal("not_started", message, { status: 503, retryAfterSeconds: 2 });
}

/** None as well where this program does not import. */
export const runningImport = (world: World) => desks.get(world)?.desk.job;

const preview = command({
  name: "import/preview",
  summary: "What a recorder file, backup or database holds, and what importing it would take",
  access: "write",
  input: contract.WantedSource,
  output: contract.ImportPreview,
  run: (wanted, call) => importsOf(call.world).desk.preview(call.home, forOwner(wanted, call)),
});

const start = command({
  name: "import/start",
  summary: "Import what a recorder has kept, or go on with it; goes on in the background",
  access: "write",
  input: contract.WantedSource,
  output: contract.ImportShown,
  async run(wanted, call) {
    const job = await importsOf(call.world).desk.start(call.home, forOwner(wanted, call));
    return shownImport(job.it, job);
  },
});

const status = command({
  name: "import/status",
  summary: "The import that goes on, with rate and remaining time",
  input: contract.NoWish,
  output: contract.ImportStatus,
  async run(_, { world, home }) {
    const { job } = importsOf(world).desk;
    return { running: job?.it.home_id === home ? shownImport(job.it, job) : null };
  },
});

const list = command({
  name: "import/list",
  summary: "All imports from recorders, and files that could be imported",
  input: contract.NoWish,
  output: contract.ImportList,
  async run(_, { world, home, db, asker }) {
    const { job } = importsOf(world).desk;
    const items = (await recordedImports(db, home)).map((it) => shownImport(job?.it.id === it.id ? job.it : it, job));
    const files = asker.kind === "owner" ? await foundFiles(reachableFolders(importFolder(world), world.options)) : [];
    return { items, files, cursor: null };
  },
});

const stop = command({
  name: "import/stop",
  summary: "Stop an import; what it brought stays, and starting it again goes on",
  access: "write",
  input: contract.OneImport,
  output: contract.ImportShown,
  async run({ id }, call) {
    await refuseForeign(id, call);
    return shownImport(await importsOf(call.world).desk.stop(id));
  },
});

const undo = command({
  name: "import/undo",
  summary: "Take away again what an import added, and only that; goes on in the background",
  access: "write",
  input: contract.OneImport,
  output: contract.ImportShown,
  async run({ id }, call) {
    await refuseForeign(id, call);
    const job = await importsOf(call.world).desk.undo(id);
    return shownImport(job.it, job);
  },
});

const upload = command({
  name: "import/upload",
  summary: "Begin to upload a recorder file or backup, or learn how much of it is here",
  access: "write",
  input: contract.WantedUpload,
  output: contract.Upload,
  run: (wanted, { world }) => importsOf(world).uploads.begin(wanted),
});

export const imports: Capability = {
  name: "imports",
  commands: [preview, start, status, list, stop, undo, upload],
  async start(world, stack) {
    const desk = stack.use(openDesk(world));
    desks.set(world, { desk, uploads: openUploads(importFolder(world)) });
    void desk.resume().catch((error) => world.log.error("imports could not be taken up again", { error }));
  },
};

/** Only whoever runs the server may make it read what lies beside it. */
function forOwner(wanted: contract.WantedSource, { asker }: Call): contract.WantedSource {
  if (asker.kind === "owner") return wanted;
  throw new Refusal("forbidden", "Only the owner of this HomeOps may import files; ask them", { status: 403 });
}

async function refuseForeign(id: number, { db, home }: Call): Promise<void> {
  const it = await recordedImport(db, id);
  if (it?.home_id !== home)
    throw new Refusal("unknown_import", `There is no import ${id}; import/list tells which there are`, { status: 404 });
}

import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import { FindingShown, ListFindings } from "#server/store/ledger/findings/contract.ts";
import { DiagnosisRan, RunDiagnosis } from "./contract.ts";
import { diagnose, shownRun } from "./diagnose.ts";
import { actOn, get, history, list } from "./findings-commands.ts";
import { followFindings } from "./follow-findings.ts";
import { keepDiagnosing } from "./keep-diagnosing.ts";
import { maintenanceCommands, maintenanceFeed } from "./maintenance/commands.ts";
import { tryOwn } from "./own/try-command.ts";
import { tellSteps } from "./tell-steps.ts";

const run = command({
  name: "health/run",
  summary: "Looks at everything now and settles what is wrong",
  access: "write",
  input: RunDiagnosis,
  output: DiagnosisRan,
  async run({ language }, { world, home }) {
    const ran = await diagnose(world, home, "person");
    await tellSteps(world, home);
    return shownRun(ran, language);
  },
});

const findings = feed({
  name: "findings/list",
  isForGuests: true,
  summary: "What is wrong in the home, whenever that changes",
  input: ListFindings,
  item: FindingShown,
  open: (wanted, call, send) => followFindings(wanted, call, send),
});

/** What is wrong with devices, automations and the system, by checks that say what is so now. */
export const diagnostics: Capability = {
  name: "diagnostics",
  commands: [run, tryOwn, list, get, history, actOn, ...maintenanceCommands],
  feeds: [findings, maintenanceFeed],
  async start(world, stack) {
    stack.use(keepDiagnosing(world));
  },
};

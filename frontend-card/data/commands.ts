import type { z } from "zod";
import type * as anomalies from "#server/analysis/anomalies/contract.ts";
import type * as batteries from "#server/analysis/batteries/contract.ts";
import type * as devices from "#server/analysis/devices/contract.ts";
import type * as failures from "#server/analysis/diagnostics/failures/contract.ts";
import type * as maintenance from "#server/analysis/diagnostics/maintenance/contract.ts";
import type * as health from "#server/analysis/health/contract.ts";
import type * as usage from "#server/analysis/usage/contract.ts";
import type * as connections from "#server/intake/contract.ts";
import type * as control from "#server/intake/control/contract.ts";
import type * as recorded from "#server/intake/recorded/contract.ts";
import type * as letters from "#server/intake/letters/contract.ts";
import type * as backup from "#server/store/backup/contract.ts";
import type * as findings from "#server/store/ledger/findings/contract.ts";
import type * as house from "#server/store/house/contract.ts";
import type * as people from "#server/store/people/contract.ts";
import type * as memory from "#server/store/memory/contract.ts";
import type * as search from "#server/store/memory/search/contract.ts";
import type * as explain from "#server/store/memory/explain/contract.ts";
import type * as cases from "#server/surfaces/ask/cases/contract.ts";
import type * as ask from "#server/surfaces/ask/contract.ts";
import type * as exporting from "#server/surfaces/export/contract.ts";
import type * as mine from "#server/surfaces/mine/contract.ts";
import type * as leave from "#server/surfaces/leave/contract.ts";
import type { SupportBundle } from "#server/surfaces/system/support/contract.ts";
import type * as series from "#server/store/series/contract.ts";
import type { RestartPlan } from "#server/surfaces/restart/contract.ts";
import type { HomeState } from "#server/surfaces/integration/contract.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";

type Asked<Input extends z.ZodType, Output extends z.ZodType> = { input: z.input<Input>; output: z.output<Output> };
/** About one home; a server with a single one may be asked without saying which. */
type AskedOfHome<Input extends z.ZodType, Output extends z.ZodType> = {
  input: z.input<Input> & { home?: number };
  output: z.output<Output>;
};

/** What may be asked, with what goes in and what comes out, as the rooms' own contracts say it. */
export interface Commands {
  "connections/list": Asked<typeof connections.ListConnections, typeof connections.ConnectionList>;
  "connections/add": Asked<typeof connections.AddConnection, typeof connections.ConnectionShown>;
  "connections/test": Asked<typeof connections.TestConnection, typeof connections.TestResult>;
  "connections/rename": Asked<typeof connections.RenameConnection, typeof connections.ConnectionShown>;
  "connections/remove": Asked<typeof connections.RemoveConnection, typeof connections.Removed>;
  "memory/timeline": AskedOfHome<typeof memory.Timeline, typeof memory.TimelinePage>;
  "memory/count": AskedOfHome<typeof memory.Count, typeof memory.Counted>;
  "memory/search": AskedOfHome<typeof search.Search, typeof search.FoundPage>;
  "memory/explain": AskedOfHome<typeof explain.Explain, typeof explain.Explanation>;
  "memory/retention": { input: { home?: number }; output: z.output<typeof control.Retention> };
  "memory/keep": AskedOfHome<typeof control.Keep, typeof control.Kept>;
  "memory/keep-less": AskedOfHome<typeof control.KeepLess, typeof control.Kept>;
  "memory/take-back": AskedOfHome<typeof control.TakeBack, typeof control.TakenBack>;
  "memory/cap": Asked<typeof control.Cap, typeof control.SizeShown>;
  "memory/heaviest": AskedOfHome<typeof control.Heaviest, typeof control.HeaviestPage>;
  "memory/pause": AskedOfHome<typeof control.Pause, typeof control.PauseShown>;
  "memory/resume": { input: { home?: number }; output: z.output<typeof control.PauseShown> };
  "memory/forget": AskedOfHome<typeof control.Forget, typeof control.Forgotten>;
  "memory/dead-letters": AskedOfHome<typeof letters.ListLetters, typeof letters.LetterPage>;
  "memory/retry": AskedOfHome<typeof letters.WhichLetters, typeof letters.Retried>;
  "memory/discard": AskedOfHome<typeof letters.WhichLetters, typeof letters.Discarded>;
  "house/entities": AskedOfHome<typeof house.ListEntities, typeof house.EntityPage>;
  "house/search": AskedOfHome<typeof house.SearchHouse, typeof house.HouseHits>;
  "import/list": { input: { home?: number }; output: z.output<typeof recorded.ImportList> };
  "import/preview": AskedOfHome<typeof recorded.WantedSource, typeof recorded.ImportPreview>;
  "import/start": AskedOfHome<typeof recorded.WantedSource, typeof recorded.ImportShown>;
  "import/stop": AskedOfHome<typeof recorded.OneImport, typeof recorded.ImportShown>;
  "import/undo": AskedOfHome<typeof recorded.OneImport, typeof recorded.ImportShown>;
  "import/upload": AskedOfHome<typeof recorded.WantedUpload, typeof recorded.Upload>;
  "ask/question": AskedOfHome<typeof ask.Question, typeof ask.Answer>;
  "ask/wrong": AskedOfHome<typeof cases.Wrong, typeof cases.LocalCase>;
  "backup/preview": Asked<typeof backup.NoWish, typeof backup.BackupChoices>;
  "backup/scope": Asked<typeof backup.ChooseScope, typeof backup.BackupChoices>;
  "export/begin": AskedOfHome<typeof exporting.WantedExport, typeof exporting.OfferedExport>;
  "people/add": AskedOfHome<typeof people.NewMember, typeof people.Added>;
  "people/introduce": AskedOfHome<typeof people.Introduction, typeof people.Done>;
  "people/allow": AskedOfHome<typeof people.Allowance, typeof people.Done>;
  "people/private": AskedOfHome<typeof people.Privacy, typeof people.Done>;
  "people/about-me": { input: { home?: number }; output: mine.AboutMe };
  "people/export-mine": { input: { home?: number }; output: z.output<typeof exporting.OfferedArchive> };
  "people/erase-mine": AskedOfHome<typeof mine.EraseMine, typeof mine.ErasedMine>;
  "system/status": { input: Record<string, never>; output: SystemStatus };
  "system/support": { input: Record<string, never>; output: SupportBundle };
  "leave/list": { input: Record<string, never>; output: z.output<typeof leave.Footprints> };
  "leave/remove": Asked<typeof leave.Leave, typeof leave.Left>;
  "restart/get": { input: { home?: number }; output: RestartPlan };
  "restart/plan": { input: { home?: number }; output: RestartPlan };
  "restart/cancel": { input: { home?: number }; output: RestartPlan };
  "findings/list": AskedOfHome<typeof findings.ListFindings, typeof findings.FindingPage>;
  "findings/history": AskedOfHome<typeof findings.FindingHistory, typeof findings.StepPage>;
  "health/batteries": AskedOfHome<typeof batteries.ListBatteries, typeof batteries.BatteryPage>;
  "health/expected": AskedOfHome<typeof anomalies.ExpectedInput, typeof anomalies.ExpectedBand>;
  "health/devices": AskedOfHome<typeof devices.ListDeviceHealth, typeof devices.DeviceHealthPage>;
  "health/maintenance": AskedOfHome<typeof maintenance.BeginMaintenance, typeof maintenance.MaintenancePage>;
  "health/maintenances": { input: { home?: number }; output: z.output<typeof maintenance.MaintenancePage> };
  "health/end-maintenance": AskedOfHome<typeof maintenance.EndMaintenance, typeof maintenance.MaintenancePage>;
  "health/predictions": AskedOfHome<typeof failures.ListPredictions, typeof failures.PredictionPage>;
  "health/score": AskedOfHome<typeof health.ReadScore, typeof health.HealthScore>;
  "health/usage": AskedOfHome<typeof usage.ListUsage, typeof usage.UsagePage>;
  "findings/act": AskedOfHome<typeof findings.ActOnFinding, typeof findings.FindingRead>;
  "integration/state": { input: { home?: number }; output: HomeState };
  "series/chart": AskedOfHome<typeof series.ChartInput, typeof series.Chart>;
}

/** What may be followed, with one item of it. */
export interface Feeds {
  "memory/timeline": { input: z.input<typeof memory.Timeline> & { home?: number }; item: memory.RememberedEvent };
  "system/status": { input: Record<string, never>; item: SystemStatus };
  "findings/list": { input: z.input<typeof findings.ListFindings> & { home?: number }; item: findings.FindingShown };
  "health/devices": { input: { home?: number }; item: devices.DeviceHealthPage };
  "health/score": { input: z.input<typeof health.FollowScore> & { home?: number }; item: health.HealthScore };
  "integration/state": { input: { home?: number }; item: HomeState };
}

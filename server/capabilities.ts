import { alerts } from "./actions/alerts/alerts.ts";
import { alertChannels } from "./actions/alerts/channels/alert-channels.ts";
import { healing } from "./actions/healing/healing.ts";
import { schedules } from "./actions/schedules/schedules.ts";
import { shopping } from "./actions/shopping/shopping.ts";
import { anomalies } from "./analysis/anomalies/anomalies.ts";
import { batteries } from "./analysis/batteries/batteries.ts";
import { devices } from "./analysis/devices/devices.ts";
import { diagnostics } from "./analysis/diagnostics/diagnostics.ts";
import { failures } from "./analysis/diagnostics/failures/failures.ts";
import { episodes } from "./analysis/episodes/episodes.ts";
import { health } from "./analysis/health/health.ts";
import { logErrors } from "./analysis/log-errors/log-errors.ts";
import { replacement } from "./analysis/replacement/replacement.ts";
import { updates } from "./analysis/updates/updates.ts";
import { usage } from "./analysis/usage/usage.ts";
import type { Capability } from "./capability.ts";
import { followOptions } from "./follow-options.ts";
import { intake } from "./intake/intake.ts";
import { imports } from "./intake/recorded/imports.ts";
import { demo } from "./play-demo.ts";
import { changes } from "./store/changes/changes.ts";
import { house } from "./store/house/house.ts";
import { ledger } from "./store/ledger/ledger.ts";
import { memory } from "./store/memory/memory.ts";
import { household } from "./store/people/household.ts";
import { invitations } from "./store/people/invitations/invitations.ts";
import { madeTokens } from "./store/people/tokens/tokens.ts";
import { series } from "./store/series/series.ts";
import { asking } from "./surfaces/ask/ask.ts";
import { audit } from "./surfaces/audit/audit.ts";
import { backup } from "./surfaces/backup/backup.ts";
import { exporting } from "./surfaces/export/export.ts";
import { integration } from "./surfaces/integration/integration.ts";
import { leaving } from "./surfaces/leave/leave.ts";
import { mine } from "./surfaces/mine/mine.ts";
import { removal } from "./surfaces/removal/removal.ts";
import { restarting } from "./surfaces/restart/restart.ts";
import { scored } from "./surfaces/scored/scored.ts";
import { signedIn } from "./surfaces/signed-in/signed-in.ts";
import { sqlDoor } from "./surfaces/sql/sql.ts";
import { system } from "./surfaces/system/system.ts";
import { vault } from "./surfaces/vault/vault.ts";

/** Every room of the program, in the order in which they start. */
export const capabilities: readonly Capability[] = [
  ledger,
  household,
  madeTokens,
  invitations,
  house,
  memory,
  series,
  changes,
  intake,
  imports,
  episodes,
  anomalies,
  batteries,
  devices,
  logErrors,
  updates,
  replacement,
  usage,
  diagnostics,
  health,
  failures,
  alertChannels,
  schedules,
  shopping,
  healing,
  alerts,
  asking,
  audit,
  vault,
  backup,
  exporting,
  leaving,
  mine,
  integration,
  scored,
  restarting,
  signedIn,
  removal,
  sqlDoor,
  system,
  demo,
  followOptions,
];

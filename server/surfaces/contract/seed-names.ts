/** What the owner's documents call things. `view`: of the SQL door, by that name; `room`: the folder that has it, and no table of its own is shown. */
export type SeedName = "view" | "not yet" | { room: string; why: string };

const notYet = (...names: string[]): Record<string, SeedName> =>
  Object.fromEntries(names.map((name) => [name, "not yet"]));
const views = (...names: string[]): Record<string, SeedName> => Object.fromEntries(names.map((name) => [name, "view"]));

export const seedNames: Readonly<Record<string, Readonly<Record<string, SeedName>>>> = {
  Core: {
    ...views("users"),
    user_sessions: { room: "server/surfaces", why: "who is signed in to the page; nobody reads it by SQL" },
    ...views("homes", "home_members", "rooms", "brands", "device_models", "ecosystems", "devices", "device_states"),
    ...views("device_groups"),
  },
  "Telemetry and diagnostics": views(
    "device_telemetry",
    "device_telemetry_hourly",
    "device_telemetry_daily",
    "energy_usage",
    "energy_usage_hourly",
    "network_metrics",
    "device_error_logs",
    "diagnostic_runs",
    "diagnostic_issues",
    "device_health_history",
    "firmware_updates",
  ),
  Predictions: {
    ...views("ml_models", "ml_predictions_log", "failure_predictions", "anomaly_detections", "device_usage_patterns"),
    ai_insights: { room: "server/actions/alerts/letters", why: "the letter of the week (letters/week), in words" },
    ...notYet("device_benchmarks"),
  },
  "Automation and healing": views(
    "automations",
    "automation_executions",
    "scenes",
    "scene_activations",
    "self_healing_actions",
    "self_healing_executions",
    "automation_health_checks",
    "ecosystem_sync_status",
  ),
  "Security and alerts": {
    ...notYet("security_scans", "security_vulnerabilities", "security_incidents", "network_access_rules"),
    ...views("alert_rules", "alerts", "user_notifications", "user_notification_preferences"),
  },
  Views: views(
    "home_dashboard_summary",
    "device_health_summary",
    "energy_usage_summary",
    "slow_queries",
    "unused_indexes",
    "table_bloat",
  ),
  "Later editions": {
    ...notYet("subscription_plans", "user_subscriptions", "invoices", "payment_transactions", "coupons"),
    ...notYet("oem_partners", "oem_api_keys", "b2b_revenue", "api_usage"),
    voice_commands: { room: "server/intake/voice", why: "kept as events where that is wished" },
    conversation_sessions: { room: "server/surfaces/ask", why: "what a question goes on from; not kept" },
    conversation_messages: { room: "server/surfaces/ask", why: "not kept, but for answers that were called wrong" },
    tasks: { room: "server/actions/schedules", why: "what is done at its times (schedules/list)" },
    ...notYet("network_nodes", "services", "dns_records", "failover_config", "media", "financial", "community"),
  },
};

/** `docs/seed-map.md`. */
export const seedMap = (): string => `# The owner's names

What the owner's documents call things, and where each is here. Views are in the schema \`door\`: [how to get in](sql.md), [their columns](sql-views.md). This page is made by \`npm run contract\`.

${Object.entries(seedNames)
  .map(([group, names]) => `## ${group}\n\n| name | where |\n|---|---|\n${Object.entries(names).map(row).join("\n")}`)
  .join("\n\n")}
`;

function row([name, where]: [string, SeedName]): string {
  if (where === "view") return `| \`${name}\` | view \`door.${name}\` |`;
  return `| \`${name}\` | ${where === "not yet" ? where : `room \`${where.room}\`: ${where.why}`} |`;
}

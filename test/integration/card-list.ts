/**
 * Every card of ours, with what it is called where one is added, what it shows at once of any home, what is there as soon as it shows something
 * of this one, and what it needs to be told for that.
 */
export const CARDS = [
  {
    type: "homeops-ask-card",
    name: "HomeOps: ask what happened",
    shows: "Ask what happened",
    content: "input",
    options: {},
  },
  {
    type: "homeops-memory-card",
    name: "HomeOps: what happened",
    shows: "What happened",
    content: "button.row",
    options: {},
  },
  {
    type: "homeops-chart-card",
    name: "HomeOps: chart",
    shows: "24 h",
    content: "homeops-marks-strip",
    options: { entities: ["light.bed_light"], hours: 2 },
  },
  {
    type: "homeops-health-card",
    name: "HomeOps: health",
    shows: "Health",
    content: "h2",
    options: {},
  },
  {
    type: "homeops-alerts-card",
    name: "HomeOps: alerts",
    shows: "Alerts",
    content: "h2",
    options: {},
  },
  {
    type: "homeops-devices-card",
    name: "HomeOps: devices",
    shows: "Devices",
    content: "homeops-devices .row",
    options: {},
  },
  {
    type: "homeops-status-card",
    name: "HomeOps: how the memory is",
    shows: "Last backup of the memory",
    content: "homeops-health",
    options: {},
  },
] as const;

/** The first evening with HomeOps inside Home Assistant. */
export const first = {
  title: "Last night",
  question: "What happened last night?",
  connected: "Connected to Home Assistant",
  reading: "HomeOps reads the past that Home Assistant has; what it tells grows meanwhile.",
  looking: "Looking…",
  nothingYet: "Nothing is known of last night yet.",
  offer: "Cards, entities and voice in Home Assistant come with the integration.",
  how: "How to add it",
  later: "Not now",
  marketplace: [
    "Open the Marketplace in the sidebar of Home Assistant. It asks for a GitHub account, and for you to accept its warning about custom integrations.",
    "Add the repository of HomeOps there, and install HomeOps.",
    "HomeOps then shows up under Discovered in Devices & services: add it.",
  ],
  byHand: [
    "Unpack homeops.zip of the latest release of HomeOps into custom_components/homeops in the configuration folder of Home Assistant, and restart Home Assistant.",
    "HomeOps then shows up under Discovered in Devices & services: add it.",
  ],
  openMarketplace: "Open the Marketplace",
  open: "Open Devices & services",
  restartHelp:
    "Where Home Assistant asks for a restart, it may wait for the night: lights and heating stand still for about a minute.",
  restart: "Restart Home Assistant at 04:00",
  restartsAt: (at: string) => `Home Assistant restarts ${at}.`,
  noRestart: "Do not restart",
  notRestarted: (why: string) => `It was not restarted: ${why}`,
};

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
    "Copy the folder custom_components/homeops of HomeOps into the configuration folder of Home Assistant, and restart Home Assistant.",
    "HomeOps then shows up under Discovered in Devices & services: add it.",
  ],
  openMarketplace: "Open the Marketplace",
  open: "Open Devices & services",
};

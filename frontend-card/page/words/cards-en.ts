export const cardsEn = {
  kinds: {
    ask: {
      name: "HomeOps: ask what happened",
      about: "Ask the memory of your home, and see what the answer rests on.",
    },
    memory: {
      name: "HomeOps: what happened",
      about: "What happens in your home as it happens, searched, filtered and explained.",
    },
    chart: {
      name: "HomeOps: chart",
      about: "How things were over hours or years, with what happened to them, and what nobody recorded.",
    },
    health: {
      name: "HomeOps: health",
      about: "What needs attention in the home: devices, batteries, integrations and automations.",
    },
    alerts: {
      name: "HomeOps: alerts",
      about: "What somebody has to know now, who was told of it, and who has it.",
    },
    devices: {
      name: "HomeOps: devices",
      about: "Every device: what is wrong with it, its battery and until when, its link, and when it last reported.",
    },
    status: {
      name: "HomeOps: how the memory is",
      about: "The connection, the import, the database and the backup of HomeOps itself.",
    },
  },
  alerts: "Alerts",
  more: { me: "What it knows about me", pause: "Pause", forget: "Forget", paused: "Paused", back: "Back" },
  away: "HomeOps does not answer. Check that its app or server is running, then try again.",
  notLoaded:
    "HomeOps is not connected to Home Assistant. Look at it under Settings, Devices & services, or add it there.",
  unknownHome: "This home is no longer in Home Assistant. Edit the card and choose another one.",
  another: "HomeOps has been updated since this dashboard was opened. Load it again.",
  reload: "Load again",
  options: {
    title: "Title",
    home: "Home",
    entities: "Entities",
    entity: "Entity",
    areas: "Areas",
    hours: "Hours",
    area: "Area",
    week: "The letter of the week beneath it",
    attention: "Only what needs attention",
  },
  help: {
    home: "Only needed where HomeOps remembers several homes.",
    entity: "Leave it empty to see what happens in the whole home.",
    hours: "From one hour to a year, which is 8784 hours.",
  },
};

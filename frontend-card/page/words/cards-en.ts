export const cardsEn = {
  ask: { name: "HomeOps: ask what happened", about: "Ask the memory of your home, and see what the answer rests on." },
  memory: {
    name: "HomeOps: what happened",
    about: "What happens in your home as it happens, searched, filtered and explained.",
  },
  more: { me: "What it knows about me", pause: "Pause", forget: "Forget", paused: "Paused", back: "Back" },
  away: "HomeOps does not answer. Check that its app or server is running, then try again.",
  notLoaded:
    "HomeOps is not connected to Home Assistant. Look at it under Settings, Devices & services, or add it there.",
  unknownHome: "This home is no longer in Home Assistant. Edit the card and choose another one.",
  title: "Title",
  home: "Home",
  homeHelp: "Only needed where HomeOps remembers several homes.",
};

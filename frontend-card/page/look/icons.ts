import { html } from "lit";

/** Our own strokes in a box of 24, so that the page needs neither a font nor a download. */
const STROKES = {
  light: "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.6.5.9 1.2.9 2v.2h5.4v-.2c0-.8.3-1.5.9-2A6 6 0 0 0 12 3z",
  plug: "M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4",
  motion:
    "M12 12h.01M8.5 15.5a5 5 0 0 1 0-7M15.5 8.5a5 5 0 0 1 0 7M5.6 18.4a9 9 0 0 1 0-12.8M18.4 5.6a9 9 0 0 1 0 12.8",
  door: "M7 21V4a1 1 0 0 1 1-1h8a1 1 0 0 1 1 1v17M4 21h16M14 12h.01",
  gauge: "M4 17a8.5 8.5 0 1 1 16 0M12 16l4-5",
  temperature: "M10 13.5V5a2 2 0 1 1 4 0v8.5a4 4 0 1 1-4 0zM12 9v8",
  battery: "M5 8h12v8H5zM20 11v2",
  power: "M13 3 6 13.5h5.5L11 21l7-10.5h-5.5z",
  drop: "M12 3.5s6 6.3 6 10.7a6 6 0 0 1-12 0C6 9.8 12 3.5 12 3.5z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  people:
    "M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5a6.5 6.5 0 0 1 13 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 13.8a6.5 6.5 0 0 1 3.5 5.7",
  automation: "M7 9h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM12 9V5.5M9.5 13v1.5M14.5 13v1.5",
  script: "M7 4h10v16H7zM10 8h4M10 12h4M10 16h2",
  climate: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 12l3-4",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  cover: "M4 4h16M6 4v12h12V4M6 8h12M6 12h12M12 16v4",
  play: "M8 5v14l11-7z",
  button: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 12h.01",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  contrast: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v18M12 7h6M12 12h9M12 17h6",
  action: "M4 12h14M13 7l5 5-5 5",
  happening: "M12 4v4M12 16v4M4 12h4M16 12h4",
  home: "M4 11l8-7 8 7M6 9.5V20h12V9.5",
  device: "M5 6h14v10H5zM9 20h6M12 16v4",
  puzzle: "M4 9h4V7.5a2 2 0 1 1 4 0V9h4v4h1.5a2 2 0 1 1 0 4H16v3H4z",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  question: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18h.01",
  close: "M6 6l12 12M18 6 6 18",
  back: "M15 5l-7 7 7 7",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  check: "M5 12.5l4.5 4.5L19 7",
  warn: "M12 4 2.5 20h19zM12 10v4.5M12 17.3h.01",
  narrow: "M4 7h16M7 12h10M10 17h4",
  pause: "M9 5v14M15 5v14",
  box: "M4 8h16v12H4zM3 4h18v4H3zM10 12h4",
  save: "M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6",
  leave: "M10 4H5v16h5M15 8l4 4-4 4M19 12H9",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  bell: "M6 17v-6a6 6 0 1 1 12 0v6l1.5 1.5h-15zM10 21.5h4",
  pulse: "M3 12h4l3-7 4 14 3-7h4",
  today: "M5 6h14v14H5zM5 10h14M9 3.5V7M15 3.5V7M12 15h.01",
  keys: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h2M7 14h10",
  chart: "M4 4v16h16M7 15l4-5 3 3 5-6",
  more: "M6 12.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1zM12 12.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1zM18 12.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1z",
} as const;

export type IconName = keyof typeof STROKES;

/** What points to where one reads from, or on to. */
const TURNING: readonly string[] = ["back", "leave", "action"];

/** Decoration: what it says must stand beside it in words. */
export const icon = (name: IconName) => html`
  <svg class="icon" ?data-turns=${TURNING.includes(name)} viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${STROKES[name]}></path></svg>`;

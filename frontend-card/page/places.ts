import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { IconName } from "./look/icons.ts";
import type { places as words } from "./words/words.ts";

export type PlaceName = keyof typeof words.titles;

/** A part of the page with an address of its own, loaded when somebody goes there. */
export type Place = {
  readonly name: PlaceName;
  readonly icon: IconName;
  /** Shows it; is given `wire`, `home`, `status`, `lost` and what the address `asked`, as far as it wants them. */
  readonly element: string;
  load(): Promise<unknown>;
  /** Guests go to these alone. */
  readonly isForGuests?: boolean;
  /** Where not everybody may. */
  isFor?(status: SystemStatus): boolean;
};

const whoMayChange = ({ you }: SystemStatus): boolean => you.may_change;

/** All of them, in the order in which they are offered; their titles are in `words/places-*.ts`. */
const all: readonly Place[] = [
  { name: "today", icon: "today", element: "homeops-today", load: () => import("./places/today.ts") },
  { name: "health", icon: "pulse", element: "homeops-health-place", load: () => import("./places/health.ts") },
  { name: "alerts", icon: "bell", element: "homeops-alerts-place", load: () => import("./places/alerts.ts") },
  {
    ...{ name: "charts", icon: "chart", element: "homeops-chart-place", isForGuests: true },
    load: () => import("./places/charts.ts"),
  },
  { name: "homes", icon: "home", element: "homeops-homes", load: () => import("./places/homes.ts") },
  { name: "kept", icon: "box", element: "homeops-kept", load: () => import("./kept/kept.ts"), isFor: whoMayChange },
  {
    ...{ name: "about-me", icon: "person", element: "homeops-about-me", isForGuests: true },
    load: () => import("./about-me/about-me.ts"),
  },
  {
    ...{ name: "people", icon: "people", element: "homeops-people", isForGuests: true },
    load: () => import("./places/people.ts"),
  },
  {
    ...{ name: "safekeeping", icon: "save", element: "homeops-safekeeping" },
    ...{ load: () => import("./safekeeping/safekeeping.ts"), isFor: whoMayChange },
  },
];

/** Until a home is connected. */
const welcome: Place = {
  name: "welcome",
  icon: "home",
  element: "homeops-welcome",
  load: () => import("./places/welcome.ts"),
};

export const placesFor = (status: SystemStatus): readonly Place[] =>
  status.connections.length === 0
    ? [welcome]
    : all.filter(({ isFor, isForGuests }) => (isForGuests || !status.you.is_guest) && (isFor?.(status) ?? true));

/** The first one where there is none of that name, or not for whoever looks. */
export const placeNamed = (name: string, among: readonly Place[] = all): Place | undefined =>
  among.find((one) => one.name === name) ?? among[0];

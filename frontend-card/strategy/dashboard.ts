import type { dashboardEn } from "../page/words/dashboard-en.ts";
import type { Home } from "./homes.ts";
import { homesOf } from "./homes.ts";
import { type Charted, measuredIn } from "./measured.ts";
import { placesOf } from "./places.ts";
import type { Registries, Section, View } from "./registries.ts";

type Words = typeof dashboardEn;
type About = { home: Home | undefined; registries: Registries; words: Words };

const HOURS = 24;
const WHOLE = { columns: "full" } as const;

/** A whole dashboard: today, each floor or area, and what is measured; one such set for each home where there are several. */
export function dashboardOf(registries: Registries, words: Words): { views: View[] } {
  const homes = homesOf(registries);
  const several: (Home | undefined)[] = homes.length > 1 ? homes : [undefined];
  return { views: several.flatMap((home, place) => numbered(viewsOf({ home, registries, words }), home, place)) };
}

const viewsOf = (about: About): View[] => [
  todayView(about),
  healthView(about),
  ...placeViews(about),
  ...chartViews(about),
];

/** Paths differ between homes, titles too. */
function numbered(views: View[], home: Home | undefined, place: number): View[] {
  if (!home) return views;
  return views.map((view, first) => ({
    ...view,
    path: `home-${place + 1}-${view.path}`,
    title: first === 0 ? home.name : `${home.name}: ${view.title}`,
  }));
}

const view = (named: Pick<View, "title" | "path" | "icon">, sections: Section[]): View => ({
  ...named,
  type: "sections",
  max_columns: 2,
  sections,
});

const ofHome = (home: Home | undefined) => (home ? { home: home.entry } : {});
const grid = (...cards: object[]): Section => ({ type: "grid", cards });
const heading = (text: string, icon?: string | null) => ({ type: "heading", heading: text, ...(icon && { icon }) });

function todayView({ home, words }: About): View {
  const mine = ofHome(home);
  const asking = grid(
    { type: "custom:homeops-ask-card", ...mine, grid_options: WHOLE },
    { type: "custom:homeops-health-card", ...mine, grid_options: WHOLE },
    { type: "custom:homeops-status-card", ...mine, grid_options: WHOLE },
  );
  const told = grid({ type: "custom:homeops-memory-card", ...mine, grid_options: { ...WHOLE, rows: 10 } });
  return {
    ...view({ title: words.today, path: "today", icon: "mdi:history" }, [asking, told]),
    badges: [{ type: "custom:homeops-badge", ...mine }],
  };
}

function healthView({ home, words }: About): View {
  const card = (kind: string, rows?: number) =>
    grid({ type: `custom:homeops-${kind}-card`, ...ofHome(home), grid_options: { ...WHOLE, ...(rows && { rows }) } });
  const sections = [card("alerts"), card("health"), card("devices", 10)].map((section) => ({
    ...section,
    column_span: 2,
  }));
  return view({ title: words.health, path: "health", icon: "mdi:heart-pulse" }, sections);
}

const placeViews = ({ home, registries, words }: About): View[] =>
  placesOf(registries, words.elsewhere).map(({ path, title, icon, areas }) =>
    view(
      { title, path, icon },
      areas.map((area) =>
        grid(
          ...(areas.length > 1 ? [heading(area.name, area.icon)] : []),
          {
            type: "custom:homeops-memory-card",
            ...ofHome(home),
            title: area.name,
            areas: [area.area_id],
            grid_options: { ...WHOLE, rows: areas.length > 1 ? 6 : 10 },
          },
          ...(areas.length > 1 ? [] : charts(measuredIn(registries, area.area_id), home, words)),
        ),
      ),
    ),
  );

function chartViews({ home, registries, words }: About): View[] {
  const measured = measuredIn(registries);
  if (measured.length === 0) return [];
  const sections = charts(measured, home, words).map((card) => grid(card));
  return [view({ title: words.measured, path: "measured", icon: "mdi:chart-line" }, sections)];
}

const charts = (measured: Charted[], home: Home | undefined, words: Words) =>
  measured.map(({ kind, entities }) => ({
    type: "custom:homeops-chart-card",
    ...ofHome(home),
    title: words.kinds[kind],
    entities,
    hours: HOURS,
    grid_options: WHOLE,
  }));

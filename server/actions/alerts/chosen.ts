import type { Level } from "./contract.ts";
import type { Matter, Person, Situation, Way } from "./situation.ts";

/** Somebody, and the ways: all of them at once, or one after the other until one has taken it. */
export interface Chosen {
  readonly person: string | null;
  readonly ways: readonly number[];
  readonly isEach: boolean;
}

type About = Pick<Matter, "finding" | "isDanger" | "mentions">;

/** Whom a level tells and how; whoever has no way is not among them. */
export function chosenBy(level: Level, about: About, { people, ways }: Situation): Chosen[] {
  const told = peopleOf(level, people, about).filter((person) => isFor(person, about));
  const { how } = level;
  const household = ways.filter(({ person }) => person === null).map(({ id }) => id);
  const shared = how === "own" ? [] : how === "all" ? household : household.filter((id) => how.includes(id));
  const each = told.map((person): Chosen => {
    const theirs = waysOf(person, ways);
    if (how === "own") return { person: person.id, ways: theirs, isEach: false };
    const meant = how === "all" ? theirs : theirs.filter((id) => how.includes(id));
    return { person: person.id, ways: meant.filter((id) => !shared.includes(id)), isEach: true }; // what all read is said once
  });
  return [...each, { person: null, ways: shared, isEach: true }].filter((one) => one.ways.length > 0);
}

/** Whoever a level is meant for, also who has no way yet. */
export const meantBy = (level: Level, about: About, { people }: Situation): readonly Person[] =>
  peopleOf(level, people, about).filter((person) => isFor(person, about));

function peopleOf({ who }: Level, people: readonly Person[], { isDanger }: About): readonly Person[] {
  const admins = people.filter(({ isAdmin }) => isAdmin);
  if (who === "admins") return admins;
  if (who === "everyone") return isDanger ? people : people.filter(({ isGuest }) => !isGuest);
  if (who !== "home" && who !== "away") return people.filter(({ id }) => who.includes(id));
  const there = people.filter(({ isHome }) => isHome === null || isHome === (who === "home"));
  return there.some(({ isHome }) => isHome !== null) ? there : [...new Set([...there, ...admins])];
}

/** A message tells nobody what the page would not; that there is a danger everybody is told, where only who may see it. */
function isFor({ sees, hidden }: Person, { finding, isDanger, mentions }: About): boolean {
  if (finding !== null) return sees.has(finding);
  return isDanger || !mentions.some((id) => hidden.has(id));
}

/** In the person's order; without one, their own as they were added; of who has none, what the household reads. */
function waysOf({ id, wishes }: Person, ways: readonly Way[]): number[] {
  const theirs = ways.filter(({ person }) => person === id);
  const shared = ways.filter(({ person, isInPlace }) => person === null && isInPlace);
  if (wishes.channels.length === 0) return (theirs.length > 0 ? theirs : shared).map((way) => way.id);
  const reachable = new Set(ways.filter(({ person }) => person === id || person === null).map((way) => way.id));
  return wishes.channels.filter((channel) => reachable.has(channel));
}

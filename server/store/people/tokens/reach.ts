import type { Command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import type { Scope } from "./contract.ts";

/** What a made token may be used for, within what its person may. */
export interface Reach {
  readonly scopes: readonly Scope[];
  /** null: all rooms. */
  readonly rooms: readonly string[] | null;
  /** null: all homes of its person. */
  readonly homes: readonly number[] | null;
}

type Asked = Pick<Command, "name" | "access" | "scope" | "isBeyondTokens">;

/** @throws Refusal `beyond_token` */
export function refuseBeyond({ name, access = "read", scope, isBeyondTokens }: Asked, reach: Reach | undefined): void {
  if (!reach) return;
  if (isBeyondTokens) throw beyond("A token that somebody made may not do this; sign in on the page and do it there");
  if (!reach.scopes.includes(access)) throw withoutScope(access);
  const [room = ""] = name.split("/");
  if (reach.rooms && !reach.rooms.includes(room))
    throw beyond(
      `This token is for ${reach.rooms.join(", ")} only; make one with tokens/create that reaches \`${room}\``,
    );
  if (reach.homes && scope === "server")
    throw beyond("This token is for single homes, and this is about the server; make one that is for all your homes");
}

/** The home that is meant where none is named: of a token for one home, that one. @throws Refusal `beyond_token` */
export function homeWithin(home: number | undefined, reach: Reach | undefined): number | undefined {
  if (!reach?.homes) return home;
  const [first, second] = reach.homes;
  const meant = home ?? (second === undefined ? first : undefined);
  if (meant === undefined || reach.homes.includes(meant)) return meant;
  throw beyond(`This token does not reach home ${meant}; name one of ${reach.homes.join(", ")}`);
}

/** Of the routes that are no commands. @throws Refusal `beyond_token` */
export function refuseBeyondServer(scope: Scope, reach: Reach | undefined): void {
  if (reach && !reach.scopes.includes(scope)) throw withoutScope(scope);
  if (reach?.rooms || reach?.homes)
    throw beyond("This token is for single rooms or homes, and this is about the server; make one that is for all");
}

const withoutScope = (scope: Scope) =>
  beyond(`This token lacks the scope \`${scope}\`; make one that has it with tokens/create`);

const beyond = (message: string) => new Refusal("beyond_token", message, { status: 403 });

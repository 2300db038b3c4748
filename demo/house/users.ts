import type { Scenario } from "../scenario.ts";
import { hexId } from "./registry.ts";

export interface User {
  readonly id: string;
  readonly name: string;
  readonly isAdmin: boolean;
  readonly isOwner: boolean;
  /** Made by Home Assistant for a program, as it makes one for the Supervisor. */
  readonly isSystem: boolean;
}

/** Whose token the demo hands out: a program with an administrator's rights, and none of the household. */
export const programUserId = hexId("user homeops");

/** Keyed by id. The first administrator of the household owns the home. */
export function homeUsers({ people }: Scenario): Map<string, User> {
  const owner = people.find(({ admin }) => admin)?.id;
  const program = { id: programUserId, name: "HomeOps", isAdmin: true, isOwner: false, isSystem: true };
  const household = people.map(({ id, name, admin }) => ({
    id,
    name,
    isAdmin: admin,
    isOwner: id === owner,
    isSystem: false,
  }));
  return new Map([...household, program].map((user) => [user.id, user]));
}

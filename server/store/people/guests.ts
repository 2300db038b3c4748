import type { Queries } from "#db/database.ts";
import { command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { Done, GuestRooms, RoleChange } from "./contract.ts";
import { areasThere, roleOf, writeGuestAreas, writeRole } from "./guest-queries.ts";

export const guestRooms = command({
  name: "people/guest-rooms",
  summary: "Chooses the rooms that a guest sees, all of them anew; with none they see the home's name alone",
  access: "write",
  isBeyondTokens: true,
  input: GuestRooms,
  output: Done,
  run: ({ person, areas }, { world, home }) =>
    world.db.for("asked").transaction(async (tx) => {
      await refuseNoGuest(tx, home, person);
      await refuseUnknownAreas(tx, home, areas);
      await writeGuestAreas(tx, { home, person }, areas);
      return { done: true };
    }),
});

export const changeRole = command({
  name: "people/role",
  summary: "Makes somebody of the home an admin, a member or a guest; who owns it stays its owner",
  access: "write",
  isBeyondTokens: true,
  input: RoleChange,
  output: Done,
  run: ({ person, role }, { world, home }) =>
    world.db.for("asked").transaction(async (tx) => {
      if ((await writeRole(tx, { home, person, role })) > 0) return { done: true };
      throw new Refusal(
        "unknown_person",
        "Nobody but an owner goes by that here, and an owner stays one; see people/list",
        {
          status: 404,
        },
      );
    }),
});

async function refuseNoGuest(tx: Queries, home: number, person: string): Promise<void> {
  const member = await roleOf(tx, { home, person });
  if (member?.role === "guest") return;
  throw new Refusal("no_guest", "Rooms are chosen for guests; people/role makes somebody one", { status: 409 });
}

/** @throws Refusal `unknown_area` */
export async function refuseUnknownAreas(tx: Queries, home: number, areas: readonly string[]): Promise<void> {
  const there = new Set((await areasThere(tx, home, areas)).map(({ id }) => id));
  const missing = areas.find((area) => !there.has(area));
  if (missing !== undefined)
    throw new Refusal("unknown_area", `There is no area ${missing} in this home; house/search finds those there are`, {
      status: 404,
    });
}

import type { Transactions } from "#db/database.ts";
import { accountOf, insertAccount } from "./account-queries.ts";
import { personNamed, selfOf, writeSelf } from "./household-queries.ts";
import { addMember, addPerson } from "./people.ts";

export type HomeAssistantUser = { home: number; user: string };

/** Who a user of Home Assistant is here: a member of the home from the first time on. */
export const accountFor = (db: Transactions, { name, ...who }: HomeAssistantUser & { name: string }): Promise<string> =>
  db.transaction(async (tx) => {
    const known = await accountOf(tx, who);
    if (known) return known.person;
    const person = await addPerson(tx, name);
    await addMember(tx, { home: who.home, person, role: "member" });
    await insertAccount(tx, { ...who, person });
    return person;
  });

/** Says which person of the home the account is, unless that was said before. */
export const introduce = (db: Transactions, it: { home: number; person: string; entityId: string }): Promise<void> =>
  db.transaction(async (tx) => {
    if (await selfOf(tx, it.home, it.person)) return;
    const entity = await personNamed(tx, it.home, it.entityId);
    if (entity) await writeSelf(tx, { ...it, id: entity.id });
  });

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { READER } from "#db/reader.ts";
import { type Call, command } from "#server/command.ts";
import { databaseKind } from "#server/open-database.ts";
import { ownCertificate } from "#server/own-server.ts";
import { Refusal } from "#server/refusal.ts";
import { ownerOf } from "#server/store/people/household-queries.ts";
import { NoWish, SqlLogin } from "./contract.ts";
import { actAsReader, admitReader, endReaders, hasReader, makeReader, portOf } from "./queries.ts";
import { scramVerifier } from "./scram.ts";

export const login = command({
  name: "sql/login",
  summary:
    "Makes the login by which Grafana or a notebook reads the memory by SQL, as the person who asks; one that was made before ends",
  access: "write",
  input: NoWish,
  output: SqlLogin,
  async run(_, call) {
    const { db, options } = call.world;
    if (databaseKind(options) !== "own") throw elsewhere();
    const place = await portOf(db.for("asked"));
    if (!place) throw off();
    const person = await personIn(call);
    const password = randomBytes(24).toString("base64url");
    await db.owner.transaction(async (tx) => {
      if (!(await hasReader(tx))) await makeReader(tx);
      await admitReader(tx, { person, verifier: scramVerifier(password) });
      await actAsReader(tx);
      await endReaders(tx);
    });
    const certificate = readFileSync(options.tls?.certificate ?? ownCertificate(options.dataFolder), "utf8");
    return { login: READER, password, ...place, certificate };
  },
});

/** What a person may not see, an administrator does not see by SQL either: the login is the asker's own. */
async function personIn({ world, home, asker }: Call): Promise<string> {
  const person = asker.kind === "person" ? asker.personId : (await ownerOf(world.db.for("asked"), home))?.person;
  if (person !== undefined) return person;
  const message = "Nobody in particular asks; people/list says who belongs to this home";
  throw new Refusal("unknown_person", message, { status: 409 });
}

const off = () =>
  new Refusal(
    "sql_port_off",
    "Set HOMEOPS_SQL_PORT (in the app: the option sql_port), start HomeOps again, and ask once more",
    {
      status: 409,
    },
  );

const elsewhere = () =>
  new Refusal(
    "not_own_database",
    "HomeOps does not run this database. Its administrator makes the login there; docs/sql.md has the two statements that do it",
    { status: 409 },
  );

import { expect, it } from "vitest";
import { accountForPostgres } from "./account.ts";

const PASSWD =
  "root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104::/var/lib/postgresql:/bin/sh\nanna:x:1000:1000::/home/anna:/bin/sh\n";
const HOMEOPS = "homeops:x:900:901::/nonexistent:/usr/sbin/nologin\n";

it.each([
  ["root lends the account of the distribution", 0, PASSWD, "postgres"],
  ["root lends our own rather than that", 0, PASSWD + HOMEOPS, "homeops"],
  ["anybody else runs it as themselves", 1000, PASSWD + HOMEOPS, "anna"],
])("%s", (_, uid, passwd, name) => {
  expect(accountForPostgres(uid, passwd)).toMatchObject({ name });
});

it.each([
  ["root without such an account", 0, "useradd --system homeops"],
  ["a number without a name", 4242, "user 4242 has none"],
])("refuses %s", (_, uid, advice) => {
  const asked = () => accountForPostgres(uid, "root:x:0:0:root:/root:/bin/sh\n");
  expect(asked).toThrow(expect.objectContaining({ code: "no_account", message: expect.stringContaining(advice) }));
});

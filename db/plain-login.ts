import pg from "pg";

/** For tests: as on a managed PostgreSQL: a login that owns its database and may make roles, and nothing more. */
export async function plainLogin(url: string): Promise<string> {
  const name = `login_${crypto.randomUUID().slice(0, 8)}`;
  await openedBy(url, async (admin) => {
    await admin.query(`create role ${name} login createrole nosuperuser password 'plain'`);
    await admin.query(`do $$ begin
      if exists (select from pg_roles where rolname = 'homeops_server') then grant homeops_server, homeops_person to ${name} with admin option; end if; end $$`);
    await admin.query(`alter database ${new URL(url).pathname.slice(1)} owner to ${name}`);
    await admin.query(`grant all on schema public to ${name}`);
  });
  const own = new URL(url);
  own.username = name;
  own.password = "plain";
  return own.href;
}

export async function openedBy(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await work(client).finally(() => client.end());
}

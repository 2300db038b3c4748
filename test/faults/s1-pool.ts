import pg from "pg";
import type { Engine } from "#db/database.ts";

/** A PostgreSQL by so few connections that everybody's requests follow each other on the same ones. */
export function pooledEngine(connectionString: string, max: number): Engine {
  const pool = new pg.Pool({ connectionString, max });
  return {
    name: "postgresql",
    cancels: true,
    async connect() {
      const client = await pool.connect();
      return {
        async query(text, values) {
          const result = await client.query(text, values);
          const { rows, rowCount } = Array.isArray(result) ? result.at(-1) : result;
          return { rows, count: rowCount ?? 0 };
        },
        release: (isBroken) => client.release(isBroken),
      };
    },
    listen: () => Promise.reject(new Error("Nobody listens here")),
    silence: async () => undefined,
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

import type { Engine } from "#db/database.ts";

const TIMES = 7;
/** Milliseconds; what takes longer is explained once. */
const LONG = 1_000;
const READS = /^\s*(\(?\s*select|with)\b/i;

/**
 * How long the database itself is at a question: planning and execution of each of its statements, the best of some. A clock tells more of what else
 * the machine does than of that.
 */
export function databaseTime() {
  let spent: number | undefined; // undefined: nobody asks
  const through = (engine: Engine): Engine => ({
    ...engine,
    async connect(kind) {
      const session = await engine.connect(kind);
      return {
        ...session,
        async query(text, values) {
          if (spent !== undefined && READS.test(text))
            spent += await best(() => session.query(explained(text), values));
          return session.query(text, values);
        },
      };
    },
  });
  async function of(ask: () => Promise<unknown>): Promise<number> {
    spent = 0;
    await ask();
    const ms = spent;
    spent = undefined;
    return Math.round(ms * 10) / 10;
  }
  return { through, of };
}

const explained = (text: string): string => `explain (analyze, timing off) ${text}`;

async function best(explain: () => Promise<{ rows: unknown[] }>): Promise<number> {
  let least = Infinity;
  for (let i = 0; i < TIMES && (i === 0 || least < LONG); i++) {
    const plan = JSON.stringify((await explain()).rows);
    const [planning = 0, execution = 0] = [...plan.matchAll(/(?:Planning|Execution) Time: ([\d.]+) ms/g)].map(
      ([, ms]) => Number(ms),
    );
    least = Math.min(least, planning + execution);
  }
  return least;
}

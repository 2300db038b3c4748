import { capabilities } from "#server/capabilities.ts";
import type { Call } from "#server/command.ts";
import type { BenchDatabase } from "./bench-database.ts";

/** A command, ready to be asked as the owner of the home. */
export function ownerAsks({ db, world, where }: BenchDatabase) {
  const call: Call = {
    world,
    db,
    asker: { kind: "owner" },
    home: where.home,
    requestId: "bench",
    from: {},
    mayChange: async () => true,
  };
  return (name: string, input: object) => async () => {
    const command = capabilities.flatMap(({ commands = [] }) => commands).find((one) => one.name === name);
    if (!command) throw new Error(`There is no command ${name}`);
    return command.run(command.input.parse(input), call);
  };
}

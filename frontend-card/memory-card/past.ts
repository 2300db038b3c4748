import type { ConnectionShown } from "#server/intake/contract.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { ANY_HOME } from "../cards/card.ts";
import { Refused, type Wire } from "../data/wire.ts";

type Hear = (past: ConnectionShown["import"] | undefined) => void;

/** Tells how far the past of the card's home is read, until it is ended. Which of several homes that is, the integration knows. */
export function followPast(wire: Wire, hear: Hear): () => void {
  let asked: Promise<number | undefined> | undefined;
  let isEnded = false;
  const look = async (statuses: SystemStatus[]) => {
    const connections = statuses.at(-1)?.connections ?? [];
    const [only, another] = connections;
    if (!another) return hear(only?.import);
    asked ??= homeMeant(wire);
    const home = await asked;
    if (home === undefined) asked = undefined;
    if (!isEnded) hear(connections.find((one) => one.home === home)?.import);
  };
  const unfollow = wire.follow("system/status", {}, { snapshot: look, delta: look });
  return () => {
    isEnded = true;
    unfollow();
  };
}

/** Undefined where nobody answers just now. */
const homeMeant = (wire: Wire): Promise<number | undefined> =>
  wire.ask("integration/state", { home: ANY_HOME }).then(
    ({ home }) => home,
    (error) => {
      if (error instanceof Refused) return undefined;
      throw error;
    },
  );

import type { Commands } from "../../data/commands.ts";
import type { KeptChannel } from "./channel-fields.ts";

export type Offer = Commands["alerts/channels"]["output"]["offered"][number];

/** What the home offers and is not kept yet, by kind. MQTT is entered by hand, for its topic. */
export function openOffers(offered: readonly Offer[], kept: readonly KeptChannel[]): [Offer["kind"], Offer[]][] {
  const open = offered.filter((offer) => offer.kind !== "mqtt" && !kept.some((one) => isOf(one, offer)));
  return [...Map.groupBy(open, ({ kind }) => kind)];
}

/** A channel that is kept has more in it than was offered. */
const isOf = ({ kind, target }: KeptChannel, offer: Offer): boolean =>
  kind === offer.kind &&
  Object.entries(offer.target).every(([name, value]) => JSON.stringify(target[name]) === JSON.stringify(value));

import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

/**
 * Who is at the other end of a connection, as far as that can be told: never what a header claims. Of IPv6 it is the network, of
 * which one subscriber has all addresses.
 */
export function peerOf({ socket }: Pick<IncomingMessage, "socket">): string {
  const address = (socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return isIPv6(address) ? networkOf(address) : address;
}

function networkOf(address: string): string {
  const [head = "", tail] = address.split("::");
  const [front, back] = [head, tail ?? ""].map((part) => part.split(":").filter(Boolean));
  const missing = tail === undefined ? 0 : 8 - (front?.length ?? 0) - (back?.length ?? 0);
  const groups = [...(front ?? []), ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...(back ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

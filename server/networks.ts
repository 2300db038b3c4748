import { BlockList, isIP } from "node:net";

const BITS: Record<number, number> = { 4: 32, 6: 128 };

/** Whether a text is an address or a network, as in `192.0.2.7`, `192.0.2.0/24` or `fd00::/8`. */
export function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const most = BITS[isIP(address)];
  return most !== undefined && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && +bits <= most));
}

/** Tells whether a peer is in one of these. Listening on IPv6, Node names an IPv4 address as one mapped into it. */
export function within(networks: readonly string[]): (peer: string | undefined) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    list.addSubnet(address, Number(bits ?? BITS[isIP(address)]), family);
  }
  return (peer = "") => {
    const address = peer.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
    return isIP(address) > 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  };
}

export const LOOPBACK = ["127.0.0.0/8", "::1"];

export const isLoopback = within(LOOPBACK);

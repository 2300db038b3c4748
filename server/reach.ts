import { BlockList, isIPv6 } from "node:net";

/** Where an address may lead: to the internet only, also into the home's own network, or also into the Supervisor's. */
export type Reach = "public" | "home" | "supervisor";

/** Clouds hand out credentials at these; the rest is no address of one machine. */
const never = subnets(
  ["0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"],
  ["100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32"],
  ["::/128", "fe80::/10", "fec0::/10", "ff00::/8", "fd00:ec2::254/128", "fd20:ce::254/128"],
  // Teredo hides its target; the local NAT64 prefix may embed one anywhere (RFC 8215).
  ["2001::/32", "64:ff9b:1::/48"],
);
const atHome = subnets(
  ["10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"],
  ["192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ["::1/128", "fc00::/7", "2001:db8::/32"],
);
const atSupervisor = subnets(["172.30.32.0/23"]);

export function mayReach(ip: string, reach: Reach): boolean {
  const plain = ip.split("%", 1)[0] ?? ip; // a resolver may answer fe80::1%eth0
  const embedded = isIPv6(plain) ? embeddedIpv4(plain) : undefined;
  return [plain, ...(embedded ? [embedded] : [])].every((each) => admits(each, reach));
}

function admits(ip: string, reach: Reach): boolean {
  if (isIn(never, ip)) return false;
  if (isIn(atSupervisor, ip)) return reach === "supervisor";
  return reach !== "public" || !isIn(atHome, ip);
}

const isIn = (list: BlockList, ip: string): boolean => list.check(ip, isIPv6(ip) ? "ipv6" : "ipv4");

/** The IPv4 address that a mapped, translated, NAT64, 6to4 or ISATAP address stands for. */
function embeddedIpv4(ip: string): string | undefined {
  const groups = groupsOf(ip);
  const prefix = groups
    .slice(0, 6)
    .map((group) => group.toString(16))
    .join(":");
  if (prefix === "0:0:0:0:0:0") return ip === "::1" ? undefined : ipv4At(groups, 6);
  const isEmbedding = /^(0:0:0:0:0:ffff|0:0:0:0:ffff:0|64:ff9b:0:0:0:0)$|:(0|200):5efe$/.test(prefix);
  if (isEmbedding) return ipv4At(groups, 6);
  return groups[0] === 0x2002 ? ipv4At(groups, 1) : undefined;
}

function ipv4At(groups: number[], index: number): string {
  const [high = 0, low = 0] = groups.slice(index);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

function groupsOf(ip: string): number[] {
  const [head = "", tail = ""] = new URL(`http://[${ip}]`).hostname.slice(1, -1).split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
}

function subnets(...groups: string[][]): BlockList {
  const list = new BlockList();
  for (const subnet of groups.flat()) {
    const [network = "", bits] = subnet.split("/");
    list.addSubnet(network, Number(bits), isIPv6(network) ? "ipv6" : "ipv4");
  }
  return list;
}

/** Cloud metadata, link-local and the Supervisor's network: nobody's Home Assistant, everybody's secrets. */
const forbiddenIpv4 = [
  "169.254.169.254",
  "169.254.170.2",
  "169.254.0.1",
  "100.100.100.200",
  "168.63.129.16",
  "192.0.0.192",
  "172.30.32.1",
  "172.30.32.2",
  "172.30.33.254",
  "0.0.0.0",
];

const forbiddenIpv6 = [
  "fe80::1",
  "fe80::a9fe:a9fe",
  "febf:ffff::1",
  "fec0::1",
  "fd00:ec2::254",
  "fd00:0ec2:0000:0000:0000:0000:0000:0254",
  "FD00:EC2:0:0::254",
  "fd20:ce::254",
  "ff02::1",
  "::",
  "2001:0:53aa:64c:0:0:5601:5601",
];

type Notation = (bytes: number[]) => string;

const hex = (value: number): string => value.toString(16);
const number = (bytes: number[]): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
const dotted: Notation = (bytes) => bytes.join(".");
const groups: Notation = ([a = 0, b = 0, c = 0, d = 0]) => `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;

/** All that a browser, or a resolver, takes for the same IPv4 address. */
const notations: Notation[] = [
  dotted,
  (bytes) => `${dotted(bytes)}.`,
  (bytes) => String(number(bytes)),
  (bytes) => `0x${hex(number(bytes))}`,
  (bytes) => `0${number(bytes).toString(8)}`,
  (bytes) => bytes.map((byte) => `0x${hex(byte)}`).join("."),
  (bytes) => bytes.map((byte) => `0${byte.toString(8)}`).join("."),
  (bytes) => bytes.map((byte) => `000${byte.toString(8)}`).join("."),
  ([a = 0, ...rest]) => `${a}.${number(rest)}`,
  ([a, b, ...rest]) => `${a}.${b}.${number(rest)}`,
  ([a = 0, ...rest]) => `0x${hex(a)}.${dotted(rest)}`,
  (bytes) => `[::ffff:${dotted(bytes)}]`,
  (bytes) => `[::ffff:${groups(bytes)}]`,
  (bytes) => `[0:0:0:0:0:FFFF:${groups(bytes)}]`,
  (bytes) => `[::${dotted(bytes)}]`,
  (bytes) => `[::ffff:0:${dotted(bytes)}]`,
  (bytes) => `[64:ff9b::${dotted(bytes)}]`,
  (bytes) => `[64:ff9b:1::${dotted(bytes)}]`,
  (bytes) => `[2002:${groups(bytes)}::1]`,
  (bytes) => `[fd12::5efe:${dotted(bytes)}]`,
  (bytes) => `[fd12::200:5efe:${dotted(bytes)}]`,
  (bytes) => `%${[...dotted(bytes)].map((letter) => hex(letter.charCodeAt(0))).join("%")}`,
  (bytes) => dotted(bytes).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
];

const hosts = forbiddenIpv4.flatMap((ip) => notations.map((written) => written(ip.split(".").map(Number))));

export const byNumber = [...hosts, ...forbiddenIpv6.map((ip) => `[${ip}]`)].flatMap((host, index) =>
  index % 2 ? [`http://${host}:8123`] : [`https://${host}/core`],
);

export const byTrick = [
  "http://ha.local@169.254.169.254/",
  "http://ha.local:pw@169.254.169.254/",
  "http:\\\\169.254.169.254\\",
  "http:/169.254.169.254/",
  "http:169.254.169.254",
  "http:///169.254.169.254/",
  "http://169.254.169.254\\@ha.local/",
  "http://169.254.169.254#@ha.local/",
  "http://169.254.169.254?@ha.local/",
  "ht\ntp://169.254.169.254/",
  "http://169.254.169\t.254/",
  "http://169.254.169.254/core?x=http://ha.local",
  " http://169.254.169.254:8123 ",
];

/** By name, what it resolves to. Names with a number answer differently each time they are asked. */
export const names: Record<string, string[]> = {
  "metadata.google.internal": ["169.254.169.254"],
  "instance-data": ["169.254.169.254"],
  supervisor: ["172.30.32.2"],
  "supervisor.": ["172.30.32.2"],
  "supervisor.local.hass.io": ["172.30.32.2"],
  hassio: ["172.30.32.2"],
  homeassistant: ["172.30.32.1"],
  "mapped.evil.example": ["::ffff:169.254.169.254"],
  "nat64.evil.example": ["64:ff9b::a9fe:a9fe"],
  "sixtofour.evil.example": ["2002:a9fe:a9fe::1"],
  "zoned.evil.example": ["fe80::1%eth0"],
  "aws6.evil.example": ["fd00:ec2::254"],
  "many.evil.example": ["169.254.169.254", "fe80::1", "172.30.32.2"],
  "any.evil.example": ["0.0.0.0", "::"],
  "alibaba.evil.example": ["100.100.100.200"],
};

export const byName = Object.keys(names).flatMap((name) => [
  `http://${name}`,
  `https://${name.toUpperCase()}:8123/core`,
]);

export const allowed: [url: string, reaches: string][] = [
  ["http://127.0.0.1:8123", "127.0.0.1"],
  ["http://2130706433:8123", "127.0.0.1"],
  ["http://[::1]:8123", "::1"],
  ["http://192.168.1.5:8123", "192.168.1.5"],
  ["http://10.0.0.2", "10.0.0.2"],
  ["http://172.30.34.1", "172.30.34.1"],
  ["http://100.64.1.1", "100.64.1.1"],
  ["http://[fd12:3456::5]:8123", "fd12:3456::5"],
  ["https://[64:ff9b::808:808]", "64:ff9b::808:808"],
  ["http://homeassistant.local:8123", "192.168.1.5"],
  ["https://ha.example.org", "93.184.216.34"],
];

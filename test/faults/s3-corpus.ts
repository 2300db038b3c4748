/** Marks an address of the corpus wherever it turns up. */
export const CANARY = "canary7f3a";

/** What an address may try to reach: our commands, our files, and what only the Supervisor and Core have. */
const TARGETS = [
  ...["api/system/status", "api/connections/list", "metrics", "api/openapi.json", "api/import/upload/x/0"],
  ...["data/options.json", "data/api.token", "data/integration.token", "package.json", "etc/passwd"],
  ...["core/api/config", "core/websocket", "supervisor/info", "addons/self/info", "discovery", "api/hassio/app"],
];

/** One step up, or a slash, as it may be written so that one reader sees it and another does not. */
const STEPS = [
  ...["../", "..%2f", "..%2F", "%2e%2e/", "%2e%2e%2f", "%252e%252e%252f", "%25252e%25252e%25252f", ".%2e/", "..%252f"],
  ...["..\\", "..%5c", "..%255c", "%2e%2e%5c", "....//", "..;/", "..%3b/", "..%00/", "%00../", "..%0d%0a/", "..%09/"],
  ...[
    "%c0%ae%c0%ae/",
    "%c0%ae%c0%ae%c0%af",
    "%e0%80%ae%e0%80%ae/",
    "..%c0%af",
    "..%c1%9c",
    "%ef%bc%8e%ef%bc%8e/",
    "..%ef%bc%8f",
  ],
];
const ODD = [
  ...[
    "//",
    "///",
    "/./",
    "/%2f",
    "/%2F%2F",
    "/;/",
    "/;x=1/",
    "/%3b/",
    "/%20/",
    "/%09",
    "/%0a",
    "/%0d%0aX-Remote-User-Id:%20x%0d%0a",
  ],
  ...[
    "/%00",
    "/\\",
    "/%5c",
    "/@",
    "/%40127.0.0.1/",
    "/http:/",
    "/http:%2f%2fsupervisor%2f",
    "/?",
    "/%3f",
    "/#",
    "/%23",
    "/*",
    "/~",
  ],
];
const WHOLE = [
  ...[
    "http://supervisor/core/api/",
    "http://172.30.32.2/",
    "http://127.0.0.1/",
    "https://supervisor/",
    "//supervisor/core/api/",
  ],
  ...["/api/hassio_ingress/x/", "/api/hassio/", "/core/api/", "/supervisor/", "/ingress/x/"],
];

/** As they stand in the request line; no two alike. */
export function paths(): string[] {
  const climbing = STEPS.flatMap((step, at) =>
    TARGETS.map((target, turn) => `/${turn % 2 ? "page/" : ""}${step.repeat(1 + ((at + turn) % 4))}${target}`),
  );
  const odd = ODD.flatMap((start, at) =>
    TARGETS.filter((_, turn) => (turn + at) % 2 === 0).map((target) => `${start}${target}`),
  );
  const whole = WHOLE.flatMap((start) => TARGETS.slice(0, 6).map((target) => `${start}${target}`));
  return [...new Set([...climbing, ...odd, ...whole])].map(marked);
}

const marked = (path: string): string => `${path}${/[?#]/.test(path) ? "&" : "?"}${CANARY}`;

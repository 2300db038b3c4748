import { z } from "zod";

/** What the Supervisor takes; source: supervisor/apps/validate.py and options.py. Unlike it, unknown keys are refused here: there they vanish. */
const ELEMENT =
  /^(|bool|email|url|port|device(\(subsystem=[a-z]+\))?|(str|password)(\(\d*,\d*\))?|int(\((-?\d+)?,(-?\d+)?\))?|float(\((-?\d*\.?\d+)?,(-?\d*\.?\d+)?\))?|match\(.*\)|list\(.+\))\??$/;

const Element = z.string().regex(ELEMENT);
type Schema = { [option: string]: string | Schema | (string | Schema)[] };
const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.record(z.string(), z.union([Element, Schema, z.array(z.union([Element, Schema])).length(1)])),
);

const Mapped = z.strictObject({
  type: z.enum(["data", "ssl", "share", "media", "backup", "homeassistant_config"]),
  read_only: z.boolean().default(true),
  path: z.string().optional(),
});

export const Manifest = z.strictObject({
  name: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/),
  slug: z.string().regex(/^[-_.A-Za-z0-9]+$/),
  description: z.string(),
  url: z.url(),
  image: z.string().regex(/^([a-z0-9][a-z0-9.-]*(:\d+)?\/)*[a-z0-9{][a-z0-9._{}-]*$/),
  arch: z.array(z.enum(["aarch64", "amd64"])),
  startup: z.enum(["initialize", "system", "services", "application", "once"]).default("application"),
  boot: z.enum(["auto", "manual", "manual_only"]).default("auto"),
  stage: z.enum(["stable", "experimental", "deprecated"]).default("stable"),
  init: z.boolean().default(true),
  homeassistant: z.string().regex(/^\d{4}\.\d+\.\d+$/),
  homeassistant_api: z.boolean().default(false),
  hassio_api: z.boolean().default(false),
  hassio_role: z.enum(["default", "homeassistant", "backup", "manager", "admin"]).default("default"),
  auth_api: z.boolean().default(false),
  docker_api: z.boolean().default(false),
  full_access: z.boolean().default(false),
  host_network: z.boolean().default(false),
  host_pid: z.boolean().default(false),
  host_uts: z.boolean().default(false),
  kernel_modules: z.boolean().default(false),
  apparmor: z.boolean().default(true),
  privileged: z.array(z.string()).default([]),
  discovery: z.array(z.string()).default([]),
  ingress: z.boolean().default(false),
  ingress_port: z.int().min(0).max(65_535).default(8099),
  ingress_entry: z.string().optional(),
  ingress_stream: z.boolean().default(false),
  panel_icon: z
    .string()
    .regex(/^mdi:[a-z0-9-]+$/)
    .default("mdi:puzzle"),
  panel_title: z.string().optional(),
  panel_admin: z.boolean().default(true),
  ports: z.record(z.string().regex(/^\d+(\/tcp|\/udp)?$/), z.int().min(1).max(65_535).nullable()).optional(),
  map: z.array(Mapped).default([]),
  environment: z.record(z.string(), z.string()).optional(),
  backup: z.enum(["hot", "cold"]).default("hot"),
  backup_pre: z.string().optional(),
  backup_post: z.string().optional(),
  backup_exclude: z.array(z.string()).default([]),
  breaking_versions: z.array(z.string()).default([]),
  timeout: z.int().min(10).max(300).default(10),
  tmpfs: z.boolean().default(false),
  options: z.record(z.string(), z.unknown()).default({}),
  schema: Schema,
});
export type Manifest = z.infer<typeof Manifest>;

const Words = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  get fields() {
    return z.record(z.string(), Words).optional();
  },
});
/** A translation; the integration's and the page's words are elsewhere. */
export const Translation = z.strictObject({
  configuration: z.record(z.string(), Words),
  network: z.record(z.string(), z.string()).optional(),
});
export type Words = z.infer<typeof Words>;

const DANGEROUS = [
  "BPF",
  "CHECKPOINT_RESTORE",
  "DAC_READ_SEARCH",
  "NET_ADMIN",
  "NET_RAW",
  "PERFMON",
  "SYS_ADMIN",
].concat(...["SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO"]);

/** From 1 to 8; source: supervisor/apps/utils.py, rating_security(). No app counts as signed today. */
export function securityRating(app: Manifest, { hasProfile }: { hasProfile: boolean }): number {
  if (app.docker_api || app.full_access) return 1;
  const isDangerous = app.kernel_modules || app.privileged.some((one) => DANGEROUS.includes(one));
  const isShut = !app.host_network && Object.values(app.ports ?? {}).every((port) => port === null);
  const points = [
    app.apparmor ? (hasProfile ? 1 : 0) : -1,
    app.ingress || isShut ? 2 : app.auth_api ? 1 : 0,
    isDangerous ? -1 : 0,
    { manager: -1, admin: -2, default: 0, homeassistant: 0, backup: 0 }[app.hassio_role],
    app.host_network ? -1 : 0,
    app.host_pid ? -2 : 0,
    app.host_uts && app.privileged.includes("SYS_ADMIN") ? -1 : 0,
  ];
  const rating = points.reduce((sum, one) => sum + one, 5);
  return Math.max(1, Math.min(8, rating));
}

import type { Manifest } from "./supervisor-rules.ts";

/** What the app linter calls superfluous: a key that says what holds anyway. Source: frenck/action-addon-linter, src/config.schema.json. */
const DEFAULTS: Record<string, unknown> = {
  ...{ advanced: false, apparmor: true, audio: false, auth_api: false, backup: "hot", boot: "auto", devicetree: false },
  ...{
    docker_api: false,
    full_access: false,
    gpio: false,
    hassio_api: false,
    hassio_role: "default",
    homeassistant: false,
  },
  ...{
    homeassistant_api: false,
    host_dbus: false,
    host_ipc: false,
    host_network: false,
    host_pid: false,
    host_uts: false,
  },
  ...{ ingress: false, ingress_port: 8099, ingress_stream: false, init: true, journald: false, kernel_modules: false },
  ...{ legacy: false, panel_admin: true, panel_icon: "mdi:puzzle", realtime: false, stage: "stable", stdin: false },
  ...{ startup: "application", timeout: 10, tmpfs: false, uart: false, udev: false, usb: false, video: false },
};

/** Each fault that the linter would name, in its terms. */
export function lintFaults(written: Record<string, unknown>, app: Manifest): string[] {
  const superfluous = Object.entries(DEFAULTS)
    .filter(([key, value]) => written[key] === value)
    .map(([key]) => `${key} uses a default value`);
  const rules: [boolean, string][] = [
    [app.ingress && "webui" in written, "webui should be removed"],
    [app.ingress && app.ingress_port === 0 && !app.host_network, "ingress_port need not be random"],
    [app.backup === "cold" && ("backup_pre" in written || "backup_post" in written), "no hooks with cold backups"],
    ["watchdog" in written, "watchdog is obsolete"],
    ["codenotary" in written, "codenotary is gone"],
  ];
  return [...superfluous, ...rules.filter(([isBroken]) => isBroken).map(([, fault]) => fault)];
}

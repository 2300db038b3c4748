import { settingsFor } from "#db/local/settings.ts";
import { RECIPE } from "../../provision/recipe.ts";

/** What HomeOps' own PostgreSQL gets on an SD card and 1 GB of memory; reached over TCP, since the benches run it in the provisioned tree. */
export const smallDiskSettings = {
  ...settingsFor({
    memoryBytes: 2 ** 30,
    disk: "sd",
    major: Number(RECIPE.postgres),
    socketFolder: "",
    walCompression: "lz4",
  }),
  listen_addresses: "127.0.0.1",
};

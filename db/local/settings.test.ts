import { describe, expect, it } from "vitest";
import { type Machine, settingsFor, settingsText } from "./settings.ts";

const GB = 2 ** 30;
const machine: Machine = { memoryBytes: GB, disk: "ssd", major: 18, socketFolder: "/data/run", walCompression: "lz4" };

describe("settings by memory", () => {
  it.each([
    [1, "32MB", "4MB", "32MB", "512MB", "0"],
    [2, "64MB", "4MB", "64MB", "1024MB", "0"],
    [4, "128MB", "8MB", "128MB", "2048MB", "2"],
    [8, "256MB", "16MB", "256MB", "4096MB", "2"],
  ])("%i GB", (gigabytes, buffers, work, maintenance, cache, parallel) => {
    expect(settingsFor({ ...machine, memoryBytes: gigabytes * GB })).toMatchObject({
      shared_buffers: buffers,
      work_mem: work,
      maintenance_work_mem: maintenance,
      effective_cache_size: cache,
      max_parallel_workers_per_gather: parallel,
      checkpoint_timeout: "30min",
      full_page_writes: "on",
      listen_addresses: "",
    });
  });

  it("never goes below what PostgreSQL needs, nor beyond what a home uses", () => {
    expect(settingsFor({ ...machine, memoryBytes: GB / 4 })).toMatchObject({ shared_buffers: "32MB", work_mem: "4MB" });
    expect(settingsFor({ ...machine, memoryBytes: 64 * GB })).toMatchObject({
      shared_buffers: "512MB",
      work_mem: "32MB",
    });
  });
});

it("writes no page twice where the disk is a card", () => {
  for (const disk of ["sd", "emmc"] as const) {
    expect(settingsFor({ ...machine, disk })).toMatchObject({
      bgwriter_lru_maxpages: "0",
      checkpoint_timeout: "4h",
      wal_writer_delay: "10s",
      wal_writer_flush_after: "8kB",
      autovacuum_vacuum_insert_threshold: "-1",
    });
  }
  expect(settingsFor(machine)).not.toHaveProperty("autovacuum_vacuum_insert_threshold");
});

it("names only settings that the version knows", () => {
  expect(settingsFor({ ...machine, major: 17 })).not.toHaveProperty("io_method");
});

it("quotes what a folder may be called", () => {
  expect(settingsText({ unix_socket_directories: "/anna's data" })).toContain(
    "unix_socket_directories = '/anna''s data'\n",
  );
});

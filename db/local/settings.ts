import type { DiskKind } from "../disk-kind.ts";

const MB = 2 ** 20;

export type Machine = {
  memoryBytes: number;
  disk: DiskKind;
  major: number;
  socketFolder: string;
  /** How full pages in the journal are made small: what this build can. */
  walCompression: string;
};

/** PostgreSQL's settings for a home on this machine, by name. */
export function settingsFor({
  memoryBytes,
  disk,
  major,
  socketFolder,
  walCompression,
}: Machine): Record<string, string> {
  const share = (part: number, least: number, most: number) =>
    `${Math.min(most, Math.max(least, Math.round(memoryBytes / part / MB)))}MB`;
  const isCard = disk === "sd" || disk === "emmc";
  const isSmall = memoryBytes < 3 * 1024 * MB;
  return {
    listen_addresses: "",
    unix_socket_directories: socketFolder,
    unix_socket_permissions: "0700",
    max_connections: "20",
    max_locks_per_transaction: "1024", // a restore or a move makes each day's tables in one transaction: some 14 locks a day

    shared_buffers: share(32, 32, 512),
    work_mem: share(512, 4, 32),
    maintenance_work_mem: share(32, 32, 512),
    effective_cache_size: share(2, 256, 1024 * 1024),
    huge_pages: "off",
    jit: "off", // compiling costs more than these queries, and 100 MB of memory
    temp_file_limit: "2GB", // no query fills the disk
    max_worker_processes: "4",
    max_parallel_workers_per_gather: isSmall ? "0" : "2",
    max_parallel_maintenance_workers: "0", // an index of vectors built in parallel may overflow before pgvector 0.8.2
    ...(major >= 18 && { io_method: "sync" }), // its three workers take memory and gain nothing at three events a second

    // Each page that changed is written at a checkpoint, and its next change goes into the journal in full: the fewer checkpoints, the less is written.
    // Four hours at home are 15 MB of journal, read back in a second after a crash; an import has its checkpoints by max_wal_size.
    checkpoint_timeout: isCard ? "4h" : "30min",
    checkpoint_completion_target: isCard ? "0.05" : "0.9", // pages that change while it goes on are written twice
    max_wal_size: "1GB",
    min_wal_size: "96MB",
    wal_compression: walCompression,
    full_page_writes: "on",
    synchronous_commit: "on",
    // Nobody copies this journal.
    wal_level: "minimal",
    max_wal_senders: "0",
    max_replication_slots: "0",
    max_logical_replication_workers: "0",
    wal_writer_delay: isCard ? "10s" : "1s", // commits flush by themselves
    ...(isCard && { wal_writer_flush_after: "8kB" }), // but those of few events: a page of theirs goes out when it is full
    bgwriter_delay: "10s",
    bgwriter_lru_maxpages: isCard ? "0" : "100", // a page written before its checkpoint is written twice

    autovacuum_max_workers: "1",
    autovacuum_naptime: "5min",
    ...(isCard && { autovacuum_vacuum_insert_threshold: "-1" }), // rows that only come need no second writing; sealing drops them whole
    idle_in_transaction_session_timeout: "10min",

    timezone: "UTC",
    log_timezone: "UTC",
    // To our own log, which keeps the last lines only; never statements or values, which are somebody's life.
    logging_collector: "off",
    log_destination: "stderr",
    log_min_messages: "warning",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    log_autovacuum_min_duration: "-1",
    log_line_prefix: "%m ",
  };
}

export const settingsText = (settings: Record<string, string>): string =>
  `# Written anew by HomeOps at each start.\n${Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join("")}`;

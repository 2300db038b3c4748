/** The server's own PostgreSQL on an SD card and 1 GB of memory. */
export const smallDiskSettings = {
  shared_buffers: "32MB",
  max_connections: "20",
  work_mem: "4MB",
  maintenance_work_mem: "32MB",
  max_wal_size: "1GB",
  checkpoint_timeout: "30min",
  wal_compression: "lz4",
  jit: "off",
  // A page of the WAL goes to the disk when it is full, not again with each commit.
  wal_writer_delay: "10s",
  wal_writer_flush_after: "8kB",
  bgwriter_lru_maxpages: "0", // it would write pages that change again before the checkpoint
};

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
};

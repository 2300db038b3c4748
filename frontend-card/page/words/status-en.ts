export const status = {
  title: "How the memory is",
  coverage: "Recorded in the last day",
  backup: "Last backup of the memory",
  noBackup: "none yet",
  paused: "Paused until",
  database: "Database",
};

export type PostgresSettings = Record<string, string | number>;

// For a small machine that also runs the platform. fsync and full_page_writes stay on: an order that was
// confirmed must survive the power going out.
const defaults: PostgresSettings = {
  listen_addresses: "127.0.0.1",
  max_connections: 120,
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  // What a burst of writes has used is used again: a new piece of the log is filled with zeros while everybody waits.
  min_wal_size: "512MB",
  max_wal_size: "1GB",
  random_page_cost: 1.1,
  jit: "off",
  // What a server process does is told by pg_stat_activity; its title would be written anew with each statement.
  update_process_title: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

export function settingsArguments(settings: PostgresSettings = {}): string[] {
  return Object.entries({ ...defaults, ...settings }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

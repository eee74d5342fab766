export { createDatabase } from "./create-database.ts";
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./start-embedded-postgres.ts";
export { databaseName, embeddedDatabaseUrl } from "./superuser.ts";

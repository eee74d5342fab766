import { directUrl, masterKey } from "./env.ts";
import { migrate } from "./migrate.ts";

await migrate(directUrl(), masterKey());

export { ManualCredentials } from "./manual/credentials.ts";
export { TestCredentials } from "./test/credentials.ts";

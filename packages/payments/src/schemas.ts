import { z } from "zod";

export const ConnectAccountInput = z.object({
  provider: z.string(),
  title: z.record(z.string(), z.string().min(1).max(80)),
  credentials: z.unknown(),
  position: z.int().min(0).default(0),
});
export type ConnectAccountInput = z.input<typeof ConnectAccountInput>;

export const PlatformAccountInput = z.object({ provider: z.string(), credentials: z.unknown() });
export type PlatformAccountInput = z.input<typeof PlatformAccountInput>;

export { differenceKinds } from "./reconciliation/difference-kinds.ts";
export { ResolveDifferenceInput } from "./reconciliation/schemas.ts";

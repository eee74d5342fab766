import { z } from "zod";
import { text } from "../section.ts";

export const StatementSettings = z.object({ title: text(), text: text() });
export type StatementSettings = z.infer<typeof StatementSettings>;

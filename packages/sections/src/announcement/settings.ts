import { z } from "zod";
import { address, text } from "../section.ts";

export const AnnouncementSettings = z.object({ text: text(), href: address() });
export type AnnouncementSettings = z.infer<typeof AnnouncementSettings>;

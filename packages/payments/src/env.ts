import { firstPort } from "@hutong/db";
import { z } from "zod";

/** Origin of the api app, where payment notices arrive and the pretend bank lives. */
export const apiOrigin =
  z.object({ HUTONG_API_ORIGIN: z.url().optional() }).parse(process.env).HUTONG_API_ORIGIN ??
  `http://localhost:${firstPort + 2}`;

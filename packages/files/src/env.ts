import { z } from "zod";

const Environment = z.object({
  /** Address of a bucket that speaks S3 (`https://name.s3.eu-central-1.amazonaws.com`, `https://host/name`); else the disk. */
  HUTONG_FILES_S3_URL: z.url().optional(),
  HUTONG_FILES_S3_REGION: z.string().default("us-east-1"),
  HUTONG_FILES_S3_KEY_ID: z.string().default(""),
  HUTONG_FILES_S3_SECRET: z.string().default(""),
});

const env = Environment.parse(process.env);

/** The bucket that files are kept in; null where they are kept on this machine. */
export const bucket =
  env.HUTONG_FILES_S3_URL === undefined
    ? null
    : {
        url: env.HUTONG_FILES_S3_URL.replace(/\/+$/, ""),
        region: env.HUTONG_FILES_S3_REGION,
        keyId: env.HUTONG_FILES_S3_KEY_ID,
        secret: env.HUTONG_FILES_S3_SECRET,
      };

import { directUrl } from "@hutong/db";
import postgres from "postgres";

/** A direct connection as the tables' owner, for the time of `work`: verification, backup, restore. */
export async function asOwner<Result>(work: (owner: postgres.Sql) => Promise<Result>): Promise<Result> {
  const owner = postgres(directUrl(), {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "hutong-cli" },
  });
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

import postgres from "postgres";

/** Makes an empty database beside the one that the address names, and answers its own address. */
export async function createDatabase(url: string, name: string): Promise<string> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await client`create database ${client(name)}`;
  } finally {
    await client.end();
  }
  const made = new URL(url);
  made.pathname = `/${name}`;
  return made.toString();
}

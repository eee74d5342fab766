// The limit that pages are measured against: node:http sending the same bytes. PORT and a file with
// { status, headers, body } as arguments.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const [port, file] = process.argv.slice(2);
const page = JSON.parse(readFileSync(file!, "utf8")) as {
  status: number;
  headers: Record<string, string>;
  body: string;
};
const body = Buffer.from(page.body, "base64");
createServer((_, response) => {
  response.writeHead(page.status, page.headers);
  response.end(body);
}).listen(Number(port), "127.0.0.1");

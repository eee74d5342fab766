// The bare order path: one POST, one prepared statement, one commit. PORT and the database's address as arguments.
import { createServer } from "node:http";
import postgres from "postgres";

const [port, url] = process.argv.slice(2);
const client = postgres(url!, { max: 8, fetch_types: false, onnotice: () => {} });
const place = `with taken as (
    update bare_stock set available = available - $1::int where id = $2::int returning id
  ), placed as (
    insert into bare_orders (customer, address, total) select $3::text, $4::text::jsonb, $5::bigint from taken returning number
  ), line as (
    insert into bare_lines (order_number, position, stock_id, quantity, price)
    select placed.number, 0, taken.id, $1::int, $5::bigint from placed, taken
  )
  select number from placed`;
const address = JSON.stringify({
  name: "Jane Doe",
  line1: "12 Harbour Road",
  city: "Portland",
  country: "US",
});

createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => {
    body += chunk;
  });
  request.on("end", async () => {
    if (request.method !== "POST") return response.end("ok");
    const form = new URLSearchParams(body);
    const values = [1, Number(form.get("stock")), form.get("email") ?? "", address, 4200];
    const rows = await client.unsafe(place, values, { prepare: true });
    response.writeHead(201, { "content-type": "application/json" });
    response.end(JSON.stringify({ number: String(rows[0]?.number) }));
  });
}).listen(Number(port), "127.0.0.1");

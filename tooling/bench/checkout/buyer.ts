import { type HttpAnswer, HttpSocket } from "../load/http-socket.ts";

/** Where and what is bought. */
export interface Shop {
  readonly port: number;
  readonly host: string;
  /** The account of provider `test` that answers at once. */
  readonly accountId: string;
}

/** What one checkout took by the answers' own count; zeros where the storefront does not count. */
export interface Spent {
  statements: number;
  transactions: number;
}

let guests = 0;
const person = {
  phone: "",
  country: "US",
  name: "Jane Doe",
  line1: "12 Harbour Road",
  line2: "",
  city: "Portland",
  province: "OR",
  postcode: "97205",
};

function fieldOf(page: string, name: string): string {
  const at = page.indexOf(`name="${name}"`);
  const tag = page.slice(page.lastIndexOf("<", at), page.indexOf(">", at));
  const value = at < 0 ? null : / value="([^"]*)"/.exec(tag);
  if (!value) throw new Error(`the page has no ${name}`);
  return value[1]!;
}

function cookieOf(answer: HttpAnswer): string {
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  if (!cookie) throw new Error("the cart came without a cookie");
  return cookie;
}

function expect(answer: HttpAnswer, status: number, marker: string, step: string): string {
  const body = answer.body.toString();
  const where = answer.headers.get("location") ?? "";
  if (answer.status !== status || !(body.includes(marker) || where.startsWith(marker)))
    throw new Error(
      `${step} answered ${answer.status} ${where}: ${body.replace(/<[^>]+>/g, " ").slice(-400)}`,
    );
  return body;
}

/** A guest without JavaScript: one kept connection, a new cookie each time. */
export class Buyer {
  readonly #shop: Shop;
  readonly #socket: HttpSocket;
  #spent: Spent = { statements: 0, transactions: 0 };

  constructor(shop: Shop) {
    this.#shop = shop;
    this.#socket = new HttpSocket(shop.port);
  }

  close(): void {
    this.#socket.close();
  }

  /** The four requests that a whole checkout takes at least. Throws when any answer is not as it should be. */
  async checkOut(variantId: string): Promise<Spent> {
    this.#spent = { statements: 0, transactions: 0 };
    const { accountId } = this.#shop;
    const added = await this.#post("/cart/add", "", [
      ["variant", variantId],
      ["quantity", "1"],
      ["then", "checkout"],
    ]);
    expect(added, 303, "/checkout", "adding");
    const cookie = cookieOf(added);
    const page = expect(await this.#get("/checkout", cookie), 200, accountId, "the checkout page");
    guests += 1;
    const email = `guest-${process.pid}-${Date.now()}-${guests}@example.com`;
    const paid = await this.#post("/checkout/pay", cookie, {
      ...person,
      email,
      note: "",
      shippingRateId: fieldOf(page, "shippingRateId"),
      account: accountId,
      key: fieldOf(page, "key"),
      saved: "",
      total: fieldOf(page, "total"),
    });
    expect(paid, 303, "/orders/", "paying");
    const order = await this.#get(paid.headers.get("location")!, cookie);
    expect(order, 200, 'data-state="paid"', "the confirmation");
    return this.#spent;
  }

  #get(path: string, cookie: string): Promise<HttpAnswer> {
    return this.#ask(`GET ${path} HTTP/1.1\r\nHost: ${this.#shop.host}\r\nCookie: ${cookie}\r\n\r\n`);
  }

  #post(path: string, cookie: string, fields: Record<string, string> | string[][]): Promise<HttpAnswer> {
    const body = new URLSearchParams(fields).toString();
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: ${this.#shop.host}`,
      ...(cookie ? [`Cookie: ${cookie}`] : []),
      "Sec-Fetch-Site: same-origin",
      "Content-Type: application/x-www-form-urlencoded",
      `Content-Length: ${body.length}`,
    ];
    return this.#ask(`${head.join("\r\n")}\r\n\r\n${body}`);
  }

  async #ask(request: string): Promise<HttpAnswer> {
    const answer = await this.#socket.ask(request);
    this.#spent.statements += Number(answer.headers.get("x-hutong-statements") ?? 0);
    this.#spent.transactions += Number(answer.headers.get("x-hutong-transactions") ?? 0);
    return answer;
  }
}

import {
  type AddressedNotice,
  type Notification,
  NotProven,
  type RawRequest,
} from "@hutong/payment-providers";

/** A notice that nobody may believe, and what is wrong with it. */
export type Forged = readonly [how: string, request: RawRequest];
export type NoticeBody = Record<string, unknown> & { resource: Record<string, string> };

export const withHeaders = (request: RawRequest, change: Record<string, string | undefined>): RawRequest => ({
  ...request,
  headers: Object.fromEntries(
    Object.entries({ ...request.headers, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  ),
});
const withBody = (request: RawRequest, body: unknown): RawRequest => ({
  ...request,
  body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
});

/** Other texts for a text: each character in turn, some of them gone, some more. */
export function* otherTexts(text: string, most: number): Generator<string> {
  const step = Math.max(1, Math.floor(text.length / most));
  for (let at = 0; at < text.length; at += step) {
    const other = text[at] === "A" ? "B" : "A";
    yield text.slice(0, at) + other + text.slice(at + 1);
  }
  yield "";
  yield text.slice(1);
  yield text.slice(0, -1);
  yield `${text} `;
  yield ` ${text}`;
  yield `${text}${text}`;
}

/** Whoever alters a notice on its way has none of the platform's keys: the signature stays what it was. */
export function* alteredOnTheWay(honest: RawRequest): Generator<Forged> {
  for (const name of ["timestamp", "nonce", "signature", "serial"]) {
    const header = `wechatpay-${name}`;
    yield [`no ${header}`, withHeaders(honest, { [header]: undefined })];
    for (const text of otherTexts(honest.headers[header]!, 24))
      yield [`${header} ${text}`, withHeaders(honest, { [header]: text })];
  }
  for (const shift of [-86_400, -301, -1, 1, 301, 86_400]) {
    const timestamp = String(Number(honest.headers["wechatpay-timestamp"]) + shift);
    yield [`timestamp ${shift}`, withHeaders(honest, { "wechatpay-timestamp": timestamp })];
  }
  const body = JSON.parse(Buffer.from(honest.body).toString("utf8")) as NoticeBody;
  for (const [field, value] of Object.entries(body)) {
    yield [`no ${field}`, withBody(honest, { ...body, [field]: undefined })];
    if (typeof value !== "string") continue;
    for (const text of otherTexts(value, 6))
      yield [`${field} ${text}`, withBody(honest, { ...body, [field]: text })];
  }
  for (const [field, value] of Object.entries(body.resource)) {
    const change = (text: string | undefined) =>
      withBody(honest, { ...body, resource: { ...body.resource, [field]: text } });
    yield [`no resource.${field}`, change(undefined)];
    for (const text of otherTexts(value, field === "ciphertext" ? 60 : 8))
      yield [`resource.${field}`, change(text)];
  }
  yield ["written again with blanks", withBody(honest, JSON.stringify(body, null, 1))];
  yield ["in another order", withBody(honest, Object.fromEntries(Object.entries(body).reverse()))];
  yield ["with a field more", withBody(honest, { ...body, extra: 1 })];
  yield ["empty", withBody(honest, "")];
  yield ["with a byte more", withBody(honest, `${Buffer.from(honest.body)}\n`)];
  for (let at = 0; at < honest.body.length; at += 3) {
    const bytes = Uint8Array.from(honest.body);
    bytes[at]! ^= 1 << (at % 8);
    yield [`bit of byte ${at}`, { ...honest, body: bytes }];
  }
}

/** Which of them were believed, or refused for another reason than that they are not proven. */
export async function accepted(
  read: (request: RawRequest) => Promise<Notification | AddressedNotice>,
  forged: Iterable<Forged>,
): Promise<{ tried: number; believed: string[] }> {
  const believed: string[] = [];
  let tried = 0;
  for (const [how, request] of forged) {
    tried += 1;
    try {
      await read(request);
      believed.push(how);
    } catch (error) {
      if (!(error instanceof NotProven)) believed.push(`${how}: ${String(error)}`);
    }
  }
  return { tried, believed };
}

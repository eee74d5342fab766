import { z } from "zod";
import type { ApiRefusal, MiniProgram } from "./mini-program.ts";

/** A carrier as WeChat lists it (`get_delivery_list`). */
export interface Carrier {
  readonly code: string;
  readonly name: string;
}

const List = z.object({
  delivery_list: z.array(z.object({ delivery_id: z.string(), delivery_name: z.string() })),
});

/** What staff write, in their words, for what WeChat calls otherwise. Written as `plain` writes. */
const alsoCalled: Readonly<Record<string, string>> = {
  sfexpress: "顺丰",
  zto: "中通",
  ztoexpress: "中通",
  yto: "圆通",
  ytoexpress: "圆通",
  sto: "申通",
  stoexpress: "申通",
  yunda: "韵达",
  yundaexpress: "韵达",
  jt: "极兔",
  jtexpress: "极兔",
  jd: "京东",
  jdl: "京东",
  jdlogistics: "京东",
  deppon: "德邦",
  chinapost: "邮政",
  中国邮政: "邮政",
};

// 顺丰, 顺丰速运 and 顺丰快递 are one; so are "SF Express" and "sf-express".
function plain(text: string): string {
  const bare = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, "");
  return bare.replace(/(速运|速递|快递|快运|物流|快递包裹)+$/u, "");
}

/** The carrier that staff mean, by WeChat's code or name; null when WeChat has none, or several, of that name. */
export function findCarrier(list: readonly Carrier[], written: string): Carrier | null {
  const exact = list.find(({ code }) => code.toLowerCase() === written.trim().toLowerCase());
  if (exact) return exact;
  const wanted = plain(written);
  if (wanted === "") return null;
  const same = list.find(({ name }) => name.trim() === written.trim());
  if (same) return same;
  const names = [wanted, alsoCalled[wanted]].filter((name) => name !== undefined);
  const found = list.filter(({ name }) => names.includes(plain(name)));
  return found.length === 1 ? found[0]! : null;
}

/** The carriers that WeChat knows. Throws when nothing is known. */
export async function listCarriers(miniProgram: MiniProgram): Promise<readonly Carrier[] | ApiRefusal> {
  const answer = await miniProgram.call("/cgi-bin/express/delivery/open_msg/get_delivery_list", {});
  if (answer.kind === "refused") return answer;
  return List.parse(answer.body).delivery_list.map((one) => ({
    code: one.delivery_id,
    name: one.delivery_name,
  }));
}

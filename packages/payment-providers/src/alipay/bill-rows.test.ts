import { describe, expect, it } from "vitest";
import type { BillLine } from "./bill-file.ts";
import { billRows } from "./bill-rows.ts";

const columns =
  "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,商家实收（元）,退款批次号/请求号,备注";
const cells = (kind: string, yuan: string, name = "白瓷杯", remark = "") =>
  `2026\t,a1\t,${kind}\t,${name},2026-05-20 13:29:35,2026-05-20 13:30:00,${yuan},\t,${remark}`;
const detail = (
  rows: readonly string[],
  told = ["1笔，商家实收共168.00元", "1笔，商家实收退款共-8.00元"],
) => [
  "#支付宝业务明细查询",
  columns,
  ...rows,
  "#---业务明细列表结束---",
  `#交易合计：${told[0]}，商家优惠共0.00元`,
  `#退款合计：${told[1]}，商家优惠退款共0.00元`,
];
const summary = (payments: number, refunds: number) => [
  "#支付宝业务汇总查询",
  "门店编号,门店名称,交易订单总笔数,退款订单总笔数",
  `\t,\t,${payments},${refunds}`,
  `合计\t,\t,${payments},${refunds}`,
];
const good = [cells("交易", "168.00"), cells("退款", "-8.00")];

async function read(...files: (readonly string[])[]): Promise<string[]> {
  async function* lines(): AsyncGenerator<BillLine> {
    for (const [file, texts] of files.entries()) for (const text of texts) yield { file, text };
  }
  const rows: string[] = [];
  for await (const row of billRows(lines()))
    rows.push([row("商品名称"), row("商家实收"), row("备注")].join("|"));
  return rows;
}

describe("a bill's rows", () => {
  it("are read by name, whichever file comes first", async () => {
    const wanted = ["白瓷杯|168.00|", "白瓷杯|-8.00|"];
    expect(await read(detail(good), summary(1, 1))).toEqual(wanted);
    expect(await read(summary(1, 1), detail(good))).toEqual(wanted);
  });

  it("keep the commas of merchants' texts", async () => {
    const rows = [cells("交易", "168.00", "杯,大,白", "a,b"), good[1]!];
    expect(await read(detail(rows), summary(1, 1))).toEqual(["杯,大,白|168.00|a,b", "白瓷杯|-8.00|"]);
  });

  it.each<[string, (readonly string[])[]]>([
    ["ends before its totals", [detail(good).slice(0, -2), summary(1, 1)]],
    ["ends before its last total", [detail(good).slice(0, -1), summary(1, 1)]],
    ["has no summary", [detail(good)]],
    ["has a summary without its last row", [detail(good), summary(1, 1).slice(0, -1)]],
    ["lacks a row", [detail(good.slice(0, 1)), summary(1, 1)]],
    ["has another number of rows in its summary", [detail(good), summary(2, 1)]],
    ["has another amount", [detail([cells("交易", "168.01"), good[1]!]), summary(1, 1)]],
    ["has a row that is short", [detail(["2026\t,a1\t"]), summary(1, 1)]],
    ["has a row of a kind that we do not know", [detail([cells("转账", "1.00")]), summary(1, 1)]],
    ["is empty", [[]]],
  ])("throw where the bill %s", async (_, files) => {
    await expect(read(...files)).rejects.toThrow();
  });
});

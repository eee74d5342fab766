import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { chinaAreas } from "./areas.ts";
import { splitAddress } from "./split-address.ts";

const index = Object.fromEntries(
  [...chinaAreas()].map(([province, areas]) => [province, areas.map(([city]) => city)] as const),
);

async function split(text: string): Promise<string> {
  const { name, phone, province, city, district, line1 } = await splitAddress(
    text,
    index,
    async (one) => chinaAreas().get(one)!,
  );
  return [name, phone, province, city, district, line1].join("|");
}

const zhang = "张三|13800138000|浙江省|杭州市|西湖区|文三路1号";

test.each([
  ["收货人: 张三 13800138000 浙江省杭州市西湖区文三路 1 号", zhang],
  ["张三，13800138000，浙江省杭州市西湖区文三路1号", zhang],
  ["张三 138 0013 8000 浙江 杭州 西湖区 文三路1号", zhang],
  ["浙江省杭州市西湖区文三路1号 张三 138-0013-8000", zhang],
  ["浙江省杭州市西湖区文三路1号，13800138000，张三", zhang],
  ["13800138000张三浙江省杭州市西湖区文三路1号", zhang],
  ["杭州西湖区文三路1号 张三收 13800138000", "张三收|13800138000|浙江省|杭州市|西湖区|文三路1号"],
  ["收货人：张三\n手机号码：13800138000\n所在地区：浙江省杭州市西湖区\n详细地址：文三路1号", zhang],
  [
    "收货人：张三\n手机号码：+86 13800138000\n所在地区：浙江省 杭州市 西湖区\n详细地址：文三路1号\n邮编：310012",
    zhang,
  ],
  ["姓名:张三 电话:13800138000 地址:浙江省杭州市西湖区文三路1号", zhang],
  ["林若水 13800138000 北京东城区砖塔里 17 号", "林若水|13800138000|北京市|北京市|东城区|砖塔里17号"],
  ["林若水 13800138000 北京市北京市朝阳区建国路 8 号", "林若水|13800138000|北京市|北京市|朝阳区|建国路8号"],
  [
    "阿依古丽·买买提 13999999999 新疆喀什市色满路1号",
    "阿依古丽·买买提|13999999999|新疆维吾尔自治区|喀什地区|喀什市|色满路1号",
  ],
  ["王五 13700137000 江苏省昆山市前进路 9 号", "王五|13700137000|江苏省|苏州市|昆山市|前进路9号"],
  ["王五 13700137000 湖北省仙桃市沔阳大道 3 号", "王五|13700137000|湖北省|仙桃市||沔阳大道3号"],
  ["王五 13700137000 吉林市昌邑区解放路 2 号", "王五|13700137000|吉林省|吉林市|昌邑区|解放路2号"],
  ["王五 13700137000 海南藏族自治州共和县恰卜恰镇", "王五|13700137000|青海省|海南藏族自治州|共和县|恰卜恰镇"],
  ["王五 13700137000 重庆市县城口县土城路1号", "王五|13700137000|重庆市|重庆市|城口县|土城路1号"],
  ["王五 13700137000 广东省东莞市虎门镇金龙路5号", "王五|13700137000|广东省|东莞市|虎门镇|金龙路5号"],
  [
    "陳大文 13700137000 香港九龙油尖旺区弥敦道 100 号",
    "陳大文|13700137000|香港特别行政区|九龙|油尖旺区|弥敦道100号",
  ],
  [
    "王五 17012345678-1234 上海市徐汇区安福路200号",
    "王五[1234]|17012345678|上海市|上海市|徐汇区|安福路200号",
  ],
  // A district that was founded after the list was made, and a housing estate that is none.
  ["王五 13700137000 浙江省杭州市未来新区云路 1 号", "王五|13700137000|浙江省|杭州市|未来新区|云路1号"],
  ["王五 13700137000 浙江省杭州市翠苑小区3幢", "王五|13700137000|浙江省|杭州市||翠苑小区3幢"],
  // 南京路 is a street, 朝阳区 no city: nothing is guessed, nothing is lost.
  ["王五 13700137000 南京路 8 号", "王五|13700137000||||南京路8号"],
  ["", "|||||"],
  ["你好，在吗", "|||||你好在吗"],
] as const)("splits %s", async (text, expected) => {
  expect(await split(text)).toBe(expected);
});

test("a province's areas are small, and every district keeps its place when a whole line of it is split", async () => {
  let count = 0;
  for (const [province, areas] of chinaAreas()) {
    expect(gzipSync(JSON.stringify(areas)).length, province).toBeLessThan(2500);
    for (const [city, districts] of areas)
      for (const district of districts.length > 0 ? districts : [""]) {
        const line = `李四 13600136000 ${province}${city}${district}人民路 1 号`;
        expect(await split(line)).toBe(`李四|13600136000|${province}|${city}|${district}|人民路1号`);
        count += 1;
      }
  }
  expect(count).toBeGreaterThan(3000);
  expect(gzipSync(JSON.stringify(index)).length).toBeLessThan(3000);
});

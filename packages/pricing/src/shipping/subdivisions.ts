/** A province, state or prefecture: `code` as addresses carry it, with the other ways in which people write it. */
export interface Subdivision {
  readonly code: string;
  readonly name: string;
}

/** 省级行政区, as people write them on parcels. */
export const chineseProvinces: readonly string[] = (
  "北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 安徽省 福建省 江西省 山东省 " +
  "河南省 湖北省 湖南省 广东省 广西壮族自治区 海南省 重庆市 四川省 贵州省 云南省 西藏自治区 陕西省 甘肃省 青海省 " +
  "宁夏回族自治区 新疆维吾尔自治区 香港特别行政区 澳门特别行政区 台湾省"
).split(" ");

function coded(text: string): Subdivision[] {
  return text
    .split(", ")
    .map((one) => ({ code: one.slice(0, one.indexOf(" ")), name: one.slice(one.indexOf(" ") + 1) }));
}

// Codes of the postal services: USPS Publication 28, Canada Post and Australia Post addressing guides.
const lists: Readonly<Record<string, readonly Subdivision[]>> = {
  CN: chineseProvinces.map((name) => ({ code: name, name })),
  US: coded(
    "AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware, DC District of Columbia, " +
      "FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine, " +
      "MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada, " +
      "NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York, NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, " +
      "PA Pennsylvania, PR Puerto Rico, RI Rhode Island, SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, " +
      "VA Virginia, WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming",
  ),
  CA: coded(
    "AB Alberta, BC British Columbia, MB Manitoba, NB New Brunswick, NL Newfoundland and Labrador, NT Northwest Territories, " +
      "NS Nova Scotia, NU Nunavut, ON Ontario, PE Prince Edward Island, QC Quebec, SK Saskatchewan, YT Yukon",
  ),
  AU: coded(
    "ACT Australian Capital Territory, NSW New South Wales, NT Northern Territory, QLD Queensland, SA South Australia, TAS Tasmania, " +
      "VIC Victoria, WA Western Australia",
  ),
};

/** The provinces or states of a country; empty where none are listed, and they are typed. */
export function subdivisionsOf(country: string): readonly Subdivision[] {
  return lists[country] ?? [];
}

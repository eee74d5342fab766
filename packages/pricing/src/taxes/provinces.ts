// ISO 3166-2 (2024): "code name[/other name …]" of the countries whose provinces have taxes or addresses of their own.
const lists: Readonly<Record<string, string>> = {
  US: `AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia/Washington DC
|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland
|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey
|NM New Mexico|NY New York/New York State|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island
|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington/Washington State|WV West Virginia
|WI Wisconsin|WY Wyoming|PR Puerto Rico`,
  CA: `AB Alberta|BC British Columbia/Colombie-Britannique|MB Manitoba|NB New Brunswick/Nouveau-Brunswick
|NL Newfoundland and Labrador/Newfoundland/Terre-Neuve-et-Labrador|NS Nova Scotia/Nouvelle-Écosse|NT Northwest Territories|NU Nunavut
|ON Ontario|PE Prince Edward Island/PEI|QC Quebec/Québec/PQ|SK Saskatchewan|YT Yukon`,
  AU: `NSW New South Wales|VIC Victoria|QLD Queensland|WA Western Australia|SA South Australia|TAS Tasmania
|ACT Australian Capital Territory|NT Northern Territory`,
  CN: `BJ 北京/Beijing|TJ 天津/Tianjin|HE 河北/Hebei|SX 山西/Shanxi|NM 内蒙古/Inner Mongolia/Nei Mongol|LN 辽宁/Liaoning|JL 吉林/Jilin
|HL 黑龙江/Heilongjiang|SH 上海/Shanghai|JS 江苏/Jiangsu|ZJ 浙江/Zhejiang|AH 安徽/Anhui|FJ 福建/Fujian|JX 江西/Jiangxi|SD 山东/Shandong
|HA 河南/Henan|HB 湖北/Hubei|HN 湖南/Hunan|GD 广东/Guangdong|GX 广西/Guangxi|HI 海南/Hainan|CQ 重庆/Chongqing|SC 四川/Sichuan
|GZ 贵州/Guizhou|YN 云南/Yunnan|XZ 西藏/Tibet/Xizang|SN 陕西/Shaanxi|GS 甘肃/Gansu|QH 青海/Qinghai|NX 宁夏/Ningxia|XJ 新疆/Xinjiang
|HK 香港/Hong Kong|MO 澳门/Macau/Macao|TW 台湾/Taiwan`,
};

/** A name as it is compared: no marks, no case, no blanks or points. */
export function plainName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s.\-'’]+/g, "");
}

// 省, 市 and the like are said or left out.
const endings = /(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|省|市)$/u;
const latinEndings = /(?:province|city|municipality|sar)$/;

function plainProvince(text: string): string {
  return plainName(text).replace(endings, "").replace(latinEndings, "");
}

const namesOf = (list: string): [string, string][] =>
  list
    .replaceAll("\n", "")
    .split("|")
    .flatMap((entry) => {
      const at = entry.indexOf(" ");
      const code = entry.slice(0, at).toLowerCase();
      const names = entry.slice(at + 1).split("/");
      return [
        [code, code] as [string, string],
        ...names.map((n): [string, string] => [plainProvince(n), code]),
      ];
    });

const known = new Map(Object.entries(lists).map(([country, list]) => [country, new Map(namesOf(list))]));

/** What a province is compared by: its code where the country's are known ("California", "CA", "广东省"), else its plain name. */
export function provinceKey(country: string, text: string): string {
  const plain = plainProvince(text);
  return known.get(country)?.get(plain) ?? plain;
}

/** What a city is compared by; 市 is said or left out. */
export function cityKey(text: string): string {
  return plainName(text).replace(/市$/u, "");
}

import { provinceCode } from "../shipping/places.ts";

// Other names under which people and merchants write provinces: "name=alias/alias"; the names themselves, and their codes, are known.
const aliases: Readonly<Record<string, string>> = {
  US: "DC=Washington DC|NY=New York State|WA=Washington State",
  CA: "BC=Colombie-Britannique|NB=Nouveau-Brunswick|NL=Newfoundland/Terre-Neuve-et-Labrador|NS=Nouvelle-Écosse|PE=PEI|QC=PQ",
  CN: `北京=Beijing|天津=Tianjin|河北=Hebei|山西=Shanxi|内蒙古=Inner Mongolia/Nei Mongol|辽宁=Liaoning|吉林=Jilin|黑龙江=Heilongjiang|上海=Shanghai
|江苏=Jiangsu|浙江=Zhejiang|安徽=Anhui|福建=Fujian|江西=Jiangxi|山东=Shandong|河南=Henan|湖北=Hubei|湖南=Hunan|广东=Guangdong|广西=Guangxi
|海南=Hainan|重庆=Chongqing|四川=Sichuan|贵州=Guizhou|云南=Yunnan|西藏=Tibet/Xizang|陕西=Shaanxi|甘肃=Gansu|青海=Qinghai|宁夏=Ningxia
|新疆=Xinjiang|香港=Hong Kong|澳门=Macau/Macao|台湾=Taiwan`,
};

/** A name as it is compared: no marks, no case, no blanks or points. */
export function plainName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s.,\-'’]+/gu, "");
}

const plainAlias = (text: string) => plainName(text).replace(/(?:province|city|municipality|sar)$/u, "");

const known = new Map(
  Object.entries(aliases).map(([country, list]) => {
    const entries = list.replaceAll("\n", "").split("|");
    const pairs = entries.flatMap((entry) => {
      const [name = "", others = ""] = entry.split("=");
      return others.split("/").map((other) => [plainAlias(other), name] as const);
    });
    return [country, new Map(pairs)] as const;
  }),
);

/** What a province is compared by, however it is written: "California" and "CA", "广东省", "广东" and "Guangdong" are the same. */
export function provinceKey(country: string, text: string): string {
  const name = known.get(country)?.get(plainAlias(text)) ?? text;
  return plainName(provinceCode(country, name));
}

/** What a city is compared by; 市 is said or left out. */
export function cityKey(text: string): string {
  return plainName(text).replace(/市$/u, "");
}

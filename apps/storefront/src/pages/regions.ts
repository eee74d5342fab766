// ISO 3166-1 alpha-2, officially assigned (2024).
const codes = (
  "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF " +
  "CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF " +
  "GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP " +
  "KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA " +
  "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH " +
  "SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG " +
  "VI VN VU WF WS YE YT ZA ZM ZW"
).split(" ");

const namers = new Map<string, Intl.DisplayNames>();

function namerOf(locale: string): Intl.DisplayNames {
  let namer = namers.get(locale);
  if (!namer) {
    namer = new Intl.DisplayNames(locale, { type: "region" });
    if (namers.size > 200) namers.clear();
    namers.set(locale, namer);
  }
  return namer;
}

/** A country's name in a language; its code where it has none. */
export function countryName(locale: string, code: string): string {
  return namerOf(locale).of(code || "ZZ") ?? code;
}

const lists = new Map<string, readonly { code: string; name: string }[]>();

/** Countries that are delivered to, by name in a language; `["*"]` is all of them. */
export function countryNames(
  locale: string,
  countries: readonly string[],
): readonly { code: string; name: string }[] {
  const isAll = countries.includes("*");
  const key = `${locale} ${isAll ? "*" : countries.join(" ")}`;
  let list = lists.get(key);
  if (!list) {
    const names = namerOf(locale);
    const order = new Intl.Collator(locale);
    list = (isAll ? codes : [...countries])
      .map((code) => ({ code, name: names.of(code) ?? code }))
      .sort((a, b) => order.compare(a.name, b.name));
    if (lists.size > 200) lists.clear();
    lists.set(key, list);
  }
  return list;
}

// ISO 4217 by ISO 3166-1: currency, then the countries whose own currency it is.
const currencies = `
CNY CN|USD US AS BQ EC FM GU IO MH MP PR PW SV TC TL UM VG VI ZW|EUR AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE
IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA XK YT|GBP GB GG GS IM JE|JPY JP|HKD HK|TWD TW|MOP MO|KRW KR|SGD SG
|MYR MY|THB TH|VND VN|IDR ID|PHP PH|INR IN BT|AUD AU CC CX HM KI NF NR TV|NZD NZ CK NU PN TK|CAD CA|MXN MX|BRL BR|ARS AR
|CLP CL|COP CO|PEN PE|UYU UY|PYG PY|BOB BO|VES VE|CHF CH LI|SEK SE|NOK NO BV SJ|DKK DK FO GL|ISK IS|PLN PL|CZK CZ|HUF HU
|RON RO|RSD RS|MKD MK|ALL AL|BAM BA|MDL MD|UAH UA|BYN BY|RUB RU|GEL GE|AMD AM|AZN AZ|KZT KZ|KGS KG|UZS UZ|TJS TJ|TMT TM
|MNT MN|TRY TR|ILS IL PS|SAR SA|AED AE|QAR QA|KWD KW|BHD BH|OMR OM|JOD JO|LBP LB|IQD IQ|IRR IR|YER YE|SYP SY|EGP EG
|MAD MA EH|TND TN|DZD DZ|LYD LY|SDG SD|ZAR ZA|NGN NG|KES KE|GHS GH|TZS TZ|UGX UG|RWF RW|ETB ET|ZMW ZM|MZN MZ|AOA AO
|BWP BW|NAD NA|SZL SZ|LSL LS|MWK MW|MUR MU|SCR SC|MGA MG|KMF KM|DJF DJ|ERN ER|SOS SO|SSP SS|BIF BI|CDF CD|GMD GM|GNF GN
|LRD LR|SLE SL|CVE CV|STN ST|MRU MR|XOF BF BJ CI GW ML NE SN TG|XAF CF CG CM GA GQ TD|XPF NC PF WF|XCD AG AI DM GD KN LC
MS VC|BSD BS|BBD BB|BZD BZ|BMD BM|KYD KY|JMD JM|TTD TT|HTG HT|DOP DO|CUP CU|CRC CR|GTQ GT|HNL HN|NIO NI|PAB PA|GYD GY
|SRD SR|ANG CW SX|AWG AW|FKP FK|SHP SH|GIP GI|PKR PK|BDT BD|LKR LK|NPR NP|MVR MV|AFN AF|MMK MM|KHR KH|LAK LA|BND BN
|PGK PG|FJD FJ|SBD SB|VUV VU|WST WS|TOP TO`;

const currencyBy = new Map(
  currencies
    .replace(/\s+/g, " ")
    .split("|")
    .flatMap((part) => {
      const [currency, ...countries] = part.trim().split(" ");
      return countries.map((country) => [country, currency!] as const);
    }),
);

// Where most people live, in countries that span several zones.
const zones: Readonly<Record<string, string>> = {
  AR: "America/Argentina/Buenos_Aires",
  AU: "Australia/Sydney",
  BR: "America/Sao_Paulo",
  CA: "America/Toronto",
  CD: "Africa/Kinshasa",
  CL: "America/Santiago",
  EC: "America/Guayaquil",
  ES: "Europe/Madrid",
  FM: "Pacific/Pohnpei",
  GL: "America/Nuuk",
  ID: "Asia/Jakarta",
  IN: "Asia/Kolkata",
  KI: "Pacific/Tarawa",
  MM: "Asia/Yangon",
  MN: "Asia/Ulaanbaatar",
  MX: "America/Mexico_City",
  NP: "Asia/Kathmandu",
  NZ: "Pacific/Auckland",
  PF: "Pacific/Tahiti",
  PT: "Europe/Lisbon",
  RU: "Europe/Moscow",
  UA: "Europe/Kyiv",
  US: "America/New_York",
  UZ: "Asia/Tashkent",
  VN: "Asia/Ho_Chi_Minh",
};

const languages: Readonly<Record<string, string>> = {
  CN: "zh-CN",
  HK: "zh-HK",
  IN: "en",
  MO: "zh-MO",
  SG: "en",
  TW: "zh-TW",
};

function region(country: string): Intl.Locale | null {
  return /^[A-Z]{2}$/.test(country) ? new Intl.Locale(`und-${country}`) : null;
}

/** The time zone proposed for a country (IANA); "UTC" for one that is not known. */
export function timezoneOf(country: string): string {
  const known = zones[country];
  if (known) return known;
  // `getTimeZones` is in every current runtime but not yet in TypeScript's library.
  const locale = region(country) as { getTimeZones?(): string[] | undefined } | null;
  return locale?.getTimeZones?.()?.[0] ?? "UTC";
}

/** The currency proposed for a country (ISO 4217); "USD" for one that is not known. */
export function currencyOf(country: string): string {
  return currencyBy.get(country) ?? "USD";
}

/** The language proposed for a country (BCP 47); "en" for one that is not known. */
export function languageOf(country: string): string {
  const language = languages[country] ?? region(country)?.maximize().language;
  return language && language !== "und" ? language : "en";
}

/** Codes of all countries that a store may be in, in no order that matters; names come from `Intl.DisplayNames`. */
export const countries: readonly string[] = [...currencyBy.keys()].sort();

/** Whether prices in a country's shops are written with tax in them. */
export function isTaxIncludedIn(country: string): boolean {
  return country !== "US" && country !== "CA";
}

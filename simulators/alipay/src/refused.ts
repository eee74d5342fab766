/** A refusal as Alipay words it. */
export class Refused extends Error {
  readonly code: string;
  readonly subCode: string;
  constructor(code: string, subCode: string, message: string) {
    super(message);
    this.code = code;
    this.subCode = subCode;
  }
}

/** 40004: understood, and not done. */
export function businessFailed(subCode: string, message: string): Refused {
  return new Refused("40004", subCode, message);
}

const names: Readonly<Record<string, string>> = {
  "20000": "Service Currently Unavailable",
  "40001": "Missing Required Arguments",
  "40002": "Invalid Arguments",
  "40004": "Business Failed",
  "40005": "Call Limited",
  "40006": "Insufficient Permissions",
};

/** A refusal as the inner object of an answer. */
export function refusalView({ code, subCode, message }: Refused): object {
  return { code, msg: names[code] ?? "Error", sub_code: subCode, sub_msg: message };
}

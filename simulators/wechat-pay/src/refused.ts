/** A refusal as WeChat Pay words it: HTTP status, code, message and, for parameters, where the fault is. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: object | undefined;
  constructor(status: number, code: string, message: string, detail?: object) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

/** 400 PARAM_ERROR about a field. */
export function parameterError(field: string, issue: string): Refused {
  return new Refused(400, "PARAM_ERROR", `参数错误：${field} ${issue}`, { location: "body", field, issue });
}

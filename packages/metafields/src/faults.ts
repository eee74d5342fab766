/**
 * What can be wrong with a value or a validation: our stable codes, and the `code` that Shopify's user errors have for it
 * (`MetafieldsSetUserErrorCode`, `MetaobjectUserErrorCode`).
 */
export const faultCodes = {
  blank: "BLANK",
  text_too_short: "TOO_SHORT",
  text_too_long: "TOO_LONG",
  text_has_lines: "INVALID_VALUE",
  text_pattern: "INVALID_VALUE",
  not_a_choice: "INCLUSION",
  not_an_integer: "INVALID_VALUE",
  not_a_decimal: "INVALID_VALUE",
  too_precise: "INVALID_VALUE",
  under_min: "INVALID_VALUE",
  over_max: "LESS_THAN_OR_EQUAL_TO",
  not_a_date: "INVALID_VALUE",
  not_a_date_time: "INVALID_VALUE",
  not_a_boolean: "INVALID_VALUE",
  not_money: "INVALID_VALUE",
  not_a_url: "INVALID_VALUE",
  not_a_domain: "INVALID_VALUE",
  not_a_color: "INVALID_VALUE",
  not_a_reference: "INVALID_VALUE",
  reference_missing: "INVALID_VALUE",
  not_json: "INVALID_VALUE",
  json_too_long: "TOO_LONG",
  json_too_costly: "INVALID_VALUE",
  json_schema: "INVALID_VALUE",
  not_a_list: "INVALID_VALUE",
  list_too_short: "TOO_SHORT",
  list_too_long: "TOO_LONG",
  type_unknown: "INCLUSION",
  type_missing: "BLANK",
  type_differs: "INVALID_TYPE",
  owner_missing: "INVALID",
  twice: "TAKEN",
  key_malformed: "INVALID",
  field_undefined: "INVALID",
  field_required: "PRESENT",
} as const;
export type FaultCode = keyof typeof faultCodes;

/** What is wrong; `params` fill the sentence that says it. */
export interface Fault {
  readonly code: FaultCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export function fault(code: FaultCode, params: Fault["params"] = {}): Fault {
  return { code, params };
}

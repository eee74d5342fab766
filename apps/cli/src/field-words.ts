/** What is wrong with a value of one of the store's own fields in a file of products, and what to do. */
export const fieldWords: Readonly<Record<string, { readonly "zh-CN": string; readonly en: string }>> = {
  metafield_blank: {
    "zh-CN": "里面没有内容。请填上，或让单元格空着来清除。",
    en: "Nothing is in it. Fill it in, or leave the cell empty to take the value away.",
  },
  metafield_text_too_short: {
    "zh-CN": "文字太短，至少 {least} 个字符。",
    en: "The text is too short: at least {least} characters.",
  },
  metafield_text_too_long: {
    "zh-CN": "文字太长，最多 {most} 个字符。",
    en: "The text is too long: at most {most} characters.",
  },
  metafield_text_has_lines: {
    "zh-CN": "只能有一行，请去掉换行。",
    en: "One line only: take the line breaks out.",
  },
  metafield_text_pattern: { "zh-CN": "不符合格式 {pattern}。", en: "It does not fit the pattern {pattern}." },
  metafield_not_a_choice: {
    "zh-CN": "不在可选项里。请填可选项之一，或先在设置里加上。",
    en: "Not one of the choices. Write one of them, or add it to the field’s choices in the settings.",
  },
  metafield_not_an_integer: {
    "zh-CN": "不是整数，请填例如 12。",
    en: "Not a whole number. Write one such as 12.",
  },
  metafield_not_a_decimal: {
    "zh-CN": "不是数字，请填例如 12.5。",
    en: "Not a number. Write one such as 12.5.",
  },
  metafield_too_precise: {
    "zh-CN": "小数点后最多 {most} 位。",
    en: "At most {most} digits after the point.",
  },
  metafield_under_min: { "zh-CN": "不能小于 {min}。", en: "It may not be below {min}." },
  metafield_over_max: { "zh-CN": "不能大于 {max}。", en: "It may not be above {max}." },
  metafield_not_a_date: {
    "zh-CN": "不是日期，请写成 2026-05-01。",
    en: "Not a day. Write it as 2026-05-01.",
  },
  metafield_not_a_date_time: {
    "zh-CN": "不是日期和时间，请写成 2026-05-01T12:30。",
    en: "Not a day and time. Write it as 2026-05-01T12:30.",
  },
  metafield_not_a_boolean: { "zh-CN": "请填 true 或 false。", en: "Write true or false." },
  metafield_not_money: {
    "zh-CN": "不是金额。请像导出的文件那样，用 JSON 写 amount 和 currency_code。",
    en: "Not an amount. Write JSON with amount and currency_code, as an export has it.",
  },
  metafield_not_a_url: {
    "zh-CN": "不是网址，请写完整，例如 https://example.com。",
    en: "Not an address. Write it whole, such as https://example.com.",
  },
  metafield_not_a_domain: { "zh-CN": "只能是 {domains} 的网址。", en: "Only addresses at {domains}." },
  metafield_not_a_color: { "zh-CN": "不是颜色，请写成 #c0392b。", en: "Not a colour. Write it as #c0392b." },
  metafield_not_json: { "zh-CN": "这不是 JSON，请改好。", en: "This is not JSON. Mend it." },
  metafield_json_too_long: {
    "zh-CN": "JSON 太长，最多 {most} 字节。",
    en: "The JSON is too long: at most {most} bytes.",
  },
  metafield_json_too_costly: {
    "zh-CN": "JSON 太大，无法按模式检查，请改小。",
    en: "The JSON is too large to be checked by its schema. Make it smaller.",
  },
  metafield_json_schema: { "zh-CN": "{at} 处不符合模式。", en: "It does not fit the schema at {at}." },
  metafield_not_a_list: {
    "zh-CN": "这不是列表。请用分号隔开各个值，或写成 JSON 列表。",
    en: "This is not a list. Separate its values by semicolons, or write a JSON list.",
  },
  metafield_list_too_short: { "zh-CN": "值太少，至少 {least} 个。", en: "Too few values: at least {least}." },
  metafield_list_too_long: { "zh-CN": "值太多，最多 {most} 个。", en: "Too many values: at most {most}." },
  metafield_type_differs: {
    "zh-CN": "该字段的类型是 {type}。请改正或去掉 type。",
    en: "The field is of the type {type}. Correct the type, or leave it out.",
  },
  metafield_twice: {
    "zh-CN": "这个商品里同一字段写了两次，请去掉一个。",
    en: "The field stands twice in this product. Take one out.",
  },
  metafield_field_undefined: {
    "zh-CN": "这个字段刚被删除。请重新定义，或从文件里去掉。",
    en: "Somebody has removed this field meanwhile. Define it again, or take it out of the file.",
  },
  metafields_changed_since: {
    "zh-CN": "导入之后有人改过它的自定义字段，或字段已不接受原来的值，没有动它们。",
    en: "Somebody changed its metafields since, or they would not take the old values any more: those were left as they are.",
  },
};

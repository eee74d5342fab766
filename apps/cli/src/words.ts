import { fieldWords } from "./field-words.ts";

type Params = Readonly<Record<string, string | number>>;
type Sentences = Readonly<Record<"zh-CN" | "en", string>>;

const stores: Readonly<Record<string, Sentences>> = {
  store_not_found: { "zh-CN": "没有叫“{handle}”的店铺。", en: "There is no store {handle}." },
  handle_ill_formed: {
    "zh-CN": "“{handle}”不能用：只能有小写字母、数字和中间的连字符。",
    en: "{handle} cannot be used: only lower-case letters, digits and inner dashes.",
  },
  handle_reserved: { "zh-CN": "“{handle}”留给平台自己用。", en: "{handle} is kept for the platform itself." },
  handle_taken: { "zh-CN": "“{handle}”已经有人用了。", en: "{handle} is taken." },
  name_missing: { "zh-CN": "还没有名称。", en: "The name is missing." },
  currency_unknown: { "zh-CN": "不认识货币“{currency}”。", en: "{currency} is not a currency." },
  country_unknown: { "zh-CN": "不认识国家代码“{country}”。", en: "{country} is not a country's code." },
  timezone_unknown: { "zh-CN": "不认识时区“{timezone}”。", en: "{timezone} is not a time zone." },
  language_unknown: { "zh-CN": "不认识语言“{locale}”。", en: "{locale} is not a language's tag." },
  host_ill_formed: { "zh-CN": "“{host}”不是域名。", en: "{host} is not a host name." },
  host_taken: { "zh-CN": "{host} 已经属于别的店铺。", en: "{host} belongs to another store." },
  email_invalid: { "zh-CN": "邮箱地址不对。", en: "That is not an e-mail address." },
};

const payments: Readonly<Record<string, Sentences>> = {
  provider_unknown: { "zh-CN": "没有支付方式“{provider}”。", en: "There is no payment provider {provider}." },
  provider_for_test_stores_only: {
    "zh-CN": "“{provider}”只能用在测试店铺里。",
    en: "{provider} is for stores in test mode only.",
  },
  credentials_invalid: {
    "zh-CN": "凭据的“{field}”不对：{why}",
    en: "The credentials' {field} is not right: {why}",
  },
  provider_has_no_platform_account: {
    "zh-CN": "“{provider}”没有平台账户这种接入方式。",
    en: "{provider} knows no account of the platform's own.",
  },
  provider_unreachable: {
    "zh-CN": "联系不上“{provider}”，凭据没有保存。请检查网络后再试。",
    en: "{provider} cannot be reached, so nothing was kept. Check the network and try again.",
  },
  platform_account_missing: {
    "zh-CN": "平台还没有“{provider}”的服务商账户。请先运行 payments connect-platform。",
    en: "The platform has no account of its own at {provider}. Run payments connect-platform first.",
  },
  sub_account_taken: {
    "zh-CN": "特约商户号 {subAccount} 已经属于别的店铺。",
    en: "The sub-merchant {subAccount} belongs to another store.",
  },
  sub_account_not_assigned: {
    "zh-CN": "特约商户号 {subAccount} 没有分配给这家店铺。请联系平台运营方。",
    en: "The sub-merchant {subAccount} is not assigned to this store. Ask the platform's operator.",
  },
  account_not_found: { "zh-CN": "这家店铺没有这个支付账户。", en: "The store has no such payment account." },
  account_changed: {
    "zh-CN": "账户的凭据刚刚改过，比例没有保存。请再运行一次。",
    en: "The account's credentials were changed meanwhile, so nothing was kept. Run it again.",
  },
  share_invalid: {
    "zh-CN": "比例应是 0 到 100 之间的百分数，最多两位小数，例如 0.6。",
    en: "The share is a percentage between 0 and 100 with two decimals at most, such as 0.6.",
  },
  share_not_possible: {
    "zh-CN": "只有挂在平台“{provider}”服务商名下的账户才能分账。",
    en: "The platform takes a share only of accounts that are under its own at {provider}.",
  },
  share_refused: { "zh-CN": "不能分账：{why}", en: "The platform cannot take a share: {why}" },
  share_too_large: {
    "zh-CN": "这个商户最多允许分出 {most} %。",
    en: "Of this merchant's payments {most} % may be shared at most.",
  },
  file_not_json: { "zh-CN": "{file} 不是 JSON 文件。", en: "{file} is not JSON." },
};

const imports: Readonly<Record<string, Sentences>> = {
  file_not_found: { "zh-CN": "读不到文件 {file}。", en: "The file {file} cannot be read." },
  file_empty: { "zh-CN": "文件是空的。", en: "The file is empty." },
  file_has_no_rows: { "zh-CN": "文件只有表头，没有商品。", en: "The file has a header but no products." },
  file_not_csv: {
    "zh-CN": "这不是 CSV、XLSX 或 JSONL 文件。",
    en: "This is not a CSV, XLSX or JSONL file.",
  },
  file_is_opendocument: {
    "zh-CN":
      "这是 OpenDocument 表格（.ods），只是改了名。请另存为 Excel 工作簿（.xlsx）或 UTF-8 编码的 CSV。",
    en: "This is an OpenDocument spreadsheet (.ods), whatever its name. Save it as an Excel workbook (.xlsx) or as CSV in UTF-8.",
  },
  workbook_legacy: {
    "zh-CN": "这是旧版 Excel 工作簿（.xls）。请在 Excel 里另存为 .xlsx 再导入。",
    en: "This is a workbook of an older Excel (.xls). Save it as .xlsx in Excel, then import that.",
  },
  workbook_binary: {
    "zh-CN": "这是二进制工作簿（.xlsb）。请在 Excel 里另存为 .xlsx 再导入。",
    en: "This is a binary workbook (.xlsb). Save it as .xlsx in Excel, then import that.",
  },
  workbook_encrypted: {
    "zh-CN": "工作簿设了打开密码。请在 Excel 里去掉密码，保存后再导入。",
    en: "The workbook is protected by a password. Remove the password in Excel, save it and import that.",
  },
  workbook_broken: {
    "zh-CN": "工作簿已损坏或不完整。请在 Excel 里打开，重新保存后再上传。",
    en: "The workbook is damaged or cut off. Open it in Excel, save it anew and upload that.",
  },
  workbook_bomb: {
    "zh-CN": "工作簿解压后超过原来的 {most} 倍，不像正常表格，没有读取。请只把商品表复制到新工作簿再导入。",
    en: "The workbook unpacks to more than {most} times its size, which no honest sheet does, so it was not read. Copy the products into a new workbook and import that.",
  },
  workbook_too_large: {
    "zh-CN": "工作簿解压后太大。请分成几个文件，或另存为 UTF-8 编码的 CSV。",
    en: "The workbook is too large once unpacked. Split it, or save it as CSV in UTF-8.",
  },
  workbook_texts_too_large: {
    "zh-CN":
      "工作簿里的文字太多：最多 {most} MB、{count} 条不同的文字。请分成几个文件，或另存为 UTF-8 编码的 CSV。",
    en: "The workbook has too much text: {most} MB and {count} different texts at most. Split it, or save it as CSV in UTF-8.",
  },
  workbook_has_doctype: {
    "zh-CN": "工作簿里有文档类型定义（DTD），正常的工作簿没有，因此不读取。请在 Excel 里重新保存后再导入。",
    en: "The workbook brings a document type definition (DTD), which honest ones do not, so it was not read. Save it anew in Excel and import that.",
  },
  workbook_has_no_sheet: {
    "zh-CN": "工作簿里没有工作表。请把商品放在第一张工作表。",
    en: "The workbook has no worksheet. Put the products on its first sheet.",
  },
  cell_is_error: {
    "zh-CN": "单元格里是公式错误（如 #N/A、#REF!）。请改好公式或填上值。",
    en: "A cell holds a formula's error, such as #N/A or #REF!. Repair the formula or write the value.",
  },
  cell_not_calculated: {
    "zh-CN": "公式还没有算出值。请在 Excel 里打开并保存，或粘贴为值。",
    en: "A formula's value is not in the file. Open and save it in Excel, or paste it as a value.",
  },
  export_cell_too_long: {
    "zh-CN":
      "商品 {handle} 的 文字（{field}）超过 Excel 单元格的上限（{most} 个字符）。请导出为 CSV 或 JSONL。",
    en: "The text ({field}) of the product {handle} is longer than a cell of Excel can be ({most} characters). Export CSV or JSONL instead.",
  },
  export_too_large: {
    "zh-CN": "商品太多，一张 Excel 工作表放不下（最多 {most} 行）。请导出为 CSV 或 JSONL。",
    en: "The products do not fit into one sheet of Excel ({most} rows at most). Export CSV or JSONL instead.",
  },
  file_encoding_unknown: {
    "zh-CN": "认不出文件的编码。请另存为 UTF-8 编码的 CSV。",
    en: "The file's encoding is not known. Please save it as CSV in UTF-8.",
  },
  file_changed: {
    "zh-CN": "文件在导入途中变了，已经停下。请重新上传；导入过的商品不会重复。",
    en: "The file changed while it was imported, so the import has stopped. Upload it again; nothing comes twice.",
  },
  import_failed: {
    "zh-CN": "写入时出了意外，导入停下了。写进去的可以撤销。",
    en: "Something unexpected happened while writing, so the import has stopped. What was written can be undone.",
  },
  import_not_found: { "zh-CN": "这家店铺没有这次导入。", en: "The store has no such import." },
  import_over: { "zh-CN": "这次导入已经结束。", en: "The import is over." },
  import_not_undoable: {
    "zh-CN": "没有可以撤销的：没有改动，或已过 30 天。",
    en: "There is nothing to undo: nothing was changed, or it is longer than 30 days ago.",
  },
  import_too_large: {
    "zh-CN": "文件太大，最多 {most} MB。请分成几个文件。",
    en: "The file is too large: {most} MB at most. Split it.",
  },
  workbook_needs_file: {
    "zh-CN": "工作簿要写进文件：请用 --to 文件名.xlsx。",
    en: "A workbook is written to a file: say --to FILE.xlsx.",
  },
  format_unknown: { "zh-CN": "格式是 csv、xlsx 或 jsonl。", en: "The format is csv, xlsx or jsonl." },
  product_changed_since: {
    "zh-CN": "导入之后有人改过这个商品，没有动它。",
    en: "Somebody changed the product since, so it was left as it is.",
  },
  text_ill_formed: { "zh-CN": "文字里有半个字符。", en: "A text holds half a character." },
  quote_unclosed: {
    "zh-CN": "第 {line} 行第 {column} 列的引号没有闭合，后面的内容读不下去。请补上引号。",
    en: "The quote that is opened on line {line}, column {column}, is never closed. Close it and try again.",
  },
  header_broken: {
    "zh-CN": "表头第 {column} 列读不了。请改好表头。",
    en: "The header cannot be read at column {column}. Please mend it.",
  },
  columns_too_many: {
    "zh-CN": "列太多，最多 {most} 列。",
    en: "There are too many columns; at most {most}.",
  },
  rows_too_far_apart: {
    "zh-CN": "同一商品的行隔得太远（读到第 {line} 行）。请按 Handle 排序后再导入。",
    en: "Rows of one product stand too far apart (noticed on line {line}). Sort the file by handle.",
  },
  quote_stray: {
    "zh-CN": "引号后面还有文字。单元格里的引号要写成两个。",
    en: "There is text behind a closing quote. Double the quotes inside a cell.",
  },
  cell_has_nul: {
    "zh-CN": "单元格里有不可见的空字符（NUL），请删去。",
    en: "A cell holds a NUL character. Take it out.",
  },
  cell_too_long: {
    "zh-CN": "单元格超过一百万个字符，请缩短。",
    en: "A cell has more than a million characters. Shorten it.",
  },
  row_too_long: { "zh-CN": "这一行太长，请缩短。", en: "The row is too long. Shorten it." },
  cells_too_many: {
    "zh-CN": "这一行的单元格太多，多半是多了逗号。",
    en: "The row has too many cells: probably too many commas.",
  },
  json_invalid: { "zh-CN": "这一行不是完整的 JSON。", en: "This line is not a JSON object." },
  input_invalid: { "zh-CN": "内容的格式不对：{reason}", en: "The value is not of the right form: {reason}" },
  handle_twice: {
    "zh-CN": "文件里前面已经有这个 Handle。请合并或改名。",
    en: "The handle stands in the file before. Join the two, or rename one.",
  },
  product_rows_too_many: {
    "zh-CN": "这个商品有 {rows} 行，最多 {most} 行。请检查 Handle 是否填错。",
    en: "The product has {rows} rows, {most} at most. Is the handle right?",
  },
  picture_address_invalid: {
    "zh-CN": "图片地址不对，没有采用：{address}",
    en: "Not an address of a picture, so it was left out: {address}",
  },
  header_missing: {
    "zh-CN": "第一行应是表头，要有 {columns} 列，现在是：{found}",
    en: "The first row should be a header with the columns {columns}; it is: {found}",
  },
  handle_missing: { "zh-CN": "这一行没有 Handle。", en: "This row has no handle." },
  title_missing: { "zh-CN": "新商品要有标题。", en: "A new product needs a title." },
  price_invalid: { "zh-CN": "“{text}”不是价格。", en: "{text} is not a price." },
  price_negative: { "zh-CN": "价格不能是负数。", en: "A price cannot be negative." },
  price_too_large: { "zh-CN": "价格太大了。", en: "The price is too large." },
  price_too_precise: {
    "zh-CN": "价格“{text}”的小数位太多，{currency} 只有 {digits} 位。",
    en: "{text} has too many decimals: {currency} has {digits}.",
  },
  currency_mismatch: {
    "zh-CN": "店铺用 {currency}，不是 {given}。",
    en: "The store sells in {currency}, not in {given}.",
  },
  weight_invalid: { "zh-CN": "“{text}”不是重量。", en: "{text} is not a weight." },
  quantity_invalid: { "zh-CN": "“{text}”不是库存数。", en: "{text} is not a number of units." },
  status_unknown: { "zh-CN": "不认识状态“{status}”。", en: "{status} is not a status." },
  gift_card_unsupported: { "zh-CN": "暂不支持导入礼品卡。", en: "Gift cards cannot be imported yet." },
  options_duplicate: {
    "zh-CN": "规格重复了：{option}{options}",
    en: "The same options stand twice: {option}{options}",
  },
  options_mismatch: {
    "zh-CN": "规格和商品的选项对不上：{options}",
    en: "These options do not fit the product's: {options}",
  },
  options_too_many: { "zh-CN": "选项最多 {most} 个。", en: "A product has at most {most} options." },
  option_name_missing: { "zh-CN": "选项没有名称。", en: "An option has no name." },
  option_value_missing: {
    "zh-CN": "选项“{option}”缺少取值。",
    en: "A value of the option {option} is missing.",
  },
  too_many_variants: { "zh-CN": "规格最多 {most} 种。", en: "A product has at most {most} variants." },
  variant_in_stock: {
    "zh-CN": "不能去掉已经卖出、还没发货的规格。",
    en: "A variant with units that somebody has ordered cannot be removed.",
  },
  input_too_long: { "zh-CN": "内容太长。", en: "A text is too long." },
};

const operations: Readonly<Record<string, Sentences>> = {
  folder_not_empty: { "zh-CN": "{folder} 不是空的。", en: "{folder} is not empty." },
  backup_not_found: { "zh-CN": "{folder} 里没有备份。", en: "There is no backup in {folder}." },
  backup_damaged: { "zh-CN": "备份里的 {file} 损坏了。", en: "{file} of the backup is damaged." },
  backup_key_other: {
    "zh-CN": "这份备份要用主密钥 {needed}，现在是 {found}。",
    en: "This backup needs the master key {needed}; the one here is {found}.",
  },
  backup_schema_other: {
    "zh-CN": "备份的数据库版本是 {backup}，这里是 {here}。",
    en: "The backup's schema is {backup}, here it is {here}.",
  },
  database_role_bound: {
    "zh-CN": "DATABASE_URL 的角色看不到所有店铺的数据；它要有 BYPASSRLS。",
    en: "The role of DATABASE_URL cannot see the rows of all stores; it needs BYPASSRLS.",
  },
  database_not_empty: {
    "zh-CN": "数据库里已经有店铺；只能恢复到空的数据库，或用 --store 恢复一家店。",
    en: "The database already holds stores; restore into an empty one, or one store with --store.",
  },
};

const sentences: Readonly<Record<string, Sentences>> = {
  ...stores,
  ...payments,
  ...imports,
  ...fieldWords,
  ...operations,
};

/** The sentence of a code in a language; the code in plain words where it has none. */
export function sentenceOf(code: string, params: Params, locale: "zh-CN" | "en"): string {
  const sentence = sentences[code]?.[locale] ?? code.replaceAll("_", " ");
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? "")).trim();
}

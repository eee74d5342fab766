import type { TotalsView } from "@hutong/checkout";
import { type PriceNode, type PriceSource, type PriceTree, taxName } from "@hutong/pricing";
import { escapeHtml } from "../document.ts";
import { type PriceReasonWords, priceReasonWords } from "../words/price-reasons.ts";
import type { Desk } from "./desk.tsx";

type Rule = Extract<PriceSource, { kind: "discount" }>["rule"];

interface Tongue {
  readonly w: PriceReasonWords;
  readonly locale: string;
  amount(amount: number): string;
}

const formats = new Map<string, Intl.NumberFormat>();

function percent(basisPoints: number, locale: string): string {
  let format = formats.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 4 });
    formats.set(locale, format);
  }
  return format.format(basisPoints / 10_000);
}

function ruleText(rule: Rule, { w, locale, amount }: Tongue): string {
  const value = rule?.value;
  switch (value?.kind) {
    case undefined:
      return "";
    case "percentage":
      return w.percentOff(percent(value.basisPoints, locale));
    case "amount":
      return w.amountOff(amount(value.amount));
    case "once":
      return w.onceOff(amount(value.amount));
    case "steps":
      return w.everyOff(amount(value.every), amount(value.amount));
    case "tiers":
      return w.tiered;
    case "buy-get": {
      const { quantity, basisPoints } = value.get;
      return w.buyGet(
        value.buy.quantity,
        quantity,
        basisPoints === 10_000 ? null : percent(basisPoints, locale),
      );
    }
  }
}

const joined = (...words: readonly (string | null)[]): string => words.filter(Boolean).join(" · ");

const eachText = ({ quantity, unitPrice }: Extract<PriceSource, { kind: "line" }>, { w, amount }: Tongue) =>
  quantity === 1 ? "" : w.each(quantity, amount(unitPrice));

/** What a node is called, and the small words beside it. */
function wordsOf(source: PriceSource, tongue: Tongue): readonly [string, string] {
  const { w, locale, amount } = tongue;
  switch (source.kind) {
    case "due":
      return [w.due, ""];
    case "tender":
      return [w.card(source.last), ""];
    case "total":
      return [w.total, ""];
    case "subtotal":
      return [w.items, ""];
    case "line":
      return [source.title, joined(source.variantTitle, eachText(source, tongue))];
    case "discount":
      return [source.name || w.discount, joined(source.code, ruleText(source.rule, tongue))];
    case "shipping":
      return [w.delivery, source.name];
    case "shipping_price":
      return [w.deliveryPrice, ""];
    case "shipping_free":
      return [w.freeFrom(amount(source.above)), ""];
    case "tax": {
      const rate = source.basisPoints > 0 ? percent(source.basisPoints, locale) : "";
      return [taxName(source.name, locale), rate];
    }
    case "tax_removed":
      return [w.exempt, ""];
    case "on_line":
      return [source.title, joined(source.variantTitle, w.of(amount(source.of)))];
    case "on_shipping":
      return [w.delivery, w.of(amount(source.of))];
  }
}

function nodeHtml(node: PriceNode, tongue: Tongue): string {
  const [name, note] = wordsOf(node.source, tongue);
  const small = note && ` <small>${escapeHtml(note)}</small>`;
  const words = `<p><span>${escapeHtml(name)}${small}</span><b>${escapeHtml(tongue.amount(node.amount))}</b></p>`;
  return `<li data-reason="${node.source.kind}">${words}${nodesHtml(node.parts, tongue)}</li>`;
}

function nodesHtml(nodes: readonly PriceNode[], tongue: Tongue): string {
  return nodes.length === 0 ? "" : `<ul>${nodes.map((node) => nodeHtml(node, tongue)).join("")}</ul>`;
}

function treeHtml({ root, inside }: PriceTree, tongue: Tongue): string {
  const { title, inside: heading } = tongue.w;
  const taxes =
    inside.length > 0 ? `<p class="in">${escapeHtml(heading)}</p>${nodesHtml(inside, tongue)}` : "";
  return `<summary>${escapeHtml(title)}</summary>${nodesHtml([root], tongue)}${taxes}`;
}

// A checkout shows it twice, and elements cost twenty times what text does.
const written = new WeakMap<PriceTree, string>();

/** Where every cent of a total comes from, in words, opened by whoever wants to know; without script too. */
export function PriceReasons({ totals: { tree }, desk }: { totals: TotalsView; desk: Desk }) {
  let html = written.get(tree);
  if (html === undefined) {
    const { locale } = desk.visit;
    const amount = (amount: number) => desk.price({ amount, currency: tree.currency });
    html = treeHtml(tree, { w: priceReasonWords(locale), locale, amount });
    written.set(tree, html);
  }
  return <details className="why" data-why="" dangerouslySetInnerHTML={{ __html: html }} />;
}

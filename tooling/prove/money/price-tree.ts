import {
  type PriceNode,
  priceTree,
  type Totals,
  type TotalsInput,
} from "../../../packages/pricing/src/index.ts";

function* faultsOf(node: PriceNode, path: string): Generator<string> {
  const { source, amount, parts } = node;
  const here = `${path}/${source.kind}`;
  const all = parts.reduce((sum, part) => sum + BigInt(part.amount), 0n);
  if (parts.length > 0 && all !== BigInt(amount)) yield `${here}: ${amount}, its parts ${all}`;
  if (source.kind === "line" && source.quantity * source.unitPrice !== amount)
    yield `${here}: ${amount} is not ${source.quantity} times ${source.unitPrice}`;
  for (const part of parts) yield* faultsOf(part, here);
}

/** What does not hold of the tree of a total: every node is the sum of its parts, and its leaves are what the answer says of the lines. */
export function* treeFaults(input: TotalsInput, answer: Totals): Generator<string> {
  const { root, inside } = priceTree({ input, answer });
  yield* faultsOf(root, "");
  for (const tax of inside) yield* faultsOf(tax, "inside");
  if (root.amount !== answer.due) yield `the root is ${root.amount}, to pay is ${answer.due}`;
  const total = root.source.kind === "total" ? root : root.parts[0];
  if (total?.amount !== answer.total) yield `the total is ${total?.amount}, of the answer ${answer.total}`;
  const taxes = [...(total?.parts ?? []), ...inside].filter(({ source }) => source.kind === "tax");
  const tax = taxes.reduce((sum, one) => sum + BigInt(one.amount), 0n);
  if (tax !== BigInt(answer.tax)) yield `taxes are ${tax}, of the answer ${answer.tax}`;
  if (answer.lines.some(({ gross }) => gross > 0) && (total?.parts[0]?.parts.length ?? 0) === 0)
    yield "goods stand without their lines";
}

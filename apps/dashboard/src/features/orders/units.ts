interface Lines {
  readonly lines: readonly { readonly quantity: number; readonly fulfilledQuantity: number }[];
}

/** Units of an order. */
export function unitsOf({ lines }: Lines): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** Units that have not left yet. */
export function unitsLeft({ lines }: Lines): number {
  return lines.reduce((sum, line) => sum + line.quantity - line.fulfilledQuantity, 0);
}

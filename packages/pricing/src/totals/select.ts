import type {
  Discount,
  DiscountClass,
  OrderDiscount,
  ProductDiscount,
  ShippingDiscount,
  TotalsInput,
} from "./input.ts";
import { type Goods, type OrderPart, orderOff, restsOf, shippingOff } from "./order-discounts.ts";
import { isSimple, mostOff, productOff } from "./product-discounts.ts";
import { sum } from "./whole.ts";
import { type Targeted, targeted } from "./worth.ts";

/** What one discount takes off: line by line, or off the shipping. */
export interface Taken {
  readonly position: number;
  readonly discount: Discount;
  readonly off: readonly number[];
}

export interface Selection {
  /** Those that take something off, product, then order, then shipping discounts. */
  readonly taken: readonly Taken[];
  readonly rests: readonly number[];
  readonly shippingRest: number;
  readonly isFree: boolean;
}

type Of<One extends Discount> = readonly Targeted<One>[];

/** A product part and what it leaves. */
interface ProductPart extends Goods {
  readonly members: Of<ProductDiscount>;
  readonly offs: readonly (readonly number[])[];
  readonly amounts: readonly number[];
  readonly orders: Map<string, OrderPart>;
}

interface Found {
  /** What the shipping's discounts leave. */
  readonly shipped: number;
  /** Of the discounts that take something off, ascending. */
  readonly positions: readonly number[];
  readonly product: ProductPart;
  readonly orders: Of<OrderDiscount>;
  readonly order: OrderPart;
  readonly deliveries: Of<ShippingDiscount>;
  readonly delivered: readonly number[];
}

const classes = ["product", "order", "shipping"] as const;
/** Every set of classes that may have a part. */
const sets: readonly (readonly DiscountClass[])[] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
  classes.filter((_, index) => bits & (1 << index)),
);

// Lists of discounts that a class can have for its part where these classes have one.
function partsOf<One extends Discount>(
  all: Of<One>,
  own: DiscountClass,
  present: readonly DiscountClass[],
  mayStand: (discount: One) => boolean = () => true,
): Of<One>[] {
  if (!present.includes(own)) return [[]];
  const joins = ({ discount }: Targeted<One>, others: readonly DiscountClass[]) =>
    others.every((one) => discount.combines.includes(one));
  const others = present.filter((one) => one !== own);
  const single = all.filter((one) => joins(one, others)).map((one) => [one]);
  const many = all.filter((one) => mayStand(one.discount) && joins(one, present));
  return many.length > 1 ? [...single, many] : single;
}

const keyOf = (members: readonly { readonly position: number }[]) =>
  members.map(({ position }) => position).join();

const effective = (members: readonly { readonly position: number }[], amounts: readonly number[]): number[] =>
  members.filter((_, index) => amounts[index]! > 0).map(({ position }) => position);

function isBefore(positions: readonly number[], other: readonly number[]): boolean {
  if (positions.length !== other.length) return positions.length < other.length;
  const at = positions.findIndex((position, index) => position !== other[index]);
  return at >= 0 && positions[at]! < other[at]!;
}

/** Makes product parts, each once: the same part stands in several selections. */
function productParts(lines: TotalsInput["lines"], gross: readonly number[]) {
  const alone = new Map<number, readonly number[]>();
  const made = new Map<string, ProductPart>();
  const offOf = (one: Targeted<ProductDiscount>) => {
    const known = alone.get(one.position) ?? productOff(one, lines, gross);
    alone.set(one.position, known);
    return known;
  };
  return (members: Of<ProductDiscount>): ProductPart => {
    const key = keyOf(members);
    const known = made.get(key);
    if (known) return known;
    const offs = members.length > 1 ? mostOff(members.map(offOf), lines.length) : members.map(offOf);
    const nets = gross.map((amount, line) => amount - sum(offs.map((off) => off[line]!)));
    const part = {
      members,
      offs,
      nets,
      netSum: sum(nets),
      amounts: offs.map(sum),
      orders: new Map<string, OrderPart>(),
    };
    made.set(key, part);
    return part;
  };
}

function orderPart(product: ProductPart, orders: Of<OrderDiscount>, lines: TotalsInput["lines"]): OrderPart {
  const key = keyOf(orders);
  const known = product.orders.get(key) ?? orderOff(orders, lines, product);
  product.orders.set(key, known);
  return known;
}

function selectionOf(found: Found, input: TotalsInput): Selection {
  const { product, orders, order, deliveries, delivered } = found;
  const orderOffs = order.offs();
  const all: Taken[] = [
    ...product.members.map((one, index) => ({ ...one, off: product.offs[index]! })),
    ...orders.map((one, index) => ({ ...one, off: orderOffs[index]! })),
    ...deliveries.map((one, index) => ({ ...one, off: [delivered[index]!] })),
  ];
  const { price, isFree } = priceOf(input, order.goods);
  return {
    taken: all.filter(({ off }) => off.some((amount) => amount > 0)),
    rests: restsOf(product, orderOffs),
    shippingRest: price - sum(delivered),
    isFree,
  };
}

// The shipping's price once the goods have set it free, or not.
function priceOf(
  { shipping }: TotalsInput,
  goods: number,
): { price: number; listed: number; isFree: boolean } {
  const listed = shipping?.price ?? 0;
  const isFree = shipping !== null && shipping.freeAbove !== null && goods >= shipping.freeAbove;
  return { price: isFree ? 0 : listed, listed, isFree };
}

/** The selection of discounts that is taken (docs/totals.md, sections 5 to 7): the one that costs the customer least. */
export function select(input: TotalsInput, gross: readonly number[]): Selection {
  const { lines } = input;
  const all = targeted(input);
  const partOf = productParts(lines, gross);
  let best: Found | null = null;

  function judge(
    product: ProductPart,
    orders: Of<OrderDiscount>,
    order: OrderPart,
    deliveries: Of<ShippingDiscount>,
  ) {
    const { price, listed } = priceOf(input, order.goods);
    const goods = { all: order.goods, rests: () => restsOf(product, order.offs()) };
    const delivered = shippingOff(deliveries, lines, goods, { price, listed });
    const shipped = price - sum(delivered);
    // By differences: the sum of both may be beyond what a number holds.
    const more = best ? order.goods - best.order.goods + (shipped - best.shipped) : -1;
    if (more > 0) return;
    const positions = [
      ...effective(product.members, product.amounts),
      ...effective(orders, order.amounts),
      ...effective(deliveries, delivered),
    ].sort((a, b) => a - b);
    if (best && more === 0 && !isBefore(positions, best.positions)) return;
    best = { shipped, positions, product, orders, order, deliveries, delivered };
  }

  for (const present of input.discounts.length === 0 ? [[]] : sets) {
    const deliveries = partsOf(all.shipping, "shipping", present);
    const orders = partsOf(all.order, "order", present);
    for (const members of partsOf(all.product, "product", present, isSimple)) {
      const product = partOf(members);
      for (const some of orders) {
        const order = orderPart(product, some, lines);
        // Goods alone that cost more cannot win, whatever the shipping comes to.
        if (best && order.goods - (best as Found).order.goods > (best as Found).shipped) continue;
        for (const one of deliveries) judge(product, some, order, one);
      }
    }
  }
  return selectionOf(best!, input);
}

import type { QuantityRule } from "@hutong/catalogue";
import { formatWeight, type Weight } from "@hutong/kernel";
import type { Frame } from "../frame.ts";

const anyQuantity = { least: 1, most: null, step: 1 };
/** Weights to choose from; more of it is asked for in the bag. */
const mostWeights = 20;

interface Amounts {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

// "150 g" says more than "3 units of 50 g", and needs no script.
function Weights({ weight, locale, least, most, step }: Amounts & { weight: Weight; locale: string }) {
  const many = Math.min(mostWeights, Math.floor((most - least) / step) + 1);
  const units = Array.from({ length: many }, (_, index) => least + index * step);
  return (
    <select id="quantity" name="quantity" defaultValue={least}>
      {units.map((count) => (
        <option key={count} value={count}>
          {formatWeight({ ...weight, amount: weight.amount * count }, locale)}
        </option>
      ))}
    </select>
  );
}

/** How much of it: a number or, of goods sold by weight, a weight. */
export function Quantity({ frame, rule }: { frame: Frame; rule: QuantityRule | null }) {
  const { least, most, step } = rule ?? anyQuantity;
  const start = rule?.of === "product" ? 1 : least;
  const amounts = { least: start, most: most ?? 999, step: rule?.of === "variant" ? step : 1 };
  return (
    <div className="qty">
      <label htmlFor="quantity">{rule?.weight ? frame.t.weight : frame.t.quantity}</label>
      {rule?.weight ? (
        <Weights weight={rule.weight} locale={frame.locale} {...amounts} />
      ) : (
        <span className="st" data-stepper="">
          <input
            id="quantity"
            type="number"
            name="quantity"
            min={amounts.least}
            max={amounts.most}
            step={amounts.step}
            defaultValue={amounts.least}
            inputMode="numeric"
            required
          />
        </span>
      )}
    </div>
  );
}

/** In which numbers it is sold, or in which weights. */
export function soldIn(frame: Frame, rule: QuantityRule): string {
  const { least, most, step, weight } = rule;
  return frame.t.soldIn(least, most, step, (count) =>
    weight ? formatWeight({ ...weight, amount: weight.amount * count }, frame.locale) : null,
  );
}

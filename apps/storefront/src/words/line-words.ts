import type { QuantityFault } from "@hutong/catalogue";
import { localized } from "@hutong/kernel";

type Rule = Pick<QuantityFault, "kind" | "least" | "most" | "step" | "of" | "units">;

const title = {
  en: "One more thing",
  zh: "还差一点",
  ar: "بقي شيء واحد",
};

const faults: Readonly<Record<string, (rule: Rule) => string>> = {
  en: ({ kind, least, most, step, units }) =>
    ({
      least: `You have ${units}; it is sold from ${least}. Please take more.`,
      most: `You have ${units}; an order can have ${most} of it at most. Please take fewer.`,
      step: `You have ${units}; it is sold in steps of ${step}. Please take ${nearest(units, step, most)}.`,
    })[kind],
  zh: ({ kind, least, most, step, units }) =>
    ({
      least: `现有 ${units} 件，${least} 件起售，请再加一些。`,
      most: `现有 ${units} 件，每单最多 ${most} 件，请减少一些。`,
      step: `现有 ${units} 件，要按 ${step} 件的倍数买，请改成 ${nearest(units, step, most)} 件。`,
    })[kind],
  ar: ({ kind, least, most, step, units }) =>
    ({
      least: `لديك ${units}، ويباع ابتداءً من ${least}. يرجى زيادة الكمية.`,
      most: `لديك ${units}، والحد الأقصى في الطلب ${most}. يرجى تقليل الكمية.`,
      step: `لديك ${units}، ويباع بمضاعفات ${step}. يرجى جعلها ${nearest(units, step, most)}.`,
    })[kind],
};

function nearest(units: number, step: number, most: number | null): number {
  const above = Math.ceil(units / step) * step;
  return most !== null && above > most ? above - step : above;
}

/** Says what is wrong with how many of something are in the bag, and what to do. */
export function quantityMessage(locale: string, rule: Rule): string {
  return (faults[locale.split("-")[0]!] ?? faults.en!)(rule);
}

/** Heads the page that asks for what a product has to be filled in for. */
export function fieldsTitle(locale: string): string {
  return localized(title, locale);
}

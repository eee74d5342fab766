import { billDay, type Planted } from "./plant.ts";
import { dashboardBrowser } from "./procedure-trials.ts";
import { secretsOf, type Trial } from "./trial.ts";

/** What stands in for each variable part of an address; a part that is not here has no trial, and the proof fails. */
function valuesOf(of: Planted): Record<string, string> {
  return {
    "[order]": of.orderId,
    "[customer]": of.customer.id,
    "[product]": of.draftId,
    "[collection]": of.collectionId,
    "[import]": of.importId,
    "[part]": "0",
    "[file]": of.importId,
    "[discount]": of.discountId,
    "[giftCard]": of.giftCard.id,
    "[account]": of.store.accounts.byPage,
    "[day]": billDay,
    "[market]": of.marketId,
    "[list]": of.priceListId,
    "[kind]": of.makersId,
    "[entry]": of.makerId,
    "[zone]": of.zoneId,
    "[variant]": of.variantId,
    "[consignment]": of.consignmentId,
    "[count]": of.countId,
    "[country]": "DE",
    "[...path]": of.filePath,
    "[...nextauth]": "session",
    "[trpc]": "people.me",
  };
}

/**
 * Every page and handler of the dashboard, as the owner of my store: at the first store's door, and at my own with
 * the first store's ids. A page may answer with words of its own, but never with theirs, and never fail.
 */
export function pageTrials(
  theirs: Planted,
  mine: Planted,
  port: number,
  session: string,
  pages: readonly string[],
): Trial[] {
  const values = valuesOf(theirs);
  return pages.flatMap((page) => {
    const parts = page.split("/");
    const isKnown = parts.every((part) => !part.startsWith("[") || part === "[store]" || part in values);
    if (!isKnown) return [];
    const doors = page.includes("[store]") ? [theirs, mine] : [mine];
    return doors.map((door): Trial => {
      const path = parts
        .map((part) => (part === "[store]" ? door.store.handle : (values[part] ?? part)))
        .join("/");
      return {
        of: page,
        what: `${path || "/"} with my session`,
        async send() {
          const browser = dashboardBrowser(port, session);
          try {
            return await browser.get(path || "/");
          } finally {
            browser.close();
          }
        },
        isProper: ({ status }) => status < 500,
        secrets: secretsOf(theirs),
      };
    });
  });
}

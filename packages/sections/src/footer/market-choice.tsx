import type { Frame } from "../frame.ts";

type Market = Frame["store"]["markets"][number];

// "Europe (EUR €)"; the sign only where it says more than the code.
function nameOf({ name, currency }: Market, frame: Frame): string {
  const parts = new Intl.NumberFormat(frame.locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(0);
  const sign = parts.find(({ type }) => type === "currency")?.value ?? currency;
  const money = sign === currency ? currency : `${currency} ${sign}`;
  return `${frame.say(name) || frame.storeName} (${money})`;
}

/** Where one orders to, and with it the currency; a form, so that it works without script. */
export function MarketChoice({ frame }: { frame: Frame }) {
  const { t, store } = frame;
  return (
    <form method="post" action="/market" className="mk">
      <label htmlFor="market">{t.market}</label>
      <div>
        <select id="market" name="market" defaultValue={store.market}>
          {store.markets.map((market) => (
            <option key={market.handle} value={market.handle}>
              {nameOf(market, frame)}
            </option>
          ))}
        </select>
        <input type="hidden" name="to" value={frame.path(frame.pathname)} />
        <button type="submit">{t.chooseMarket}</button>
      </div>
    </form>
  );
}

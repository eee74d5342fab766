import { formatMoney, type Money } from "@hutong/kernel";
import { Brand, type Frame, type LoadedPage } from "@hutong/sections";
import type { ReactNode } from "react";
import { addressOf, type Visit } from "../visit.ts";
import { type CheckoutWords, checkoutWords } from "../words/index.ts";

/** What cart, checkout and order pages are written with. */
export interface Desk {
  readonly visit: Visit;
  readonly frame: Frame;
  readonly w: CheckoutWords;
  readonly logo: "none" | "eaves" | "bricks";
  path(href: string): string;
  price(money: Money): string;
}

/** Makes the desk of a visit. */
export function deskOf(visit: Visit, frame: Frame, loaded: LoadedPage): Desk {
  const header = loaded.shell.templates.layout?.find((section) => section.type === "header");
  const logo = header?.settings.logo;
  return {
    visit,
    frame,
    w: checkoutWords(visit.locale),
    logo: logo === "eaves" || logo === "bricks" ? logo : "none",
    path: (href) => addressOf(visit, href),
    price: (money) => formatMoney(money, visit.locale),
  };
}

/** The store's name on top of checkout, waiting and order pages: it stays, navigation goes. */
export function DeskHeader({ desk, back, end }: { desk: Desk; back?: ReactNode; end?: ReactNode }) {
  const { frame } = desk;
  return (
    <header className="top">
      {back ?? <span />}
      <a className={`wm ${desk.logo}`} href={desk.path("/")} aria-label={frame.t.home(frame.storeName)}>
        <Brand name={frame.storeName} logo={desk.logo} />
      </a>
      {end ?? <span />}
    </header>
  );
}

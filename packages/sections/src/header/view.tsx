import type { Frame } from "../frame.ts";
import { Brand } from "../parts/brand.tsx";
import { Icon } from "../parts/icon.tsx";
import type { HeaderLoaded } from "./load.ts";
import type { HeaderSettings } from "./settings.ts";

function Links({ items, frame }: { items: HeaderLoaded["items"]; frame: Frame }) {
  return items.map((item) => (
    <a key={item.href} href={frame.path(item.href)}>
      {frame.say(item.title)}
    </a>
  ));
}

/** Menu, name, search, account and bag; on a phone the account stands in the menu. The bag's count comes in by script, since a kept page knows no customer. */
export function Header({
  settings,
  loaded,
  frame,
}: {
  settings: HeaderSettings;
  loaded: HeaderLoaded;
  frame: Frame;
}) {
  const { t } = frame;
  return (
    <header className="h">
      <div className="l">
        <details className="menu">
          <summary aria-label={t.menu}>
            <Icon name="menu" />
          </summary>
          <nav aria-label={t.menu}>
            <Links items={loaded.items} frame={frame} />
            <a className="me-too" href={frame.path("/account")}>
              {t.account}
            </a>
          </nav>
        </details>
        <nav className="d" aria-label={t.allProducts}>
          <Links items={loaded.items} frame={frame} />
        </nav>
      </div>
      <a className={`wm ${settings.logo}`} href={frame.path("/")} aria-label={t.home(frame.storeName)}>
        <Brand name={frame.storeName} logo={settings.logo} />
      </a>
      <div className="r">
        <a className="ib" href={frame.path("/search")} aria-label={t.search}>
          <Icon name="search" />
        </a>
        <a className="ib me" href={frame.path("/account")} aria-label={t.account}>
          <Icon name="person" />
        </a>
        <a className="ib bag" href={frame.path("/cart")} data-bag="">
          <Icon name="bag" />
          <span>{t.bag}</span>
          <b data-bag-count="" hidden>
            0
          </b>
        </a>
      </div>
    </header>
  );
}

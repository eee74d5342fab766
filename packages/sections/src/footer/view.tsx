import type { Frame } from "../frame.ts";
import { lines } from "../parts/lines.tsx";
import type { FooterLoaded } from "./load.ts";
import { MarketChoice } from "./market-choice.tsx";
import type { FooterSettings } from "./settings.ts";

const names = new Map<string, string>();

/** A language in its own words; its country is named only where the store has it twice. */
function nameOf(locale: string, locales: readonly string[]): string {
  const { language } = new Intl.Locale(locale);
  const isOnly = locales.filter((other) => new Intl.Locale(other).language === language).length === 1;
  const tag = isOnly ? language : locale;
  let name = names.get(tag);
  if (name === undefined) {
    name = new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
    names.set(tag, name);
  }
  return name;
}

/** Who the store is, its further pages, its other markets and languages. */
export function Footer({
  settings,
  loaded,
  frame,
}: {
  settings: FooterSettings;
  loaded: FooterLoaded;
  frame: Frame;
}) {
  const { t, store } = frame;
  const about = frame.say(settings.about);
  const contact = frame.say(settings.contact);
  const others = store.locales.filter((locale) => locale !== frame.locale);
  return (
    <footer>
      <div>
        <p className="lead">{lines(frame.say(settings.lead) || frame.storeName)}</p>
        {about && <p>{lines(about)}</p>}
      </div>
      {contact && (
        <div>
          <p>{lines(contact)}</p>
        </div>
      )}
      {store.markets.length > 0 && <MarketChoice frame={frame} />}
      <nav aria-label={t.about}>
        {loaded.items.map((item) => (
          <a key={item.href} href={frame.path(item.href)}>
            {frame.say(item.title)}
          </a>
        ))}
        {others.map((locale) => (
          <a key={locale} href={frame.inLocale(locale)} lang={locale} hrefLang={locale} rel="alternate">
            {nameOf(locale, store.locales)}
          </a>
        ))}
        <a href={frame.otherSize}>{frame.isElder ? t.normalSize : t.elder}</a>
      </nav>
    </footer>
  );
}

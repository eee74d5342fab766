import type { Frame } from "../frame.ts";
import { lines } from "../parts/lines.tsx";
import type { FooterLoaded } from "./load.ts";
import type { FooterSettings } from "./settings.ts";

const names = new Map<string, string>();

function nameOf(locale: string): string {
  let name = names.get(locale);
  if (name === undefined) {
    name = new Intl.DisplayNames(locale, { type: "language" }).of(locale) ?? locale;
    names.set(locale, name);
  }
  return name;
}

/** Who the store is, its further pages, and the other languages. */
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
      <nav aria-label={t.about}>
        {loaded.items.map((item) => (
          <a key={item.href} href={frame.path(item.href)}>
            {frame.say(item.title)}
          </a>
        ))}
        {others.map((locale) => (
          <a key={locale} href={frame.inLocale(locale)} lang={locale} hrefLang={locale} rel="alternate">
            {nameOf(locale)}
          </a>
        ))}
        <a href={frame.otherSize}>{frame.isElder ? t.normalSize : t.elder}</a>
      </nav>
    </footer>
  );
}

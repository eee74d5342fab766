import type { Frame } from "@hutong/sections";

/** The store's own page for an address that leads nowhere. */
export function NotFound({ frame }: { frame: Frame }) {
  const { t } = frame;
  return (
    <section className="s page lost" data-code="page_not_found">
      <header>
        <h1>{t.notFoundTitle}</h1>
      </header>
      <p>{t.notFoundText}</p>
      <p className="ways">
        <a className="btn" href={frame.path("/")}>
          <span>{t.home404}</span>
        </a>
        <a className="btn o" href={frame.path("/search")}>
          <span>{t.search}</span>
        </a>
      </p>
    </section>
  );
}

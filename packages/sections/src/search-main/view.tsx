import type { Frame } from "../frame.ts";
import { Icon } from "../parts/icon.tsx";
import { Pages } from "../parts/pages.tsx";
import { ProductCard } from "../parts/product-card.tsx";
import type { SearchSubject } from "./load.ts";

function SearchForm({ query, frame }: { query: string; frame: Frame }) {
  const { t } = frame;
  return (
    <search>
      <form className="sf" method="get" action={frame.path("/search")}>
        <label>
          <span className="sr">{t.searchLabel}</span>
          <input
            type="search"
            name="q"
            defaultValue={query}
            placeholder={t.searchPlaceholder}
            maxLength={100}
            enterKeyHint="search"
          />
        </label>
        <button className="ib" type="submit" aria-label={t.search}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}

function headline(subject: SearchSubject, frame: Frame): string {
  const { t } = frame;
  if (!subject.query) return t.search;
  const count = subject.page.cards.length;
  if (count === 0) return t.nothingFound(subject.query);
  return t.resultsFor(subject.query, t.countOf(count));
}

/** The search field and what it found; when nothing did, what comes near. */
export function SearchMain({ loaded, frame }: { loaded: SearchSubject; frame: Frame }) {
  const { query, number, page } = loaded;
  const { t } = frame;
  const at = (to: number) => `/search?${new URLSearchParams({ q: query, page: String(to) })}`;
  const cards = page.cards.length > 0 ? page.cards : page.near;
  return (
    <section className="s coll">
      <header>
        <h1>{headline(loaded, frame)}</h1>
      </header>
      <SearchForm query={query} frame={frame} />
      {query && page.cards.length === 0 && (
        <p className="none">{page.near.length > 0 ? t.nothingFoundText : t.nothingFoundPlain}</p>
      )}
      {!query && <p className="none">{t.searchStart}</p>}
      <ul className="g">
        {cards.map((card) => (
          <ProductCard key={card.id} card={card} frame={frame} heading="h2" />
        ))}
      </ul>
      <Pages
        previous={number > 1 ? at(number - 1) : null}
        next={page.hasMore ? at(number + 1) : null}
        frame={frame}
      />
    </section>
  );
}

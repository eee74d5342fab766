import { isFiltered, searchSorts } from "@hutong/catalogue/schemas";
import type { Filtered } from "../filters/facet-links.ts";
import { Facets, NothingLeft } from "../filters/facets.tsx";
import { Sorts } from "../filters/sorts.tsx";
import type { Frame } from "../frame.ts";
import { Icon } from "../parts/icon.tsx";
import { Pages } from "../parts/pages.tsx";
import { ProductCard } from "../parts/product-card.tsx";
import type { SearchSubject } from "./load.ts";
import { searchAddress } from "./search-asked.ts";

function SearchForm({ query, frame }: { query: string; frame: Frame }) {
  const { t } = frame;
  return (
    <search>
      <form
        className="sf"
        method="get"
        action={frame.path("/search")}
        data-suggest={frame.path("/search/suggest")}
      >
        {frame.isElder && <input type="hidden" name="mode" value="elder" />}
        <label>
          <span className="sr">{t.searchLabel}</span>
          <input
            type="search"
            name="q"
            defaultValue={query}
            placeholder={t.searchPlaceholder}
            maxLength={100}
            enterKeyHint="search"
            autoComplete="off"
            data-found={t.suggestionsOf}
          />
        </label>
        <button className="ib" type="submit" aria-label={t.search}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}

function headline({ query, page, filters }: SearchSubject, frame: Frame): string {
  const { t } = frame;
  const count = page.facets.count ?? 0;
  if (!query) return t.search;
  if (count > 0) return t.resultsFor(query, t.countOf(count));
  return isFiltered(filters) ? t.nothingLeft(query) : t.nothingFound(query);
}

function sortLinks(subject: SearchSubject, { t }: Frame) {
  return searchSorts.map((sort) => ({
    label: sort === "relevance" ? t.byRelevance : t.sorts[sort],
    href: searchAddress(subject, { sort }),
    isChosen: sort === subject.sort,
  }));
}

const filteredOf = (subject: SearchSubject): Filtered => ({
  ...subject,
  facets: subject.page.facets,
  address: (filters) => searchAddress(subject, { filters }),
});

function Nothing({ subject, frame }: { subject: SearchSubject; frame: Frame }) {
  const { t } = frame;
  if (!subject.query) return <p className="none">{t.searchStart}</p>;
  if (subject.page.facets.count) return null;
  if (isFiltered(subject.filters)) return <NothingLeft page={filteredOf(subject)} frame={frame} />;
  return (
    <div className="none">
      <p>{subject.page.near.length > 0 ? t.nothingFoundText : t.nothingFoundPlain}</p>
      {subject.page.near.length === 0 && (
        <p>
          <a className="lnk" href={frame.path("/collections")}>
            {t.collections}
          </a>
        </p>
      )}
    </div>
  );
}

/** The search field, what it found, ways to narrow it, and what comes near where that is little. */
export function SearchMain({ loaded, frame }: { loaded: SearchSubject; frame: Frame }) {
  const { number, page, query } = loaded;
  const { t } = frame;
  const count = page.facets.count ?? 0;
  const isFound = count > 0;
  return (
    <section className="s coll">
      <header>
        <h1>{headline(loaded, frame)}</h1>
      </header>
      <SearchForm query={query} frame={frame} />
      {count > 1 && <Sorts links={sortLinks(loaded, frame)} frame={frame} />}
      <Nothing subject={loaded} frame={frame} />
      <div className={query ? "found" : undefined}>
        {query && <Facets page={filteredOf(loaded)} frame={frame} />}
        <div>
          <ul className="g">
            {page.cards.map((card) => (
              <ProductCard key={card.id} card={card} frame={frame} heading="h2" />
            ))}
          </ul>
          {page.near.length > 0 && (
            <>
              {isFound && <h2 className="near">{t.alsoNear}</h2>}
              <ul className="g">
                {page.near.map((card) => (
                  <ProductCard key={card.id} card={card} frame={frame} heading={isFound ? "h3" : "h2"} />
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
      <Pages
        previous={number > 1 ? searchAddress(loaded, { number: number - 1 }) : null}
        next={page.hasMore ? searchAddress(loaded, { number: number + 1 }) : null}
        frame={frame}
      />
    </section>
  );
}

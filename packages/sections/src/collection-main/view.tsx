import { collectionSorts, isFiltered } from "@hutong/catalogue/schemas";
import type { Filtered } from "../filters/facet-links.ts";
import { Facets, NothingLeft } from "../filters/facets.tsx";
import { Sorts } from "../filters/sorts.tsx";
import type { Frame } from "../frame.ts";
import { countWords } from "../parts/count-words.ts";
import { Pages } from "../parts/pages.tsx";
import { ProductCard } from "../parts/product-card.tsx";
import { type CollectionAsked, collectionAddress } from "./collection-asked.ts";
import type { CollectionSubject } from "./load.ts";

/** Behind it pages are known by their edge: one that is found by its number costs more the further down it is. */
const lastNumbered = 20;

const addressOf = (subject: CollectionSubject, change: Partial<CollectionAsked>): string =>
  collectionAddress(subject.page.collection.handle, subject, change);

function nextOf(subject: CollectionSubject): string | null {
  const { number, edge, filters, page } = subject;
  if (!page.hasMore || page.last === null) return null;
  return edge === null && number < lastNumbered && !isFiltered(filters)
    ? addressOf(subject, { number: number + 1 })
    : addressOf(subject, { edge: { side: "after", at: page.last } });
}

function previousOf(subject: CollectionSubject): string | null {
  const { number, edge, page } = subject;
  if (edge === null) return number > 1 ? addressOf(subject, { number: number - 1 }) : null;
  if (page.first === null) return addressOf(subject, {});
  return page.hasPrevious ? addressOf(subject, { edge: { side: "before", at: page.first } }) : null;
}

function sortLinks(subject: CollectionSubject, { t }: Frame) {
  return collectionSorts.map((sort) => ({
    label: t.sorts[sort],
    href: addressOf(subject, { sort }),
    isChosen: sort === subject.sort,
  }));
}

function Count({ subject, frame }: { subject: CollectionSubject; frame: Frame }) {
  const { filters, page, edge } = subject;
  const { count } = page.facets;
  if (!isFiltered(filters)) return <p className="k">{countWords(page.collection, frame)}</p>;
  const isWhole = edge === null && !page.hasMore;
  const known = isWhole ? page.cards.length : count;
  // Of nothing the page says more below.
  if (known === null || known === 0) return null;
  return <p className="k">{countWords({ count: known }, frame)}</p>;
}

/** A collection: its words, ways to narrow it, how it is sorted, its products. */
export function CollectionMain({ loaded, frame }: { loaded: CollectionSubject; frame: Frame }) {
  const { collection, cards, facets, hasMore } = loaded.page;
  const { filters, currency } = loaded;
  const page: Filtered = {
    ...{ filters, facets, currency },
    address: (changed) => addressOf(loaded, { filters: changed }),
  };
  const isNarrowed = isFiltered(filters);
  return (
    <section className="s coll">
      <header>
        <h1>{collection.title}</h1>
        <Count subject={loaded} frame={frame} />
      </header>
      {collection.descriptionHtml && (
        <div className="prose" dangerouslySetInnerHTML={{ __html: collection.descriptionHtml }} />
      )}
      {(collection.count > 1 || isNarrowed) && <Sorts links={sortLinks(loaded, frame)} frame={frame} />}
      <div className="found">
        <Facets page={page} frame={frame} />
        <div>
          {cards.length === 0 && !isNarrowed && <p className="none">{frame.t.nothingHere}</p>}
          {cards.length === 0 && isNarrowed && !hasMore && <NothingLeft page={page} frame={frame} />}
          {cards.length === 0 && isNarrowed && hasMore && <p className="none">{frame.t.lookFurther}</p>}
          <ul className="g">
            {cards.map((card, rank) => (
              <ProductCard key={card.id} card={card} frame={frame} heading="h2" rank={rank} />
            ))}
          </ul>
        </div>
      </div>
      <Pages previous={previousOf(loaded)} next={nextOf(loaded)} frame={frame} />
    </section>
  );
}

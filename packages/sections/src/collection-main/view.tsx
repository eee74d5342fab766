import type { CollectionEdge, CollectionSort } from "@hutong/catalogue";
import type { Frame } from "../frame.ts";
import { countWords } from "../parts/count-words.ts";
import { Pages } from "../parts/pages.tsx";
import { ProductCard } from "../parts/product-card.tsx";
import type { CollectionSubject } from "./load.ts";

interface Change {
  readonly sort?: CollectionSort;
  readonly isAvailableOnly?: boolean;
  readonly number?: number;
  readonly edge?: CollectionEdge;
}

/** Behind it pages are known by their edge: one that is found by its number costs more the further down it is. */
const lastNumbered = 20;

function addressOf(subject: CollectionSubject, change: Change): string {
  const { sort, isAvailableOnly, number, edge } = { ...subject, number: 1, edge: undefined, ...change };
  const query = new URLSearchParams();
  if (edge) query.set(edge.side, edge.at);
  if (isAvailableOnly) query.set("available", "1");
  if (number > 1) query.set("page", String(number));
  if (sort !== "manual") query.set("sort", sort);
  query.sort();
  const text = query.toString();
  const path = `/collections/${encodeURIComponent(subject.page.collection.handle)}`;
  return text ? `${path}?${text}` : path;
}

function nextOf(subject: CollectionSubject): string | null {
  const { number, page } = subject;
  if (!page.hasMore || page.last === null) return null;
  return number !== null && number < lastNumbered
    ? addressOf(subject, { number: number + 1 })
    : addressOf(subject, { edge: { side: "after", at: page.last } });
}

function previousOf(subject: CollectionSubject): string | null {
  const { number, page } = subject;
  if (number !== null) return number > 1 ? addressOf(subject, { number: number - 1 }) : null;
  if (page.first === null) return addressOf(subject, {});
  return page.hasPrevious ? addressOf(subject, { edge: { side: "before", at: page.first } }) : null;
}

function Filters({ subject, frame }: { subject: CollectionSubject; frame: Frame }) {
  const { t } = frame;
  const sorts = Object.keys(t.sorts) as CollectionSort[];
  return (
    <nav className="fil" aria-label={t.sort}>
      {sorts.map((sort) => (
        <a
          key={sort}
          href={frame.path(addressOf(subject, { sort }))}
          aria-current={sort === subject.sort ? "true" : undefined}
        >
          {t.sorts[sort]}
        </a>
      ))}
      <a href={frame.path(addressOf(subject, { isAvailableOnly: !subject.isAvailableOnly }))}>
        {subject.isAvailableOnly ? t.showAll : t.onlyAvailable}
      </a>
    </nav>
  );
}

/** A collection: its words, how it is sorted, its products. */
export function CollectionMain({ loaded, frame }: { loaded: CollectionSubject; frame: Frame }) {
  const { collection, cards } = loaded.page;
  return (
    <section className="s coll">
      <header>
        <h1>{collection.title}</h1>
        <p className="k">{countWords(collection, frame)}</p>
      </header>
      {collection.descriptionHtml && (
        <div className="prose" dangerouslySetInnerHTML={{ __html: collection.descriptionHtml }} />
      )}
      <Filters subject={loaded} frame={frame} />
      {cards.length === 0 && <p className="none">{frame.t.nothingHere}</p>}
      <ul className="g">
        {cards.map((card, rank) => (
          <ProductCard key={card.id} card={card} frame={frame} heading="h2" rank={rank} />
        ))}
      </ul>
      <Pages previous={previousOf(loaded)} next={nextOf(loaded)} frame={frame} />
    </section>
  );
}

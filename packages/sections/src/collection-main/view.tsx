import type { CollectionSort } from "@hutong/catalogue";
import type { Frame } from "../frame.ts";
import { Pages } from "../parts/pages.tsx";
import { ProductCard } from "../parts/product-card.tsx";
import type { CollectionSubject } from "./load.ts";

interface Change {
  readonly sort?: CollectionSort;
  readonly isAvailableOnly?: boolean;
  readonly number?: number;
}

function addressOf(subject: CollectionSubject, change: Change): string {
  const { sort, isAvailableOnly, number } = { ...subject, number: 1, ...change };
  const query = new URLSearchParams();
  if (isAvailableOnly) query.set("available", "1");
  if (number > 1) query.set("page", String(number));
  if (sort !== "manual") query.set("sort", sort);
  const text = query.toString();
  const path = `/collections/${encodeURIComponent(subject.page.collection.handle)}`;
  return text ? `${path}?${text}` : path;
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
  const { collection, cards, hasMore } = loaded.page;
  const { number } = loaded;
  return (
    <section className="s coll">
      <header>
        <h1>{collection.title}</h1>
        <p className="k">{frame.t.countOf(collection.count)}</p>
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
      <Pages
        previous={number > 1 ? addressOf(loaded, { number: number - 1 }) : null}
        next={hasMore ? addressOf(loaded, { number: number + 1 }) : null}
        frame={frame}
      />
    </section>
  );
}

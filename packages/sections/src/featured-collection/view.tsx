import type { Frame } from "../frame.ts";
import { ProductCard } from "../parts/product-card.tsx";
import type { Shelf } from "../section.ts";
import type { FeaturedCollectionSettings } from "./settings.ts";

/** A collection's first products under a heading. */
export function FeaturedCollection({
  id,
  settings,
  loaded,
  frame,
}: {
  id: string;
  settings: FeaturedCollectionSettings;
  loaded: Shelf;
  frame: Frame;
}) {
  const { collection, cards } = loaded;
  const title = frame.say(settings.title) || collection?.title || frame.t.allProducts;
  const href =
    settings.href || (collection ? `/collections/${encodeURIComponent(collection.handle)}` : "/collections");
  const isStaggered = settings.layout === "staggered";
  return (
    <section className="s" id={id}>
      <header>
        <h2>{title}</h2>
        <a className="lnk" href={frame.path(href)}>
          {frame.say(settings.linkText) || frame.t.all}
        </a>
      </header>
      <ul className={isStaggered ? "g sg" : "g"}>
        {cards.map((card, index) => (
          <ProductCard
            key={card.id}
            card={card}
            frame={frame}
            {...(isStaggered && index === 0 ? { className: "big" } : {})}
          />
        ))}
      </ul>
    </section>
  );
}

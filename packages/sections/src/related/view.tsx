import type { Frame } from "../frame.ts";
import { ProductCard } from "../parts/product-card.tsx";
import type { RelatedLoaded } from "./load.ts";
import type { RelatedSettings } from "./settings.ts";

/** What stands beside this product in its collection. */
export function Related({
  id,
  settings,
  loaded,
  frame,
}: {
  id: string;
  settings: RelatedSettings;
  loaded: RelatedLoaded;
  frame: Frame;
}) {
  return (
    <section className="s" id={id}>
      <header>
        <h2>{frame.say(settings.title) || frame.t.related}</h2>
      </header>
      <ul className="g">
        {loaded.cards.map((card) => (
          <ProductCard key={card.id} card={card} frame={frame} />
        ))}
      </ul>
    </section>
  );
}

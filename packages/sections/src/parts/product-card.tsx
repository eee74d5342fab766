import type { CardView } from "@hutong/catalogue";
import type { Frame } from "../frame.ts";
import { Picture } from "./picture.tsx";

function cardPrice(card: CardView, frame: Frame): string {
  const lowest = frame.tag(card.minPrice);
  return card.maxPrice > card.minPrice ? frame.t.from(lowest) : lowest;
}

interface Props {
  readonly card: CardView;
  readonly frame: Frame;
  readonly className?: string;
  /** "h2" where the list stands right under the page's title. */
  readonly heading?: "h2" | "h3";
  /** Its place in the page's first list: the pictures one sees at once are not put off. */
  readonly rank?: number;
}

/** A product in a list: one link with picture, name, one line and price. */
export function ProductCard({ card, frame, className, heading: Heading = "h3", rank }: Props) {
  const { t, theme } = frame;
  return (
    <li className={className}>
      <a href={frame.path(`/products/${encodeURIComponent(card.handle)}`)}>
        <div className="pic">
          {card.picture && (
            <Picture
              url={card.picture}
              alt={card.alt}
              of={card.shape}
              place="card"
              rank={rank}
              {...theme.picture}
            />
          )}
          {!card.isAvailable && <span className="tag">{t.soldOut}</span>}
        </div>
        <div className="meta">
          <Heading>{card.title}</Heading>
          <p className="k">{card.subtitle}</p>
          <p className="pr">
            {cardPrice(card, frame)}
            {card.compareAtPrice !== null && (
              <s>
                <span className="sr">{t.was} </span>
                {frame.tag(card.compareAtPrice)}
              </s>
            )}
          </p>
        </div>
      </a>
      {theme.hasChoices && card.choices.length > 0 && (
        <p className="sz">
          {card.choices.map((choice) =>
            choice.isAvailable ? (
              <span key={choice.label}>{choice.label}</span>
            ) : (
              <s key={choice.label}>{choice.label}</s>
            ),
          )}
        </p>
      )}
    </li>
  );
}

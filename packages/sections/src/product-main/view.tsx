import { formatWeight } from "@hutong/kernel";
import type { Frame } from "../frame.ts";
import { deliveryWords } from "../parts/delivery-words.ts";
import { FactList } from "../parts/fact-list.tsx";
import { FieldList } from "../parts/field-list.tsx";
import { Icon } from "../parts/icon.tsx";
import { LineFields } from "../parts/line-fields.tsx";
import { Picture } from "../parts/picture.tsx";
import type { ProductMainLoaded } from "./load.ts";
import { Options } from "./options.tsx";
import { PartLists } from "./part-lists.tsx";
import { Quantity, soldIn } from "./quantity.tsx";
import type { ProductMainSettings } from "./settings.ts";

interface Props {
  settings: ProductMainSettings;
  loaded: ProductMainLoaded;
  frame: Frame;
}

function Crumb({ loaded, frame }: Omit<Props, "settings">) {
  const { product, crumb } = loaded;
  return (
    <nav className="crumb k" aria-label={frame.t.collections}>
      {crumb && (
        <>
          <a href={frame.path(`/collections/${encodeURIComponent(crumb.handle)}`)}>{crumb.title}</a> /{" "}
        </>
      )}
      {product.productType && `${product.productType} / `}
      {product.title}
    </nav>
  );
}

function Gallery({ loaded, frame }: Omit<Props, "settings">) {
  const { pictures } = loaded.product;
  const first = loaded.selected.picture;
  const at = Math.max(0, first === null ? 0 : pictures.findIndex((picture) => picture.url === first));
  const ordered = at === 0 ? pictures : [pictures[at]!, ...pictures.filter((_, index) => index !== at)];
  // On the phone it scrolls, which the keyboard must be able to do too.
  const scrolls = ordered.length > 1 ? { role: "group", "aria-label": frame.t.pictures, tabIndex: 0 } : {};
  return (
    <div className="gal" {...scrolls}>
      {ordered.map((picture, index) => (
        <div key={picture.url}>
          <Picture
            url={picture.url}
            alt={picture.alt}
            of={picture}
            place="gallery"
            rank={index}
            width={800}
            height={800}
          />
        </div>
      ))}
    </div>
  );
}

// Its price is that of a unit, and hardly anybody buys just that: the button would promise too little.
const isByWeight = ({ quantityRule }: ProductMainLoaded["product"]): boolean => Boolean(quantityRule?.weight);

function BuyForm({ loaded, frame }: Omit<Props, "settings">) {
  const { product, selected } = loaded;
  const { t } = frame;
  const isOff = !selected.isAvailable;
  return (
    <form id="buy" method="post" action={frame.path("/cart/add")} data-buy="">
      <input type="hidden" name="variant" value={selected.id} />
      <LineFields fields={product.fields} t={t} />
      <Quantity frame={frame} rule={product.quantityRule} />
      {product.quantityRule && <p className="note">{soldIn(frame, product.quantityRule)}</p>}
      <p className="note" role="status" data-sold-out="" hidden={!isOff}>
        {t.soldOutHint}
      </p>
      <div className="acts">
        <button className="btn o" type="submit" disabled={isOff} data-add="">
          <span>{isOff ? t.soldOut : t.addToBag}</span>
        </button>
        <button className="btn" type="submit" name="then" value="checkout" disabled={isOff}>
          <span>{t.buyNow}</span>{" "}
          {isByWeight(product) ? null : <span data-price="">{frame.price(selected.price)}</span>}
        </button>
      </div>
    </form>
  );
}

function Sticky({ loaded, frame }: Omit<Props, "settings">) {
  const { product, selected } = loaded;
  const { t } = frame;
  const isOff = !selected.isAvailable;
  return (
    <div className="sticky">
      <button className="btn o" type="submit" form="buy" disabled={isOff} data-add="">
        <span>{isOff ? t.soldOut : t.addToBag}</span>
      </button>
      <button className="btn" type="submit" form="buy" name="then" value="checkout" disabled={isOff}>
        <span>{t.buyNow}</span>{" "}
        {isByWeight(product) ? null : <span data-price="">{frame.tag(selected.price)}</span>}
      </button>
    </div>
  );
}

// Always there, so that another variant's can take its place.
function Breaks({ loaded, frame }: Omit<Props, "settings">) {
  return (
    <ul className="brk" data-breaks="">
      {loaded.breaks.map(({ from, price }) => (
        <li key={from}>{frame.t.priceFrom(from, frame.price(price))}</li>
      ))}
    </ul>
  );
}

// What is known of delivery without an address stands with what the merchant says of it.
function Pledges({ settings, loaded, frame }: Props) {
  const { delivery } = frame.store;
  const promised = delivery && loaded.product.needsShipping ? deliveryWords(delivery, frame) : null;
  const own = settings.pledges.map(({ icon, text }) => ({ icon, lines: [frame.say(text)] }));
  const ofDelivery = own.find(({ icon }) => icon === "truck");
  if (promised) ofDelivery?.lines.unshift(promised);
  const all = promised && !ofDelivery ? [{ icon: "truck" as const, lines: [promised] }, ...own] : own;
  if (all.length === 0) return null;
  return (
    <ul className="pledge">
      {all.map(({ icon, lines }) => (
        <li key={icon}>
          <Icon name={icon} size={18} />
          <span>
            {lines.map((line) => (
              <span key={line} className="line">
                {line}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Pictures, name, price, options, the form that buys, and what the store promises. */
export function ProductMain({ settings, loaded, frame }: Props) {
  const { product, selected } = loaded;
  return (
    <>
      <Crumb loaded={loaded} frame={frame} />
      <div className="pd" data-product="">
        <Gallery loaded={loaded} frame={frame} />
        <div className="info">
          <h1>{product.title}</h1>
          {product.subtitle && <p className="sub">{product.subtitle}</p>}
          <p className="price">
            <b data-price="">{frame.price(selected.price)}</b>
            {selected.compareAtPrice !== null && (
              <s>
                <span className="sr">{frame.t.was} </span>
                {frame.price(selected.compareAtPrice)}
              </s>
            )}
            {product.quantityRule?.weight && (
              <small> / {formatWeight(product.quantityRule.weight, frame.locale)}</small>
            )}
          </p>
          <Breaks loaded={loaded} frame={frame} />
          <Options loaded={loaded} frame={frame} />
          <PartLists variants={loaded.product.variants} frame={frame} />
          <BuyForm loaded={loaded} frame={frame} />
          <Pledges settings={settings} loaded={loaded} frame={frame} />
          {settings.showFacts && product.facts.length > 0 && <FactList facts={product.facts} />}
          {loaded.fields.length > 0 && <FieldList fields={loaded.fields} frame={frame} />}
        </div>
      </div>
      {product.descriptionHtml && (
        <section className="s two">
          <header>
            <h2>{frame.t.about}</h2>
          </header>
          {/* Cleaned when it was written, fenced by the content security policy. */}
          <div className="prose" dangerouslySetInnerHTML={{ __html: product.descriptionHtml }} />
        </section>
      )}
      <Sticky loaded={loaded} frame={frame} />
    </>
  );
}

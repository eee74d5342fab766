import type { LineView } from "@hutong/checkout";
import { fileUrl } from "@hutong/files";
import { sizedUrl } from "@hutong/files/sizes";
import type { Desk } from "./desk.tsx";
import { LineWords } from "./line-words.tsx";

/** Address of a line's picture. */
export function pictureOf(line: LineView): string | null {
  return line.picture === null ? null : sizedUrl(fileUrl(line.picture), 160);
}

/** Why a unit costs less than the list says, with what it says; nothing where it does not. */
export function PricedNote({ line: { priced, unitPrice }, desk }: { line: LineView; desk: Desk }) {
  if (!priced) return null;
  return (
    <small className="why">
      {desk.w.pricedBy[priced.by](priced.name)} {desk.price(unitPrice)}{" "}
      <s>
        <span className="sr">{desk.frame.t.was} </span>
        {desk.price(priced.list)}
      </s>
    </small>
  );
}

/** Lines of a checkout or an order: picture, name, how many, sum. */
export function LineList({ lines, desk }: { lines: readonly LineView[]; desk: Desk }) {
  return (
    <ul className="lines">
      {lines.map((line) => {
        const picture = pictureOf(line);
        return (
          <li key={line.id}>
            <div className="tn">
              {picture && <img src={picture} alt="" width="72" height="72" />}
              <em>{line.quantity}</em>
            </div>
            <div>
              <b>{line.title}</b>
              {line.variantTitle && <small>{line.variantTitle}</small>}
              <PricedNote line={line} desk={desk} />
              <LineWords line={line} desk={desk} />
              {!line.isAvailable && <small className="bad">{desk.frame.t.soldOut}</small>}
            </div>
            <span>{desk.price(line.total)}</span>
          </li>
        );
      })}
    </ul>
  );
}

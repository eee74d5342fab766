import type { LineView } from "@hutong/checkout";
import { quantityMessage } from "../words/line-words.ts";
import type { Desk } from "./desk.tsx";

/** What is in a bundle, what was filled in for a line, and what is wrong with how many there are of it. */
export function LineWords({ line, desk }: { line: LineView; desk: Desk }) {
  return (
    <>
      {line.parts.map(({ title, quantity }) => (
        <small key={title} className="pr" data-part-of={line.id}>
          <bdi>{title}</bdi> × {quantity}
        </small>
      ))}
      {line.properties.map(({ id, name, value }) => (
        <small key={id} className="pr" data-property={id}>
          {name}: <bdi>{value}</bdi>
        </small>
      ))}
      {line.fault && (
        <small className="bad" data-fault={line.fault.kind}>
          {quantityMessage(desk.visit.locale, line.fault)}
        </small>
      )}
    </>
  );
}

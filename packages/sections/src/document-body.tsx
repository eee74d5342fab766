import { Fragment, type ReactNode } from "react";
import type { Frame } from "./frame.ts";
import type { PagePlan } from "./page-plan.ts";
import type { Found, PlannedSection } from "./section.ts";

const noneFound: Found = { subject: { kind: "none" }, shelves: new Map(), products: new Map() };

function drawn(sections: readonly PlannedSection[], found: Found, frame: Frame): ReactNode {
  return sections.map((section) => <Fragment key={section.id}>{section.draw(found, frame)}</Fragment>);
}

/**
 * Everything inside the page's body: the layout's sections with `children`, or the template's sections, as its main
 * part. Layout sections called "footer" stand below it, the others above.
 */
export function DocumentBody({
  layout,
  plan,
  found,
  frame,
  children,
}: {
  layout: PagePlan;
  plan: PagePlan;
  found: Found | null;
  frame: Frame;
  children?: ReactNode;
}) {
  const data = found ?? noneFound;
  const above = layout.sections.filter((section) => section.type !== "footer");
  const below = layout.sections.filter((section) => section.type === "footer");
  return (
    <>
      <a className="skip" href="#main">
        {frame.t.skip}
      </a>
      {drawn(above, data, frame)}
      <main id="main">{children ?? drawn(plan.sections, data, frame)}</main>
      {drawn(below, data, frame)}
    </>
  );
}

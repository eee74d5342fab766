import { type Desk, DeskHeader } from "./desk.tsx";

/** Who lost what, that no money moved, and the way on. */
export function SoldOutPage({ titles, desk }: { titles: readonly string[]; desk: Desk }) {
  const { w } = desk;
  const list = new Intl.ListFormat(desk.visit.locale).format(titles);
  return (
    <>
      <DeskHeader desk={desk} />
      <main id="main" className="card plain" data-code="sold_out">
        <h1>{w.soldOutTitle}</h1>
        <p role="alert">{w.soldOutText(list)}</p>
        <div className="acts">
          <a className="pay" href={desk.path("/cart")}>
            {w.backToBagButton}
          </a>
          <a className="b2" href={desk.path("/")}>
            {w.shopOn}
          </a>
        </div>
      </main>
    </>
  );
}

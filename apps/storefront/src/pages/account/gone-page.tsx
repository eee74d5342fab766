import { accountWords } from "../../words/account.ts";
import { type Desk, DeskHeader } from "../desk.tsx";

/** What is said when an account is no more. */
export function GonePage({ desk }: { desk: Desk }) {
  const t = accountWords(desk.visit.locale);
  return (
    <>
      <DeskHeader desk={desk} />
      <main id="main" className="card plain" data-code="account_deleted">
        <h1>{t.deletedTitle}</h1>
        <p role="status">{t.deletedText}</p>
        <div className="acts">
          <a className="b2" href={desk.path("/")}>
            {desk.w.shopOn}
          </a>
        </div>
      </main>
    </>
  );
}

import type { AppError } from "@hutong/kernel";
import { accountWords } from "../../words/account.ts";
import { type Desk, DeskHeader } from "../desk.tsx";
import { AccountField, Problem } from "./frame.tsx";

interface Props {
  readonly desk: Desk;
  readonly contact: string;
  /** Where to go on afterwards. */
  readonly next: string;
  readonly refusal: AppError | null;
  readonly canText: boolean;
}

function Head({ desk }: { desk: Desk }) {
  return (
    <DeskHeader
      desk={desk}
      back={
        <a className="bk" href={desk.path("/")}>
          <span aria-hidden="true" className="chev" />
          <span className="bt">{desk.w.shopOn}</span>
        </a>
      }
    />
  );
}

const isOnField = (refusal: AppError | null) => refusal?.field !== undefined;

/** One field and a code; a password for those who set one. */
export function SignInPage({ desk, contact, next, refusal, canText }: Props) {
  const t = accountWords(desk.visit.locale);
  return (
    <>
      <Head desk={desk} />
      <main id="main" className="card acct" data-code={refusal?.code}>
        <h1>{t.signIn}</h1>
        <p>{canText ? t.signInText : t.signInTextEmail}</p>
        {!isOnField(refusal) && <Problem desk={desk} refusal={refusal} />}
        <form method="post" action={desk.path("/account/code")} noValidate className="f">
          <input type="hidden" name="next" value={next} />
          <AccountField
            desk={desk}
            refusal={refusal}
            name="contact"
            label={canText ? t.contact : t.contactEmail}
            value={contact}
            autoComplete="username"
            inputMode={canText ? "text" : "email"}
            {...(canText ? { hint: t.contactHint } : {})}
          />
          <button className="pay" type="submit">
            {t.sendCode}
          </button>
          <details className="note" open={refusal?.field === "password"}>
            <summary>{t.withPassword}</summary>
            <div className="f inner">
              <AccountField
                desk={desk}
                refusal={refusal}
                name="password"
                label={t.password}
                value=""
                type="password"
                autoComplete="current-password"
                hint={t.passwordHint}
              />
              <button className="b2" type="submit" formAction={desk.path("/account/sign-in")}>
                {t.signIn}
              </button>
            </div>
          </details>
        </form>
      </main>
    </>
  );
}

/** Where the six digits are typed; the same page for whoever is known and whoever is not. */
export function CodePage({
  desk,
  contact,
  next,
  refusal,
  kind,
  action,
}: Omit<Props, "canText"> & {
  kind: "email" | "phone";
  /** Where the code is sent to: signing in, or adding a contact. */
  action: { readonly check: string; readonly again: string; readonly other: string };
}) {
  const t = accountWords(desk.visit.locale);
  return (
    <>
      <Head desk={desk} />
      <main id="main" className="card acct" data-code={refusal?.code}>
        <h1>{t.codeTitle}</h1>
        <p>{kind === "email" ? t.codeText(contact) : t.codeTextPhone(contact)}</p>
        {!isOnField(refusal) && <Problem desk={desk} refusal={refusal} />}
        <form method="post" action={desk.path(action.check)} noValidate className="f">
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="contact" value={contact} />
          <AccountField
            desk={desk}
            refusal={refusal}
            name="code"
            label={t.code}
            value=""
            autoComplete="one-time-code"
            inputMode="numeric"
            className="digits"
          />
          <button className="pay" type="submit">
            {t.signIn}
          </button>
        </form>
        <form method="post" action={desk.path(action.again)} className="acts row">
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="contact" value={contact} />
          <button className="sm" type="submit">
            {t.sendAgain}
          </button>
          <a className="sm" href={desk.path(action.other)}>
            {t.otherContact}
          </a>
        </form>
      </main>
    </>
  );
}

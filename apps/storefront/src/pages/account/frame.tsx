import type { AppError } from "@hutong/kernel";
import type { ReactNode } from "react";
import { accountMessage, accountWords } from "../../words/account.ts";
import { type Desk, DeskHeader } from "../desk.tsx";
import { Field, type FieldProps } from "../field.tsx";

export type AccountTab = "orders" | "addresses" | "profile";

const paths = {
  orders: "/account",
  addresses: "/account/addresses",
  profile: "/account/profile",
} as const satisfies Record<AccountTab, string>;

const tabs = ["orders", "addresses", "profile"] as const;

/** What was refused, on top of the page; nothing where a field says it. */
export function Problem({ desk, refusal }: { desk: Desk; refusal: AppError | null }) {
  if (!refusal) return null;
  return (
    <p className="alert" role="alert" data-code={refusal.code}>
      {accountMessage(desk.visit.locale, refusal.code)}
    </p>
  );
}

/** A field that says by itself what is wrong with it, where a refusal names it. */
export function AccountField({
  refusal,
  ...props
}: Omit<FieldProps, "fault" | "message"> & { refusal: AppError | null }) {
  const isAtFault = refusal?.field === props.name;
  const message = isAtFault ? accountMessage(props.desk.visit.locale, refusal.code) : undefined;
  return <Field {...props} fault={isAtFault ? refusal.code : undefined} message={message} />;
}

/** Every page of an account: who it is, where one is, and the way out. */
export function AccountFrame({
  desk,
  tab,
  isSaved,
  children,
}: {
  desk: Desk;
  tab: AccountTab;
  isSaved?: boolean;
  children: ReactNode;
}) {
  const t = accountWords(desk.visit.locale);
  return (
    <>
      <DeskHeader
        desk={desk}
        back={
          <a className="bk" href={desk.path("/")}>
            <span aria-hidden="true" className="chev" />
            <span className="bt">{desk.w.shopOn}</span>
          </a>
        }
        end={
          <form method="post" action={desk.path("/account/sign-out")} className="out">
            <button type="submit">{t.signOut}</button>
          </form>
        }
      />
      <main id="main" className="card acct">
        <h1>{t.hello(desk.visit.customer?.name ?? "")}</h1>
        <nav aria-label={t.sections} className="tabs">
          {tabs.map((one) => (
            <a key={one} href={desk.path(paths[one])} aria-current={one === tab ? "page" : undefined}>
              {t[one]}
            </a>
          ))}
        </nav>
        {isSaved && (
          <p className="done" role="status">
            {t.saved}
          </p>
        )}
        {children}
      </main>
    </>
  );
}

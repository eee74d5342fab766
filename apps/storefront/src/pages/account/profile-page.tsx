import type { Profile } from "@hutong/customers";
import type { AppError } from "@hutong/kernel";
import { accountWords } from "../../words/account.ts";
import type { Desk } from "../desk.tsx";
import { AccountField, AccountFrame, Problem } from "./frame.tsx";

interface Props {
  readonly desk: Desk;
  readonly profile: Profile;
  readonly refusal: AppError | null;
  readonly isSaved: boolean;
  readonly canText: boolean;
}

function Name({ desk, profile, refusal }: Props) {
  const t = accountWords(desk.visit.locale);
  return (
    <form method="post" action={desk.path("/account/profile")} noValidate className="f">
      <AccountField
        desk={desk}
        refusal={refusal}
        name="name"
        label={t.name}
        value={profile.name}
        autoComplete="name"
      />
      <button className="b2" type="submit">
        {t.save}
      </button>
    </form>
  );
}

function Contacts({ desk, profile, refusal, canText }: Props) {
  const t = accountWords(desk.visit.locale);
  return (
    <section>
      <h2>{t.contacts}</h2>
      <p className="box">
        {[profile.email, profile.phone]
          .filter((one) => one !== null)
          .map((one) => (
            <span key={one} className="ln">
              {one}
            </span>
          ))}
      </p>
      <p className="hint">{t.contactsText}</p>
      <form method="post" action={desk.path("/account/contact")} noValidate className="f">
        <AccountField
          desk={desk}
          refusal={refusal}
          name="contact"
          label={canText ? t.addContact : t.addContactEmail}
          value=""
          autoComplete="off"
        />
        <button className="b2" type="submit">
          {t.sendCode}
        </button>
      </form>
    </section>
  );
}

function PasswordPart({ desk, profile, refusal }: Props) {
  const t = accountWords(desk.visit.locale);
  return (
    <section>
      <h2>{t.passwordTitle}</h2>
      <p className="hint">{profile.hasPassword ? t.passwordSet : t.passwordNone}</p>
      <form method="post" action={desk.path("/account/password")} noValidate className="f">
        <input
          type="text"
          name="username"
          autoComplete="username"
          hidden
          defaultValue={profile.email ?? ""}
        />
        {profile.needsPassword && (
          <AccountField
            desk={desk}
            refusal={refusal}
            name="current"
            label={t.currentPassword}
            value=""
            type="password"
            autoComplete="current-password"
            hint={t.passwordHint}
          />
        )}
        <AccountField
          desk={desk}
          refusal={refusal}
          name="password"
          label={t.newPassword}
          value=""
          type="password"
          autoComplete="new-password"
          hint={t.newPasswordHint}
        />
        <button className="b2" type="submit">
          {t.setPassword}
        </button>
      </form>
    </section>
  );
}

function DataPart({ desk }: Props) {
  const t = accountWords(desk.visit.locale);
  return (
    <section>
      <h2>{t.data}</h2>
      <p className="hint">{t.dataText}</p>
      <p>
        <a className="b2" href={desk.path("/account/data.json")} download="">
          {t.download}
        </a>
      </p>
      <details className="note">
        <summary>{t.deleteTitle}</summary>
        <form method="post" action={desk.path("/account/delete")} className="f inner">
          <p className="hint">{t.deleteText}</p>
          <label className="tick">
            <input type="checkbox" name="sure" value="1" required /> {t.deleteSure}
          </label>
          <button className="b2 bad" type="submit">
            {t.delete}
          </button>
        </form>
      </details>
    </section>
  );
}

/** Name, ways to sign in, password, devices, and the customer's own data. */
export function ProfilePage(props: Props) {
  const { desk, profile, refusal, isSaved } = props;
  const t = accountWords(desk.visit.locale);
  return (
    <AccountFrame desk={desk} tab="profile" isSaved={isSaved}>
      {refusal?.field === undefined && <Problem desk={desk} refusal={refusal} />}
      <Name {...props} />
      <Contacts {...props} />
      <PasswordPart {...props} />
      <section>
        <h2>{t.devices}</h2>
        <p className="hint">{t.devicesText(profile.sessions)}</p>
        <form method="post" action={desk.path("/account/sign-out-everywhere")}>
          <button className="b2" type="submit">
            {t.signOutEverywhere}
          </button>
        </form>
      </section>
      <DataPart {...props} />
    </AccountFrame>
  );
}

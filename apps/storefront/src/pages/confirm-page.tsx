import { type Desk, DeskHeader } from "./desk.tsx";

/** One question and one button; what a link asks for happens when it is pressed. */
export function ConfirmPage({
  desk,
  code,
  title,
  text,
  form,
}: {
  desk: Desk;
  code: string;
  title: string;
  text: string;
  form: { readonly action: string; readonly token: string; readonly label: string } | null;
}) {
  return (
    <>
      <DeskHeader desk={desk} />
      <main id="main" className="card plain" data-code={code}>
        <h1>{title}</h1>
        <p role="status">{text}</p>
        <div className="acts">
          {form && (
            <form method="post" action={desk.path(form.action)}>
              <input type="hidden" name="token" value={form.token} />
              <button className="pay" type="submit">
                {form.label}
              </button>
            </form>
          )}
          <a className="b2" href={desk.path("/")}>
            {desk.w.shopOn}
          </a>
        </div>
      </main>
    </>
  );
}

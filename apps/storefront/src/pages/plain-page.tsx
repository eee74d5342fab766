/** A sentence and a way on, for when there is no shop to show it in: no such host, the database away, a fault. */
export function PlainPage({
  code,
  title,
  text,
  number,
  wayOn,
}: {
  code: string;
  title: string;
  text: string;
  /** A short number to quote. */
  number: string | null;
  wayOn: { href: string; label: string } | null;
}) {
  return (
    <main id="main" className="card plain" data-code={code}>
      <h1>{title}</h1>
      <p>{text}</p>
      {wayOn && (
        <div className="acts">
          <a className="pay" href={wayOn.href}>
            {wayOn.label}
          </a>
        </div>
      )}
      {number && <p className="hint">{number}</p>}
    </main>
  );
}

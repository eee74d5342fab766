/** Pairs of a word and what it says: how to brew, fabric and care. */
export function FactList({
  facts,
}: {
  facts: readonly { readonly label: string; readonly value: string }[];
}) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

import type { Frame } from "../frame.ts";
import type { Choice, ProductMainLoaded } from "./load.ts";

// Beyond this the page would weigh more than a visit is worth; links alone choose then.
const mostVariantsInScript = 250;
const withMeasure = /^(\S+) (\d.*)$/;

function Value({ choice, soldOut }: { choice: Choice; soldOut: string }) {
  const parts = withMeasure.exec(choice.value);
  return (
    <>
      {parts ? parts[1] : choice.value}
      {choice.isAvailable ? parts && <small>{parts[2]}</small> : <small>{soldOut}</small>}
    </>
  );
}

function variantsJson(loaded: ProductMainLoaded): string {
  const { product } = loaded;
  const rows = product.variants.map((variant) => [
    variant.publicId,
    variant.id,
    variant.values,
    variant.price,
    variant.isAvailable ? 1 : 0,
  ]);
  return JSON.stringify(rows).replace(/</g, "\\u003c");
}

/** Options as links, each to the page of the variant one gets by choosing it; a script spares the way. */
export function Options({ loaded, frame }: { loaded: ProductMainLoaded; frame: Frame }) {
  const { product, options } = loaded;
  if (options.length === 0) return null;
  return (
    <>
      {options.map((option, index) => (
        <fieldset className="opt" key={option.name} data-option={index}>
          <legend>
            <span>{option.name}</span> <span data-chosen="">{option.chosen}</span>
          </legend>
          <div className="op">
            {option.choices.map((choice) => (
              <a
                key={choice.value}
                href={
                  choice.publicId === null
                    ? undefined
                    : frame.path(`${frame.pathname}?variant=${choice.publicId}`)
                }
                className={`${choice.isChosen ? "on" : ""}${choice.isAvailable ? "" : " no"}`}
                aria-current={choice.isChosen ? "true" : undefined}
                data-value={choice.value}
              >
                <Value choice={choice} soldOut={frame.t.soldOut} />
              </a>
            ))}
          </div>
        </fieldset>
      ))}
      {product.variants.length <= mostVariantsInScript && (
        <script
          type="application/json"
          id="variants"
          dangerouslySetInnerHTML={{ __html: variantsJson(loaded) }}
        />
      )}
    </>
  );
}

import type { Frame } from "../frame.ts";
import type { Choice, ProductMainLoaded } from "./load.ts";

const withMeasure = /^(\S+) (\d.*)$/;

function Value({ choice, soldOut }: { choice: Choice; soldOut: string }) {
  const parts = withMeasure.exec(choice.value);
  return (
    <>
      <b>{parts ? parts[1] : choice.value}</b>
      {choice.isAvailable ? parts && <small>{parts[2]}</small> : <small>{soldOut}</small>}
    </>
  );
}

/** Options as links, each to the page of the variant one gets by choosing it; a script fetches it and exchanges the parts. */
export function Options({ loaded, frame }: { loaded: ProductMainLoaded; frame: Frame }) {
  const { options } = loaded;
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
    </>
  );
}

import type { Frame } from "../frame.ts";
import { FactList } from "../parts/fact-list.tsx";
import { lines } from "../parts/lines.tsx";
import type { FactsLoaded } from "./load.ts";
import type { FactsSettings } from "./settings.ts";

/** A product's facts beside a heading. */
export function Facts({
  id,
  settings,
  loaded,
  frame,
}: {
  id: string;
  settings: FactsSettings;
  loaded: FactsLoaded;
  frame: Frame;
}) {
  const text = frame.say(settings.text);
  return (
    <section className="s two" id={id}>
      <header>
        <h2>{frame.say(settings.title) || frame.t.facts}</h2>
        {text && <p>{lines(text)}</p>}
      </header>
      <FactList facts={loaded.facts} />
    </section>
  );
}

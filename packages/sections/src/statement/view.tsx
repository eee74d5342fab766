import type { Frame } from "../frame.ts";
import type { StatementLoaded } from "./load.ts";
import type { StatementSettings } from "./settings.ts";

/** One loud sentence; its last line in the theme's mark. */
export function Statement({
  id,
  settings,
  loaded,
  frame,
}: {
  id: string;
  settings: StatementSettings;
  loaded: StatementLoaded;
  frame: Frame;
}) {
  const last = loaded.lines.length - 1;
  return (
    <section className="man" id={id}>
      <h2 className="x">
        {loaded.lines.map((line, index) =>
          index === last && last > 0 ? (
            <span className="mark" key={line}>
              {line}
            </span>
          ) : (
            <span key={line}>{line} </span>
          ),
        )}
      </h2>
      <p>{frame.say(settings.text)}</p>
    </section>
  );
}

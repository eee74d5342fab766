import type { Frame } from "../frame.ts";
import type { FiguresSettings } from "./settings.ts";

/** Up to four numbers that are true, each with its word. */
export function Figures({ settings, frame }: { settings: FiguresSettings; frame: Frame }) {
  return (
    <dl className="figs">
      {settings.items.map((item) => (
        <div key={item.value}>
          <dd className="x">{item.value}</dd>
          <dt>{frame.say(item.label)}</dt>
        </div>
      ))}
    </dl>
  );
}

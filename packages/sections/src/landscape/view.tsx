import type { Frame } from "../frame.ts";
import type { Art } from "../parts/arts.ts";
import { Icon } from "../parts/icon.tsx";
import { lines } from "../parts/lines.tsx";
import type { LandscapeSettings } from "./settings.ts";

/** A drawing from edge to edge, and where the goods come from. */
export function Landscape({
  id,
  settings,
  loaded,
  frame,
}: {
  id: string;
  settings: LandscapeSettings;
  loaded: { art: Art | null };
  frame: Frame;
}) {
  const linkText = frame.say(settings.linkText);
  return (
    <section className="land" id={id}>
      {loaded.art && (
        <img className="hills" src={loaded.art.phone} alt="" loading="lazy" width="1280" height="300" />
      )}
      <div className="in">
        <h2>{lines(frame.say(settings.title))}</h2>
        <div>
          <p>{lines(frame.say(settings.text))}</p>
          {linkText && settings.href && (
            <p>
              <a className="lnk" href={frame.path(settings.href)}>
                {linkText} <Icon name="arrow" size={20} />
              </a>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

import type { Frame } from "../frame.ts";
import type { Art } from "../parts/arts.ts";
import { Icon } from "../parts/icon.tsx";
import { lines } from "../parts/lines.tsx";
import type { HeroLoaded } from "./load.ts";
import type { HeroSettings } from "./settings.ts";

interface Props {
  settings: HeroSettings;
  loaded: HeroLoaded;
  frame: Frame;
}

function ArtPicture({ art, alt }: { art: Art; alt: string }) {
  return (
    <picture>
      {art.wide && <source media="(min-width:900px)" srcSet={art.wide} />}
      <img src={art.phone} alt={alt} width={art.width} height={art.height} fetchPriority="high" />
    </picture>
  );
}

function VerticalHero({ settings, loaded, frame }: Props) {
  const note = frame.say(settings.note);
  const text = frame.say(settings.text);
  const linkText = frame.say(settings.linkText);
  return (
    <div className={loaded.art ? "hero" : "hero bare"}>
      {loaded.art && (
        <div className="art">
          <ArtPicture art={loaded.art} alt={frame.say(settings.artAlt)} />
        </div>
      )}
      <h1 className="vt">
        {lines(frame.say(settings.title))}
        {note && <small>{note}</small>}
      </h1>
      <div className="lead">
        {text && <p>{lines(text)}</p>}
        {linkText && (
          <a className="lnk" href={frame.path(settings.href || "/collections")}>
            {linkText} <Icon name="arrow" size={20} />
          </a>
        )}
      </div>
    </div>
  );
}

function PosterHero({ settings, loaded, frame }: Props) {
  const { art, product } = loaded;
  const second = frame.say(settings.second);
  const linkText = frame.say(settings.linkText);
  return (
    <div className={art ? "hero" : "hero bare"}>
      <h1 className="x big">
        {frame.say(settings.title)}
        {second && <span className="b2"> {second}</span>}
      </h1>
      {art && (
        <div className="art">
          <ArtPicture art={art} alt={frame.say(settings.artAlt)} />
        </div>
      )}
      <div className="go">
        {product && (
          <p>
            <span>{product.title}</span>
            <span>{frame.tag(product.minPrice)}</span>
          </p>
        )}
        {linkText && (
          <a className="btn x" href={frame.path(settings.href || "/collections")}>
            <span>{linkText}</span>
            {product && !product.isAvailable && <span>{frame.t.soldOut}</span>}
          </a>
        )}
      </div>
    </div>
  );
}

/** The first thing on the home page. */
export function Hero(props: Props) {
  return props.settings.style === "poster" ? <PosterHero {...props} /> : <VerticalHero {...props} />;
}

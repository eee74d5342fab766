import type { Frame } from "../frame.ts";
import { countWords } from "../parts/count-words.ts";
import { Picture } from "../parts/picture.tsx";
import type { CollectionsLoaded } from "./load.ts";

const unknown = { width: null, focusX: null, focusY: null };

/** All collections, each with its first picture. */
export function CollectionsMain({ loaded, frame }: { loaded: CollectionsLoaded; frame: Frame }) {
  const { t, theme } = frame;
  return (
    <section className="s coll">
      <header>
        <h1>{t.collections}</h1>
      </header>
      {loaded.collections.length === 0 && <p className="none">{t.nothingHere}</p>}
      <ul className="g">
        {loaded.collections.map((collection) => (
          <li key={collection.id}>
            <a href={frame.path(`/collections/${encodeURIComponent(collection.handle)}`)}>
              <div className="pic">
                {collection.picture && (
                  <Picture url={collection.picture} alt="" of={unknown} place="card" {...theme.picture} />
                )}
              </div>
              <div className="meta">
                <h2>{collection.title}</h2>
                <p className="k">{countWords(collection, frame)}</p>
              </div>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

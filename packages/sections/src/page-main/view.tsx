import type { PageMainLoaded } from "./load.ts";

/** A page of text. */
export function PageMain({ loaded }: { loaded: PageMainLoaded }) {
  return (
    <article className="s page">
      <header>
        <h1>{loaded.title}</h1>
      </header>
      {/* Cleaned when it was written, fenced by the content security policy. */}
      <div className="prose" dangerouslySetInnerHTML={{ __html: loaded.bodyHtml }} />
    </article>
  );
}

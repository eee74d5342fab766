import { lines } from "../parts/lines.tsx";
import type { RichTextLoaded } from "./load.ts";

/** A heading and some paragraphs. */
export function RichText({ id, loaded }: { id: string; loaded: RichTextLoaded }) {
  return (
    <section className="s two" id={id}>
      <header>{loaded.title && <h2>{loaded.title}</h2>}</header>
      <div className="prose">
        {loaded.paragraphs.map((paragraph) => (
          <p key={paragraph}>{lines(paragraph)}</p>
        ))}
      </div>
    </section>
  );
}

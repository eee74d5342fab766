import type { OrderDownloadView, OrderView } from "@hutong/checkout";
import { formatBytes } from "@hutong/kernel";
import { downloadWords } from "../words/downloads.ts";
import type { Desk } from "./desk.tsx";

/** The day until which something may be downloaded, in the store's time. */
export function lastDay({ visit }: Desk, until: Date): string {
  return until.toLocaleDateString(visit.locale, {
    dateStyle: "medium",
    timeZone: visit.door.store.timezone,
  });
}

function FileLine({ file, desk }: { file: OrderDownloadView; desk: Desk }) {
  const w = downloadWords(desk.visit.locale);
  const { name, bytes, state } = file;
  return (
    <li data-download={state}>
      <span className="what">
        <bdi>{name}</bdi>
        <small>
          {formatBytes(bytes, desk.visit.locale)} ·{" "}
          {state === "open" ? w.left(file.left, lastDay(desk, file.expiresAt)) : w.states[state]}
        </small>
      </span>
      {state === "open" && (
        <a
          className="b2"
          href={desk.path(`/downloads/${file.link}/file`)}
          download
          aria-label={`${w.fetch}: ${name}`}
        >
          {w.fetch}
        </a>
      )}
    </li>
  );
}

/** The files of an order, each with its link; or that they come with the payment. */
export function OrderDownloads({ downloads, desk }: { downloads: OrderView["downloads"]; desk: Desk }) {
  const w = downloadWords(desk.visit.locale);
  if (downloads?.length === 0) return null;
  return (
    <section>
      <h2>{w.title}</h2>
      {downloads ? (
        <>
          <ul className="files">
            {downloads.map((file) => (
              <FileLine key={file.link} file={file} desk={desk} />
            ))}
          </ul>
          {downloads.some(({ state }) => state === "open") && <p className="hint">{w.resumes}</p>}
        </>
      ) : (
        <p className="hint">{w.waits}</p>
      )}
    </section>
  );
}

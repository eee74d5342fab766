import type { DownloadView } from "@hutong/checkout";
import { formatBytes } from "@hutong/kernel";
import { downloadWords } from "../words/downloads.ts";
import { type Desk, DeskHeader } from "./desk.tsx";
import { lastDay } from "./order-downloads.tsx";

/** Where a link of a letter leads: the file, what is left of it, and the button that fetches it. */
export function DownloadPage({ file, href, desk }: { file: DownloadView; href: string; desk: Desk }) {
  const w = downloadWords(desk.visit.locale);
  return (
    <>
      <DeskHeader desk={desk} />
      <main id="main" className="card plain" data-code="download">
        <h1>{w.title}</h1>
        <p className="box">
          <b>
            <bdi>{file.name}</bdi>
          </b>
          <br />
          {formatBytes(file.bytes, desk.visit.locale)} · {w.left(file.left, lastDay(desk, file.expiresAt))}
        </p>
        <p className="hint">{w.resumes}</p>
        <div className="acts">
          <a className="pay" href={desk.path(href)} download>
            {w.fetch}
          </a>
          <a className="b2" href={desk.path("/")}>
            {desk.w.shopOn}
          </a>
        </div>
      </main>
    </>
  );
}

/** Why a link leads to no file, and what to do. */
export function NoDownloadPage({ code, desk }: { code: string; desk: Desk }) {
  const w = downloadWords(desk.visit.locale);
  const [title, text] = w.codes[code] ?? w.codes.download_not_found!;
  return (
    <>
      <DeskHeader desk={desk} />
      <main id="main" className="card plain" data-code={code}>
        <h1>{title}</h1>
        <p>{text}</p>
        <div className="acts">
          <a className="b2" href={desk.path("/")}>
            {desk.w.shopOn}
          </a>
        </div>
      </main>
    </>
  );
}

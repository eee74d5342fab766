import { AppError, httpStatus } from "@hutong/kernel";
import { pageKey } from "../page-cache/page-key.ts";
import type { PageAnswer, PageQuestion } from "../page-cache/page-server.ts";
import type { Services } from "../services.ts";
import type { Visit } from "../visit.ts";
import { checkoutWords, messageOf } from "../words/index.ts";
import { askedList } from "./asked-list.ts";
import { renderList } from "./render-list.ts";

function refusal(visit: Visit, error: AppError): PageAnswer {
  const message = messageOf(checkoutWords(visit.locale), error.code);
  const body = Buffer.from(JSON.stringify({ error: { code: error.code, field: error.field, message } }));
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(body.byteLength),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "access-control-allow-origin": "*",
  };
  return { status: httpStatus[error.kind], headers, body };
}

/** Answers a public list of goods, kept or made anew; null where the path is none. Refusals are JSON too. */
export async function answerList(
  { pages }: Pick<Services, "pages">,
  visit: Visit,
  question: PageQuestion,
): Promise<PageAnswer | null> {
  try {
    const asked = visit.isLocaleKnown ? askedList(visit.pathname, visit.query) : null;
    if (!asked) return null;
    const render = () => renderList(visit, asked);
    const { page, status } = await pages.serve(pageKey(visit, asked.query), visit.door.storeId, render);
    return pages.answer(question, page, status);
  } catch (error) {
    if (error instanceof AppError) return refusal(visit, error);
    throw error;
  }
}

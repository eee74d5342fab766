import { type CommonNoticeFault, drawNoticeFault, type NoticeFaults } from "./faults.ts";

/** A notice under way. */
export interface Pending {
  tries: number;
  /** Milliseconds. */
  dueAt: number;
}

/** What a far end has to send. */
interface Outbox<Notice, Fault> {
  readonly clock: { now(): Date };
  readonly notices: Notice[];
  readonly faults: NoticeFaults<Fault>;
}

/** How a provider sends notices. */
export interface Mail<Notice, Fault, Delivery> {
  /** Seconds between one try and the next; after the last it gives up. */
  readonly schedule: readonly number[];
  /** Posts one copy as the fault says, and tells how the shop answered. */
  post(notice: Notice, fault: Fault | CommonNoticeFault | undefined): Promise<Delivery>;
  /** What is told of a notice that was dropped. */
  dropped(notice: Notice): Delivery;
  /** Whether it need not come again. */
  isHeard(delivery: Delivery, fault: Fault | CommonNoticeFault | undefined): boolean;
}

function isDelay(fault: unknown): fault is { readonly delaySeconds: number } {
  return typeof fault === "object" && fault !== null && "delaySeconds" in fault;
}

async function deliver<Notice extends Pending, Fault, Delivery>(
  { clock, notices, faults }: Outbox<Notice, Fault>,
  notice: Notice,
  mail: Mail<Notice, Fault, Delivery>,
): Promise<Delivery[]> {
  const fault = drawNoticeFault(faults);
  if (isDelay(fault) && notice.tries === 0) {
    notice.dueAt += fault.delaySeconds * 1000;
    notice.tries = 1;
    return [];
  }
  const copies = fault === "drop" ? 0 : fault === "double" ? 2 : 1;
  const posted = await Promise.all(Array.from({ length: copies }, () => mail.post(notice, fault)));
  const isHeard = posted.some((delivery) => mail.isHeard(delivery, fault));
  const wait = mail.schedule[notice.tries];
  if (isHeard || wait === undefined) notices.splice(notices.indexOf(notice), 1);
  else notice.dueAt = clock.now().getTime() + wait * 1000;
  notice.tries += 1;
  return copies === 0 ? [mail.dropped(notice)] : posted;
}

const linesAtOnce = 8;

/** Sends what is due by the far end's clock, each once and some at a time, and says how the shops answered. */
export async function deliverDue<Notice extends Pending, Fault, Delivery>(
  outbox: Outbox<Notice, Fault>,
  mail: Mail<Notice, Fault, Delivery>,
): Promise<Delivery[]> {
  const now = outbox.clock.now().getTime();
  const due = outbox.notices.filter((notice) => notice.dueAt <= now);
  if (outbox.faults.weather.isReordered) due.reverse();
  const told: Delivery[][] = due.map(() => []);
  const waiting = due.entries();
  const line = async () => {
    for (const [index, notice] of waiting) told[index] = await deliver(outbox, notice, mail);
  };
  await Promise.all(Array.from({ length: linesAtOnce }, line));
  return told.flat();
}

const answerMs = 5000;

/** Posts a notice to a shop, and answers what it said; null where nobody is there, or not in time: that is all the same. */
export async function postNotice(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<{ status: number; text: string } | null> {
  try {
    const signal = AbortSignal.timeout(answerMs);
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

import type { Answer } from "./client.ts";

const mostKeys = 3;

/** How one kind of object is made, read and asked for. */
interface Maker<Made> {
  create(idempotencyKey: string): Promise<Answer<unknown>>;
  read(body: unknown): Made;
  retrieve(id: string): Promise<Made>;
}

/**
 * Makes the object of an attempt, or is answered the one that was made before. Stripe replays a 5xx under its key for a
 * day: then the next key is tried, since nobody can have been told of what the first may have made. A session and a payment
 * intent share the keys of their attempt, so that Stripe itself refuses the second kind.
 */
export async function makeOnce<Made extends { readonly id: string }>(
  attemptId: string,
  maker: Maker<Made>,
): Promise<Answer<Made>> {
  for (let turn = 1; ; turn++) {
    const answer = await maker.create(`hutong-attempt-${attemptId}${turn === 1 ? "" : `-${turn}`}`);
    if (answer.kind === "ok") {
      const made = maker.read(answer.body);
      const { isReplay } = answer;
      // A replay says for ever how things stood at first.
      return { kind: "ok", body: isReplay ? await maker.retrieve(made.id) : made, isReplay };
    }
    if (answer.status < 500) return answer;
    if (turn === mostKeys) throw new Error(`Stripe answered ${answer.status} to every key`);
  }
}

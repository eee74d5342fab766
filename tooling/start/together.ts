/** Runs works side by side. The first failure ends the others, and it is thrown when all of them have ended. */
export async function together<Works extends ((signal: AbortSignal) => Promise<unknown>)[]>(
  signal: AbortSignal,
  ...works: Works
): Promise<{ [Index in keyof Works]: Awaited<ReturnType<Works[Index]>> }> {
  const failure = new AbortController();
  const shared = AbortSignal.any([signal, failure.signal]);
  const running = works.map(async (work) => {
    try {
      return await work(shared);
    } catch (error) {
      failure.abort(error);
      throw error;
    }
  });
  const ended = await Promise.allSettled(running);
  if (ended.some(({ status }) => status === "rejected")) throw failure.signal.reason;
  return (await Promise.all(running)) as { [Index in keyof Works]: Awaited<ReturnType<Works[Index]>> };
}

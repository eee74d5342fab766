const began = performance.now();

/** One line, with the seconds since the start in front. */
export function say(text: string): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`${seconds} s  ${text}\n`);
}

/** Says what is being done and, when it was done, how long it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  say(`${name} …`);
  const answer = await work();
  say(`${name}: done in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  return answer;
}

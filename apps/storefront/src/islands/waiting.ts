const seconds = [2, 4, 8, 10];

interface State {
  readonly state: string;
  readonly order: string | null;
}

/** Waiting for a payment: asks at 2, 4, 8 and then every 10 seconds, or as often as the page says, and turns when it is known. */
export function waiting(): void {
  const { waiting: address, every } = document.querySelector<HTMLElement>("[data-waiting]")?.dataset ?? {};
  if (!address) return;
  let round = 0;
  const ask = async () => {
    try {
      const response = await fetch(address, { headers: { accept: "application/json" } });
      const { state, order } = (await response.json()) as State;
      if (order) {
        location.replace(order);
        return;
      }
      if (response.ok && state !== "waiting") {
        location.reload();
        return;
      }
    } catch {
      // The network is away: ask again at the next turn.
    }
    again();
  };
  const again = () => {
    setTimeout(ask, Number(every) || seconds[Math.min(round, seconds.length - 1)]! * 1000);
    round += 1;
  };
  again();
}

import type { Surroundings } from "./run.ts";
import { type ConnectedAccount, type SimulatedProvider, startSimulated } from "./simulated-provider.ts";

const noticesAt = ({ env }: Surroundings, account: string) =>
  `http://127.0.0.1:${Number(env.HUTONG_PORT) + 2}/payments/notices/stripe/${account}`;

/** Starts Stripe's simulated far end; its notices go where the account has its endpoint. */
export function startStripe(surroundings: Surroundings): Promise<SimulatedProvider> {
  const simulated = {
    provider: "stripe",
    store: "street",
    portVariable: "HUTONG_SIMULATOR_STRIPE_PORT",
    originVariable: "STRIPE_SIMULATOR",
    registration: () => ({}),
    // On the page of the tea house; its notices are not sent, so the customer's return has to do.
    further: { store: "demo", credentials: { presentation: "on-page" } },
    platform: (surroundings: Surroundings) => ({ endpoint: noticesAt(surroundings, "platform") }),
    async introduce({ id, credentials, control }: ConnectedAccount, surroundings: Surroundings) {
      const url = noticesAt(surroundings, id);
      await control("endpoint", { secretKey: credentials.secretKey, url });
    },
  };
  return startSimulated(simulated, surroundings);
}

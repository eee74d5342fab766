import { Banner } from "@hutong/ui";

/** What comes next for an order, at the head of its page. */
export function Step(props: Omit<Parameters<typeof Banner>[0], "className">) {
  return <Banner {...props} className="mb-7" />;
}

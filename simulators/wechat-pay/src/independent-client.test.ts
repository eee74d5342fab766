import { afterAll, beforeAll, describe, expect, it } from "vitest";
// Somebody else's client: what it accepts of the simulator is not our own reading of the documents.
import { Aes, Formatter, Rsa, Wechatpay } from "wechatpay-axios-plugin";
import { keyOf } from "./books.ts";
import { payOrder } from "./buyer.ts";
import type { KeyMode, MerchantCredentials } from "./merchants.ts";
import { orderNotice } from "./notices.ts";
import { signatureHeaders } from "./platform.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop } from "./testing/shop.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

describe.each(["public-key", "certificate"] satisfies KeyMode[])(
  "an independent client in key mode %s",
  (keyMode) => {
    it("orders, asks, refunds and reads the notice", async () => {
      const shop = openShop(simulator, keyMode);
      const credentials = shop.subject.far.credentials as MerchantCredentials;
      const certificate = simulator.platform.certificates[0]!;
      const isPublicKey = keyMode === "public-key";
      const serial = isPublicKey ? credentials.publicKeyId! : certificate.serial;
      const key = isPublicKey ? credentials.publicKey! : certificate.pem;
      const client = new Wechatpay({
        mchid: credentials.mchid,
        serial: credentials.serialNo,
        privateKey: credentials.privateKey,
        certs: { [serial]: key },
        baseURL: `${simulator.origin}/`,
        ...(isPublicKey ? { headers: { "Wechatpay-Serial": serial } } : {}),
      } as never) as unknown as {
        chain(
          path: string,
        ): Record<"get" | "post", (...given: unknown[]) => Promise<{ status: number; data: never }>>;
      };
      const order = {
        mchid: credentials.mchid,
        appid: credentials.appid,
        description: "晨雾 白瓷杯",
        out_trade_no: `independent-${isPublicKey}`,
        notify_url: "https://shop.example/notices",
        amount: { total: 16800 },
      };
      const placed = await client.chain("v3/pay/transactions/native").post(order);
      expect(placed.data).toMatchObject({ code_url: expect.stringContaining("weixin://") });

      const known = simulator.platform.orders.get(keyOf(credentials.mchid, order.out_trade_no))!;
      payOrder(simulator.platform, known);
      const query = { params: { mchid: credentials.mchid } };
      const asked = await client.chain(`v3/pay/transactions/out-trade-no/${order.out_trade_no}`).get(query);
      expect(asked.data).toMatchObject({ trade_state: "SUCCESS", amount: { total: 16800, currency: "CNY" } });

      const refund = {
        out_trade_no: order.out_trade_no,
        out_refund_no: "r1",
        amount: { refund: 1, total: 16800, currency: "CNY" },
      };
      expect((await client.chain("v3/refund/domestic/refunds").post(refund)).data).toMatchObject({
        status: "PROCESSING",
      });

      const merchant = simulator.platform.merchants.get(credentials.mchid)!;
      const body = orderNotice(simulator.platform, known);
      const headers = signatureHeaders(
        simulator.platform,
        merchant,
        keyMode as "public-key" | "certificate",
        body,
      );
      const signed = Formatter.response(headers["wechatpay-timestamp"]!, headers["wechatpay-nonce"]!, body);
      expect(Rsa.verify(signed, headers["wechatpay-signature"]!, key)).toBe(true);
      const { resource } = JSON.parse(body) as {
        resource: Record<"ciphertext" | "nonce" | "associated_data", string>;
      };
      const plain = Aes.AesGcm.decrypt(
        resource.ciphertext,
        credentials.apiV3Key,
        resource.nonce,
        resource.associated_data,
      );
      expect(JSON.parse(plain)).toMatchObject({ out_trade_no: order.out_trade_no, trade_state: "SUCCESS" });

      if (isPublicKey) return;
      const list = await client.chain("v3/certificates").get();
      const [{ encrypt_certificate: sealed }] = (
        list.data as { data: [{ encrypt_certificate: typeof resource }] }
      ).data;
      expect(
        Aes.AesGcm.decrypt(sealed.ciphertext, credentials.apiV3Key, sealed.nonce, sealed.associated_data),
      ).toBe(certificate.pem);
    });
  },
);

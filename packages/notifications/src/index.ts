export { mailboxDir, mailFrom, smtpUrl, storefrontUrl, textUrl } from "./env.ts";
export { type Mail, type Mailer, mailboxMailer, smtpMailer } from "./mailer.ts";
export { sendCustomerCode } from "./send-customer-code.ts";
export { sendOrderMails } from "./send-order-mail.ts";
export { sendOrderRefundMail } from "./send-order-refund-mail.ts";
export { sendRefundMail } from "./send-refund-mail.ts";
export { sendUserMail } from "./send-user-mail.ts";
export type { OrderMailKind } from "./templates/order-letters.ts";
export { mailboxTexts, type TextMessage, type TextSender, webhookTexts } from "./text-sender.ts";

export { mailboxDir, mailFrom, smtpUrl, storefrontUrl } from "./env.ts";
export { type Mail, type Mailer, mailboxMailer, smtpMailer } from "./mailer.ts";
export { sendGiftCardMail } from "./send-gift-card-mail.ts";
export { sendOrderMails } from "./send-order-mail.ts";
export { sendOrderRefundMail } from "./send-order-refund-mail.ts";
export { sendRefundMail } from "./send-refund-mail.ts";
export { sendUserMail } from "./send-user-mail.ts";
export type { OrderMailKind } from "./templates/order-letters.ts";

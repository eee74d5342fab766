import type { Letter } from "./layout.ts";

export type UserMailKind = "verify-email" | "reset-password";

/** A letter to somebody who works in a store: a link that counts once. */
export function userLetter(kind: UserMailKind, data: { name: string; locale: string; url: string }): Letter {
  const isChinese = data.locale.startsWith("zh");
  const greeting = isChinese ? `${data.name}，您好：` : `Hello ${data.name},`;
  if (kind === "verify-email") {
    return {
      subject: isChinese ? "确认您的邮箱" : "Confirm your e-mail address",
      greeting,
      paragraphs: [
        isChinese
          ? "点下面的链接，确认这个邮箱是您的。链接 48 小时内有效。"
          : "Follow the link to confirm that this address is yours. It is good for 48 hours.",
      ],
      link: { label: isChinese ? "确认邮箱" : "Confirm address", url: data.url },
      signature: "Hutong 胡同",
    };
  }
  return {
    subject: isChinese ? "重设密码" : "Reset your password",
    greeting,
    paragraphs: [
      isChinese
        ? "有人要重设您的密码。是您的话，点下面的链接，一小时内有效；不是的话不用管，密码不会变。"
        : "Somebody asked to reset your password. If it was you, follow the link within an hour. If not, do nothing: your password stays as it is.",
    ],
    link: { label: isChinese ? "重设密码" : "Reset password", url: data.url },
    signature: "Hutong 胡同",
  };
}

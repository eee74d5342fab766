import type { Letter } from "./layout.ts";

/** What a code is sent with. */
export interface CodeLetterData {
  readonly storeName: string;
  readonly code: string;
  readonly minutes: number;
  readonly locale: string;
}

const isChinese = (locale: string) => locale.startsWith("zh");

/** The letter that brings a code. It has no link: nothing in it signs in whoever merely opens it. */
export function codeLetter({ storeName, code, minutes, locale }: CodeLetterData): Letter {
  if (isChinese(locale))
    return {
      subject: `${code} 是您在${storeName}的登录验证码`,
      greeting: "您好：",
      paragraphs: [
        `您的验证码：${code}`,
        `${minutes} 分钟内有效，只能用一次。不要告诉任何人，我们也不会问您要。`,
        "不是您本人操作的话，不用管这封信。",
      ],
      signature: storeName,
    };
  return {
    subject: `${code} is your sign-in code for ${storeName}`,
    greeting: "Hello,",
    paragraphs: [
      `Your code: ${code}`,
      `It is good for ${minutes} minutes and works once. Tell it to nobody; we will never ask for it.`,
      "If you did not ask for it, do nothing.",
    ],
    signature: storeName,
  };
}

/** The same as one text message. */
export function codeText({ storeName, code, minutes, locale }: CodeLetterData): string {
  return isChinese(locale)
    ? `【${storeName}】验证码 ${code}，${minutes} 分钟内有效。请勿告诉他人。`
    : `${storeName}: your sign-in code is ${code}. Good for ${minutes} minutes. Tell it to nobody.`;
}

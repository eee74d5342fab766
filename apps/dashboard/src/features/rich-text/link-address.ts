/** An address as one types it: a host alone is one too, and a name with @ is a mail address. */
export function addressOf(typed: string): string {
  const text = typed.trim();
  if (/^(?:https?:|mailto:|tel:|\/(?!\/)|#)/i.test(text)) return text;
  if (/^[^\s/@]+@[^\s/@]+$/.test(text)) return `mailto:${text}`;
  if (/^\+?[\d\s-]{6,}$/.test(text)) return `tel:${text.replace(/[\s-]/g, "")}`;
  return `https://${text.replace(/^\/+/, "")}`;
}

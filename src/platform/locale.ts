/** Which language a reader gets: what they chose, then what their account says, then what their browser prefers. */
import { isLocale, type Locale, locales } from '#lib/messages.ts';

/** Languages of an Accept-Language header (RFC 9110, 12.5.4), most wanted first. */
function wanted(header: string): string[] {
  return header
    .split(',')
    .slice(0, 10)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean);
      return { tag: tag.toLowerCase().split('-')[0] ?? '', quality: quality ? Number(quality) : 1 };
    })
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

export function chooseLocale(choices: {
  query?: unknown;
  cookie?: string;
  account?: string | null;
  acceptLanguage?: string;
}): Locale {
  for (const choice of [choices.query, choices.cookie, choices.account]) if (isLocale(choice)) return choice;
  return wanted(choices.acceptLanguage ?? '').find(isLocale) ?? locales[0];
}

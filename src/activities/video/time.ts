/** Lengths of a film in words. */

const units = ['hour', 'minute', 'second'] as const;

/** `2 min, 10 sec` in the reader's language. */
export function spokenLength(seconds: number, locale: string): string {
  const whole = Math.round(seconds);
  const amounts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const words = units.flatMap((unit, index) => {
    const amount = amounts[index] ?? 0;
    return amount > 0 ? new Intl.NumberFormat(locale, { style: 'unit', unit }).format(amount) : [];
  });
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(words);
}

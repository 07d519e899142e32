/** Times of a film as people write them, `0:07` or `1:02:07`, and as a source does, `PT1H2M7S` (ISO 8601). */

export function clockTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** `2:10` of `PT2M10S`; what is no such duration stays as it is. */
export function clockOfDuration(duration: string): string {
  const [found, hours = 0, minutes = 0, seconds = 0] =
    /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration.trim()) ?? [];
  return found ? clockTime(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) : duration;
}

/** `PT2M10S` of `2:10`; what is no such time stays as it is. */
export function durationOfClock(clock: string): string {
  const [found, hours = 0, minutes = 0, seconds = 0] =
    /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$/.exec(clock.trim()) ?? [];
  if (!found) return clock;
  const amounts = [`${Number(hours)}H`, `${Number(minutes)}M`, `${Number(seconds)}S`];
  return `PT${amounts.filter((amount) => !/^0\D/.test(amount)).join('') || '0S'}`;
}

/**
 * Keeps what a pure function made, by its arguments: a formatter of dates costs a hundred times what using it costs.
 * It forgets everything when it holds too much, which is rare: there are few locales and zones at a time.
 */
export function keep<Args extends string[], Result>(make: (...args: Args) => Result, most = 1000) {
  const kept = new Map<string, Result>();
  return (...args: Args): Result => {
    const key = args.length === 1 ? (args[0] ?? '') : args.join('\n');
    let result = kept.get(key);
    if (result === undefined) {
      if (kept.size >= most) kept.clear();
      result = make(...args);
      kept.set(key, result);
    }
    return result;
  };
}

/**
 * WebAssembly modules bring their own memory and say how far it may grow. We write a lower maximum into the module
 * before it is compiled: from then on the engine itself refuses to give more, and the program sees an allocation fail.
 */

export const pageBytes = 65_536;
const memorySection = 5;

/** Unsigned LEB128 at `at`: the value and the place after it. */
function readNumber(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

function writeNumber(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

/** The module with a memory of at most `pages`; a module that needs more from the start keeps just that. */
export function capMemory(module: Uint8Array, pages: number): Uint8Array {
  let at = 8;
  while (at < module.length) {
    const id = module[at];
    const [size, start] = readNumber(module, at + 1);
    if (id === memorySection) {
      const [count, flagsAt] = readNumber(module, start);
      if (count !== 1) throw new Error(`a module with ${count} memories`);
      const [initial] = readNumber(module, flagsAt + 1);
      const body = [1, 1, ...writeNumber(initial), ...writeNumber(Math.max(initial, pages))];
      const section = [memorySection, ...writeNumber(body.length), ...body];
      return Buffer.concat([module.subarray(0, at), Uint8Array.from(section), module.subarray(start + size)]);
    }
    at = start + size;
  }
  throw new Error('a module without a memory');
}

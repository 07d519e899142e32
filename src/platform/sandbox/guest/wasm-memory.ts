/**
 * WebAssembly modules bring their own memory and say how far it may grow. We write a lower maximum into the module
 * before it is compiled: from then on the engine itself refuses to give more, and the program sees an allocation fail.
 */

export const pageBytes = 65_536;

export interface MemoryPlan {
  /** Pages at most; a module that needs more from the start keeps just that. */
  most: number;
  /** Pages of a stack in the place of the module's own; null: it keeps its own. */
  stack: number | null;
}

/** Section ids of the binary format (WebAssembly core specification, 5.5). */
const sections = { memory: 5, global: 6 };
const i32Const = 0x41;

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

/** Of a number above zero: one whose last byte would read as negative gets another byte. */
function writeSigned(value: number): number[] {
  const bytes = writeNumber(value);
  const last = bytes.pop() ?? 0;
  return last < 64 ? [...bytes, last] : [...bytes, last + 128, 0];
}

interface Section {
  id: number;
  body: Uint8Array;
  /** With its id and size. */
  whole: Uint8Array;
}

function* sectionsOf(module: Uint8Array): Generator<Section> {
  for (let at = 8; at < module.length; ) {
    const [size, start] = readNumber(module, at + 1);
    const end = start + size;
    yield { id: module[at] ?? 0, body: module.subarray(start, end), whole: module.subarray(at, end) };
    at = end;
  }
}

const section = (id: number, ...parts: ArrayLike<number>[]): Uint8Array => {
  const body = parts.flatMap((part) => Array.from(part));
  return Uint8Array.from([id, ...writeNumber(body.length), ...body]);
};

/** The pages of the only memory that a module begins with. */
function firstPages(body: Uint8Array): number {
  const [count, flagsAt] = readNumber(body, 0);
  if (count !== 1) throw new Error(`a module with ${count} memories`);
  return readNumber(body, flagsAt + 1)[0];
}

/** Globals in which the first, where compilers of C keep the top of the stack, is `top`. */
function withStackTop(body: Uint8Array, top: number): Uint8Array {
  const [, first] = readNumber(body, 0);
  const valueAt = first + 3;
  if (body[valueAt - 1] !== i32Const) throw new Error('a module without a stack of its own');
  const [, next] = readNumber(body, valueAt);
  return section(sections.global, body.subarray(0, valueAt), writeSigned(top), body.subarray(next));
}

/** The module with the memory that is planned for it. A stack of ours lies behind what the module begins with. */
export function planMemory(module: Uint8Array, { most, stack }: MemoryPlan): Uint8Array {
  let pages: number | null = null;
  const parts = [module.subarray(0, 8)];
  for (const { id, body, whole } of sectionsOf(module)) {
    if (id === sections.memory) {
      pages = firstPages(body) + (stack ?? 0);
      parts.push(section(id, [1, 1], writeNumber(pages), writeNumber(Math.max(pages, most))));
    } else if (id === sections.global && stack !== null && pages !== null)
      parts.push(withStackTop(body, pages * pageBytes));
    else parts.push(whole);
  }
  if (pages === null) throw new Error('a module without a memory');
  return Buffer.concat(parts);
}

/**
 * CRC-32 of two texts one after the other, from those of each: the bytes themselves need not be read again. The method is
 * that of zlib's `crc32_combine` (Mark Adler): a checksum is a polynomial over GF(2), bits reversed, and bytes that
 * follow multiply it by x to the power of their number of bits.
 */

/** That of CRC-32, without its highest term. */
const modulus = 0xedb88320;
const one = 0x80000000;

/** Product of two polynomials. */
function multiply(a: number, b: number): number {
  let product = 0;
  let factor = b;
  // As a signed number its first bit, the lowest power, is the sign.
  for (let rest = a | 0; rest !== 0; rest <<= 1) {
    if (rest < 0) product ^= factor;
    factor = factor & 1 ? (factor >>> 1) ^ modulus : factor >>> 1;
  }
  return product;
}

/** What a checksum is multiplied by where so many bytes follow. */
export function crcShift(bytes: number): number {
  let shift = one;
  // x⁸: that of one byte; its squares are those of two, four, eight.
  let power = one >>> 8;
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) shift = multiply(power, shift);
    power = multiply(power, power);
  }
  return shift;
}

/** Of a text and the one after it, whose length made `shift`. */
export const joinedCrc = (before: number, after: number, shift: number): number =>
  (multiply(shift, before) ^ after) >>> 0;

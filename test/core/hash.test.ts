import { expect, test } from "vitest";
import { hash128 } from "../../src/core/hash.ts";

test("the hash is MurmurHash3 x86 128 by SMHasher's published verification value", () => {
  // SMHasher's procedure: hash the keys {}, {0}, {0, 1}, … of 0 to 255 bytes with seed 256 − length,
  // then hash all the digests together; the first word is the verification value.
  const key = Uint8Array.from({ length: 256 }, (_, i) => i);
  const digests = new DataView(new ArrayBuffer(256 * 16));
  for (let length = 0; length < 256; length++) {
    hash128(key.subarray(0, length), 256 - length).forEach((word, i) =>
      digests.setUint32(length * 16 + i * 4, word, true),
    );
  }
  expect(hash128(new Uint8Array(digests.buffer))[0]).toBe(0xb3ece62a);
});

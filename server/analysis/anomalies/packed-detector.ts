/** Told apart from a later form of it. */
const FORM = 1;

/** A detector as bytes: one for the form, and its numbers in their order. */
export function packDetector(detector: object): Uint8Array {
  const bytes: Uint8Array[] = [Uint8Array.of(FORM)];
  eachNumbers(detector, (numbers) => bytes.push(new Uint8Array(numbers.buffer.slice(0))));
  return Buffer.concat(bytes);
}

/** The detector that was packed, written into one that knows nothing yet; that one as it is, to learn anew, where the bytes are of another form. */
export function unpackDetector<Detector extends object>(packed: Uint8Array, fresh: Detector): Detector {
  if (packed[0] !== FORM || packed.length !== packDetector(fresh).length) return fresh;
  let at = 1;
  eachNumbers(fresh, (numbers) => {
    new Uint8Array(numbers.buffer).set(packed.subarray(at, at + numbers.byteLength));
    at += numbers.byteLength;
  });
  return fresh;
}

/** Shows the numbers of each part, plain ones as doubles, and takes over what was written into them. */
function eachNumbers(part: object, show: (numbers: Float32Array | Float64Array) => void): void {
  const plain = Object.entries(part).filter(([, value]) => typeof value === "number");
  const numbers = Float64Array.from(plain, ([, value]) => value);
  show(numbers);
  Object.assign(part, Object.fromEntries(plain.map(([name], i) => [name, numbers[i]])));
  for (const value of Object.values(part))
    if (value instanceof Float32Array) show(value);
    else if (typeof value === "object") eachNumbers(value, show);
}

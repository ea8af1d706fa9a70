/** A finite number in plain notation: its shortest decimal form, without an exponent. */
export function plain(number) {
  const text = String(number);
  if (!text.includes("e")) return text;
  const [, sign, digits, exponent] = /^(-?)([\d.]+)e([+-]\d+)$/.exec(text);
  const [whole, fraction = ""] = digits.split(".");
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${whole}${fraction}`;
  return sign + (whole + fraction).padEnd(point, "0");
}

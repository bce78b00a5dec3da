/** What was written as a limit: a number, null for nothing, or a sentence where it is none. */
export function amountOf(written: string): number | null | string {
  const plain = written.trim().replace(',', '.');
  if (plain === '') return null;
  const number = Number(plain);
  return Number.isFinite(number) && number > 0 ? number : `“${written.trim()}” is no limit. Write a number above 0, or nothing for no limit.`;
}

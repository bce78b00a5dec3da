import type { ExportFormat, ExportFormatsQuery, ExportOptionInput } from '@/gql/graphql';

export type Format = ExportFormatsQuery['exportFormats'][number];
export type Choice = Format['choices'][number];

/** What was chosen, by format and name; what is not in it is as usual. */
export type Chosen = Partial<Record<ExportFormat, Readonly<Record<string, string>>>>;

export function valueOf(format: Format, choice: Choice, chosen: Chosen): string {
  return chosen[format.format]?.[choice.name] ?? choice.usual;
}

/** Every option of a format, so that the history says what was usual then, too. */
export function optionsOf(format: Format, chosen: Chosen): ExportOptionInput[] {
  return format.choices.map((choice) => ({ name: choice.name, value: valueOf(format, choice, chosen) }));
}

/** "UTF-8, for newer programs": the chosen values that are not usual, in the words of the form. */
export function describeOptions(format: Format | undefined, options: readonly ExportOptionInput[]): string {
  const told = options.flatMap(({ name, value }) => {
    const choice = format?.choices.find((one) => one.name === name);
    if (!choice) return [`${name}: ${value}`];
    if (value === choice.usual) return [];
    return [choice.values.find((one) => one.value === value)?.label ?? `${choice.label}: ${value}`];
  });
  return told.join('; ');
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** "1.2 MB": what a download is as large as. */
export function describeSize(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${size.toLocaleString('en', { maximumFractionDigits: size < 10 ? 1 : 0 })} ${unit}`;
}

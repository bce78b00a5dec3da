/** Generation parameters as a person edits them: an object in JSON, indented. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value ?? {}, null, 2);
}

export function checkJsonObject(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'Write an object: {"steps": 20}.';
  } catch {
    return 'This is not JSON yet. Names and texts need double quotes.';
  }
}

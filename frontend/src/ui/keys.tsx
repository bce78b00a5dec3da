const names: Record<string, string> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  space: 'Space',
  escape: 'Esc',
  delete: 'Del',
  backspace: 'Backspace',
  enter: 'Enter',
  pageup: 'Page up',
  pagedown: 'Page down',
  home: 'Home',
  end: 'End',
};

/** A shortcut such as `mod+k` as key caps. */
export function Keys({ shortcut }: { shortcut: string }) {
  return (
    <span className="inline-flex gap-0.5" aria-label={shortcut.replaceAll('+', ' ')}>
      {(shortcut === '+' ? ['+'] : shortcut.split('+')).map((key) => (
        <kbd
          key={key}
          className="rounded border border-line-strong bg-panel px-1 font-sans text-[10.5px] leading-4 text-muted"
        >
          {names[key] ?? key.toUpperCase()}
        </kbd>
      ))}
    </span>
  );
}

import { ActionIcon } from '@/actions/action-button';
import { usePreferences } from '@/workspace/preferences';

/** How loud the music is, for this person in this browser. */
export function Volume() {
  const { volume, isMuted } = usePreferences();
  return (
    <>
      <ActionIcon action="mute" isPressed={isMuted} />
      <input
        type="range"
        aria-label="Volume of the music in percent"
        min={0}
        max={100}
        step={1}
        value={isMuted ? 0 : Math.round(volume * 100)}
        onChange={(event) => usePreferences.setState({ volume: event.currentTarget.valueAsNumber / 100, isMuted: false })}
        className="w-20 shrink-0 accent-accent"
      />
    </>
  );
}

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Picture } from '@/live/media';
import { TextArea } from '@/ui/field';
import { LongList } from '@/ui/long-list';
import { countOwn, fillingOf, promptsOf, withOwn, type Clip, type Parameter, type Wish, type Workflow } from './wish';

interface EachClipProps {
  workflow: Workflow;
  wish: Wish;
  clips: readonly Clip[];
  onWish: (wish: Wish) => void;
}

/** The words for each of several clips, which may be changed for this batch only. */
export function EachClip({ workflow, wish, clips, onWish }: EachClipProps) {
  const [isOpen, setIsOpen] = useState(false);
  const prompts = promptsOf(workflow);
  if (clips.length < 2 || prompts.length === 0) return null;
  const changed = countOwn(wish, clips);
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)} className="group/each border-t border-line pt-3">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 text-[12.5px] font-semibold">
        <ChevronRight aria-hidden className="size-3.5 text-faint transition-transform group-open/each:rotate-90" />
        Words for each clip
        <span className="font-normal text-faint">{changed > 0 ? `${changed} of ${clips.length} changed` : 'as they stand in the clips'}</span>
      </summary>
      {isOpen && (
        <div className="mt-3">
          <LongList items={clips} label="Words for each clip">
            {(clip) => (
              <li key={clip.id} className="flex gap-3">
                <Picture digest={clip.videoDigest || clip.imageDigest} size={320} alt="" className="mt-6 h-9 w-16 shrink-0 rounded object-cover" />
                <div className="flex min-w-0 flex-1 flex-col gap-2">
                  {prompts.map((parameter) => (
                    <Words key={parameter.name} {...{ parameter, workflow, wish, clip, onWish }} />
                  ))}
                </div>
              </li>
            )}
          </LongList>
        </div>
      )}
    </details>
  );
}

function Words({ parameter, workflow, wish, clip, onWish }: Omit<EachClipProps, 'clips'> & { parameter: Parameter; clip: Clip }) {
  const { name, label } = parameter;
  const given = wish.values[name];
  const usual = typeof given === 'string' && given !== '' ? given : fillingOf(parameter, workflow, clip);
  const written = wish.own[clip.id]?.[name];
  return (
    <TextArea
      label={`${clip.name || 'Unnamed clip'}: ${(label || name).toLowerCase()}`}
      rows={2}
      value={typeof written === 'string' ? written : usual}
      onChange={(event) => onWish(withOwn(wish, clip.id, name, event.currentTarget.value, usual))}
    />
  );
}

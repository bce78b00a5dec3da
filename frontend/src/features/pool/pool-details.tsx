import { useCommand } from '@/api/command';
import { Picture, useMediaAddress } from '@/live/media';
import { DraftField, type SaveField } from '@/ui/draft-field';
import { FileFacts } from '@/ui/file-facts';
import { describeExactly } from '@/ui/moment';
import { editPoolItem } from './operations';
import { usedIn } from './pool-card';
import type { PoolItemData } from './use-pool';

interface PoolDetailsProps {
  item: PoolItemData;
  mayEdit: boolean;
  onChanged: () => void;
  onClip: (clipId: string) => void;
}

const sources = { TAKE: 'A take of a clip', UPLOAD: 'Uploaded', JOB: 'Generated' };

function tagsOf(text: string): string[] {
  return text.split(',').map((tag) => tag.trim()).filter(Boolean);
}

/** Everything about one item, and where it is used. */
export function PoolDetails({ item, mayEdit, onChanged, onClip }: PoolDetailsProps) {
  const send = useCommand();
  const address = useMediaAddress()(item.file.digest);
  const save =
    (part: (text: string) => { name?: string; description?: string; tags?: string[] }): SaveField =>
    async (text, expectedVersion) => {
      const outcome = await send(editPoolItem, { itemId: item.id, expectedVersion, ...part(text) });
      if (outcome.ok) onChanged();
      return outcome;
    };
  const shared = { version: item.version, isDisabled: !mayEdit || item.isDeleted };
  return (
    <div className="flex flex-col gap-3">
      {item.kind === 'VIDEO' && address ? (
        // What is generated or uploaded for a storyboard has no words to be captioned.
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <video key={address} src={address} controls loop aria-label={item.name} className="w-full rounded-lg bg-well" />
      ) : (
        <Picture digest={item.file.digest} size={1280} alt={item.name} className="w-full rounded-lg bg-well object-contain" />
      )}
      <DraftField {...shared} label="Name" field="name" value={item.name} save={save((name) => ({ name }))} />
      <DraftField {...shared} label="Description" field="description" isMultiline value={item.description} save={save((description) => ({ description }))} />
      <DraftField {...shared} label="Tags" field="tags" hint="Between commas." value={item.tags.join(', ')} save={save((text) => ({ tags: tagsOf(text) }))} />
      <section aria-label="Where it is used">
        <h3 className="text-[12px] font-medium text-muted">{usedIn(item.usedIn.length)}</h3>
        <ul className="mt-1 flex flex-wrap gap-1.5">
          {item.usedIn.map(({ clipId, clipName }) => (
            <li key={clipId}>
              <button type="button" onClick={() => onClip(clipId)} className="rounded border border-line px-1.5 py-0.5 text-xs hover:border-accent">
                {clipName || 'Unnamed clip'}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <FileFacts
        file={item.file}
        made={item.provenance}
        first={[
          ['Added', `${describeExactly(item.addedAt)} by ${item.addedBy.name}`],
          ['Made of', sources[item.source]],
        ]}
      />
    </div>
  );
}

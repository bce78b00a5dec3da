import { ArchiveRestore, Columns2, Download, FileUp, ListChecks, Magnet, Maximize2, Music, PanelLeft, PanelRight, Settings2, Sparkles, Users, ZoomIn, ZoomOut } from 'lucide-react';
import type { Action } from '@/actions/registry';
import type { TimelineData } from '@/features/timeline/geometry';
import { across, beside } from '@/features/timeline/neighbours';
import { rates, secondsOf } from '@/time/frame-rate';
import { clampZoom, usePreferences, type Panel } from '@/workspace/preferences';
import { clearSelection, select, useStage, type Selection } from '@/workspace/stage';

export type Layer = 'settings' | 'shot-list' | 'members' | 'import' | 'export' | 'deleted' | 'compare' | 'music' | 'generate';

function zoomBy(factor: number): void {
  usePreferences.setState(({ zoom }) => ({ zoom: clampZoom(zoom * factor) }));
}

function toggle(panel: Panel): void {
  usePreferences.setState((present) => ({ panel: present.panel === panel ? null : panel }));
}

function go(find: (selection: Selection | null) => Selection | null): void {
  const found = find(useStage.getState().selection);
  if (found) select(found.kind, found.id);
}

export function viewActions({ scenes, length, frameRate }: TimelineData): readonly Action[] {
  function fit() {
    const area = document.querySelector('[data-timeline]');
    const seconds = secondsOf(length, rates[frameRate]);
    if (area && seconds > 0) usePreferences.setState({ zoom: clampZoom((area.clientWidth - 80) / seconds) });
    area?.scrollTo({ left: 0 });
  }
  const toggleSnapping = () => usePreferences.setState(({ isSnapping }) => ({ isSnapping: !isSnapping }));
  const toggleOutline = () => usePreferences.setState(({ isOutlineOpen }) => ({ isOutlineOpen: !isOutlineOpen }));
  return [
    { id: 'next', label: 'Select the next clip or scene', group: 'Timeline', shortcuts: ['arrowdown'], run: () => go((selection) => beside(scenes, selection, 1)) },
    { id: 'previous', label: 'Select the previous clip or scene', group: 'Timeline', shortcuts: ['arrowup'], run: () => go((selection) => beside(scenes, selection, -1)) },
    { id: 'to-scene', label: 'From the clip to its scene', group: 'Timeline', shortcuts: ['shift+arrowup'], run: () => go((selection) => across(scenes, selection, -1)) },
    { id: 'to-clip', label: 'From the scene to its first clip', group: 'Timeline', shortcuts: ['shift+arrowdown'], run: () => go((selection) => across(scenes, selection, 1)) },
    { id: 'select-nothing', label: 'Select nothing', group: 'Timeline', shortcuts: ['escape'], run: clearSelection },
    { id: 'snapping', label: 'Snap to clips and playhead', group: 'Timeline', icon: Magnet, shortcuts: ['s'], run: toggleSnapping },
    { id: 'zoom-in', label: 'Zoom in', group: 'View', icon: ZoomIn, shortcuts: ['+', '='], run: () => zoomBy(1.25) },
    { id: 'zoom-out', label: 'Zoom out', group: 'View', icon: ZoomOut, shortcuts: ['-'], run: () => zoomBy(0.8) },
    { id: 'fit', label: 'Fit the whole timeline', group: 'View', icon: Maximize2, shortcuts: ['f'], run: fit },
    { id: 'inspector', label: 'Show or hide the side panel', group: 'View', icon: PanelRight, shortcuts: ['i'], run: () => toggle('inspector') },
    { id: 'outline', label: 'Show or hide the list of scenes', group: 'View', icon: PanelLeft, shortcuts: ['o'], run: toggleOutline },
  ];
}

interface Desk {
  show: (layer: Layer) => void;
  mayEdit: boolean;
  /** Whether the past is shown: what works on the present only is not offered there. */
  isPast: boolean;
  /** Whether what is selected has another version. */
  hasVersions: () => boolean;
}

export function deskActions({ show, mayEdit, isPast, hasVersions }: Desk): readonly Action[] {
  const group = 'Project';
  return [
    { id: 'import', label: 'Import an edit', group, icon: FileUp, when: () => mayEdit, run: () => show('import') },
    { id: 'export', label: 'Export', group, icon: Download, shortcuts: ['e'], when: () => !isPast, run: () => show('export') },
    { id: 'deleted', label: 'Deleted scenes and clips', group, icon: ArchiveRestore, shortcuts: ['shift+d'], run: () => show('deleted') },
    { id: 'compare', label: 'Compare versions', group: 'Clip', icon: Columns2, shortcuts: ['c'], when: hasVersions, run: () => show('compare') },
    { id: 'generate', label: 'Generate', group: 'Clip', icon: Sparkles, shortcuts: ['g'], when: () => mayEdit && useStage.getState().selection?.kind === 'clip', run: () => show('generate') },
    { id: 'music', label: 'Music', group, icon: Music, when: () => mayEdit, run: () => show('music') },
    { id: 'members', label: 'Members', group, icon: Users, when: () => !isPast, run: () => show('members') },
    { id: 'shot-list', label: 'Shot list and codes', group, icon: ListChecks, when: () => !isPast, run: () => show('shot-list') },
    { id: 'settings', label: 'Project settings', group, icon: Settings2, when: () => mayEdit, run: () => show('settings') },
  ];
}

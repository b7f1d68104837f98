import { t } from '../../i18n/i18n.ts';
import { voxelToCanvas, type Point2, type SliceView } from '../../geometry/sliceView.ts';
import type { Workspace } from '../../state/workspace.ts';
import type { Tool, ToolPoint } from '../../tools/shared/tool.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { announce } from '../../ui/notices.ts';
import { isTyping } from '../../ui/pointer.ts';

const ARROWS: Readonly<Record<string, Point2>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * The keyboard's pointer: Ctrl Shift K switches it on, arrows move it by a pixel (Shift: ten), Space works the tool in
 * hand there, as a click would. Other keys keep their meaning.
 */
export function bindCaret(workspace: Workspace, pane: HTMLElement, tool: () => Tool, view: () => SliceView): void {
  const { store } = workspace;
  const pointAt = (caret: Point2, event: KeyboardEvent): ToolPoint =>
    ({ voxel: caret, px: voxelToCanvas(view(), caret), shiftKey: event.shiftKey, altKey: event.altKey, ctrlKey: event.ctrlKey });
  const put = (caret: Point2 | undefined, event: KeyboardEvent) => {
    store.set({ caret, hover: caret });
    tool().hover?.(caret && pointAt(caret, event));
    if (caret) announce(t('caret.at', { x: caret[0], y: caret[1], value: valueText(workspace, caret) }));
  };
  addEventListener('keydown', event => {
    if (isTyping(event) || document.querySelector('dialog[open]')) return;
    const { caret } = store.state;
    const arrow = ARROWS[event.code];
    if (event.code === 'KeyK' && event.ctrlKey && event.shiftKey) {
      put(caret ? undefined : start(workspace), event);
      announce(t(caret ? 'caret.off' : 'caret.on'));
      if (!caret) pane.focus();
    } else if (!caret || document.activeElement !== pane) {
      return;
    } else if (arrow && !event.ctrlKey && !event.altKey) {
      put(moved(workspace, caret, arrow, event.shiftKey ? 10 : 1), event);
    } else if (event.code === 'Space') {
      if (!event.repeat) {
        tool().down?.(pointAt(caret, event));
        tool().up?.(pointAt(caret, event));
        tool().hover?.(pointAt(caret, event));
      }
    } else {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
}

/** Where the pointer was, or the middle of the slice. */
function start({ state: { hover }, label: { columns, rows } }: Workspace): Point2 {
  return hover ?? [Math.floor(columns / 2), Math.floor(rows / 2)];
}

function moved({ label: { columns, rows } }: Workspace, [i, j]: Point2, [di, dj]: Point2, step: number): Point2 {
  return [Math.min(columns - 1, Math.max(0, i + di * step)), Math.min(rows - 1, Math.max(0, j + dj * step))];
}

function valueText(workspace: Workspace, [i, j]: Point2): string {
  const value = workspace.voxels.valueAt(workspace.state.slice, j * workspace.label.columns + i);
  return `${formatNumber(value, 0)} ${workspace.series.voxels?.unit ?? ''}`;
}

/** A small cross with a gap, so that the pixel itself stays visible. */
export function drawCaret(context: CanvasRenderingContext2D, view: SliceView, caret: Point2 | undefined): void {
  if (!caret) return;
  const [x, y] = voxelToCanvas(view, caret);
  for (const [width, colour] of [[3, '#000'], [1, '#fff']] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.beginPath();
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      context.moveTo(x + dx * 4, y + dy * 4);
      context.lineTo(x + dx * 11, y + dy * 11);
    }
    context.stroke();
  }
}

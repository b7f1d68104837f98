import type { LabelledSlice } from '../../contracts/services.ts';
import { forEachPixel, sweepBrush } from '../../geometry/runs.ts';
import { voxelToCanvas, type SliceView } from '../../geometry/sliceView.ts';
import { encodeMask, toBase64 } from '../../masks/codec.ts';
import type { Workspace } from '../../state/workspace.ts';
import { limits } from '../assist/options.ts';
import { STROKE_PX, steppedStroke } from '../assist/stroke.ts';
import type { Assistant } from '../shared/assistant.ts';
import { Options } from '../shared/options.ts';
import type { Tool, ToolPoint } from '../shared/tool.ts';
import { growSeeds, type SeedSegment } from './request.ts';
import { t } from './texts.ts';

interface Seeds {
  readonly mode: 'segment' | 'background';
  readonly labelsAreSeeds: boolean;
  readonly strokePx: number;
  readonly locality: number;
}

const asked = limits.seeds;
export const options = new Options<Seeds>('seeds', {
  mode: 'segment', labelsAreSeeds: true, strokePx: STROKE_PX, locality: asked.locality.default,
});

/** A number that no segment has: what belongs to none of them. */
const BACKGROUND = 255;
/** How far beyond the seeds they may grow within a slice; nobody is asked. */
const MARGIN_MM = asked.marginMm.default;
const BACKGROUND_COLOUR = '#b0b8c4';

interface SeedStroke { readonly slice: number; readonly number: number; readonly points: number[]; readonly radiusPx: number }

/**
 * Strokes in the colours of segments, and of the background, on as many slices as one likes; then every segment grows from
 * its seeds over all loaded slices until they meet. What is in the label already can count as seeds too.
 */
export class SeedsTool implements Tool {
  private readonly id = 'seeds';
  readonly cursor = 'crosshair';
  readonly staysOverSlices = true;
  readonly usesAlt = true; // it turns the segment into the background
  private readonly workspace: Workspace;
  private readonly assistant: Assistant;
  private readonly redraw: () => void;
  private readonly say: (text: string) => void;
  private strokes: SeedStroke[] = [];
  private isDrawing = false;

  constructor(workspace: Workspace, assistant: Assistant, redraw: () => void, say: (text: string) => void) {
    this.workspace = workspace;
    this.assistant = assistant;
    this.redraw = redraw;
    this.say = say;
  }

  down(at: ToolPoint): void {
    const { slice, segment } = this.workspace.state;
    const { mode, strokePx } = options.of(this.workspace);
    const isBackground = (mode === 'background') !== at.altKey;
    this.strokes.push({ slice, number: isBackground ? BACKGROUND : segment, points: [...at.voxel], radiusPx: strokePx / 2 });
    this.isDrawing = true;
    this.redraw();
  }

  move(at: ToolPoint): void {
    if (this.isDrawing) this.strokes.at(-1)!.points.push(...at.voxel);
    this.redraw();
  }

  up(): void {
    this.isDrawing = false;
    if (this.workspace.state.proposal?.tool === this.id) this.confirm();
  }

  /** Grows. */
  confirm(): void {
    const { label, state: { rules: { huLock } } } = this.workspace;
    const { labelsAreSeeds, locality } = options.of(this.workspace);
    const { seeds, segments } = this.seeds(labelsAreSeeds, huLock && this.workspace.voxels.hasHu);
    if (segments.filter(segment => !segment.isWall).length < 2) {
      this.say(t('needsTwo'));
      return;
    }
    const parameters = { strokes: this.strokes.length, labelsAreSeeds, marginMm: MARGIN_MM, locality, huLock };
    const numbers = (number: number) => (number === BACKGROUND ? 0 : number);
    void this.assistant.ask({ tool: this.id, parameters, strokes: this.strokes.length, numbers },
      (signal, progress) => growSeeds({
        ...this.workspace.ofVolume, firstSlice: label.firstSlice, lastSlice: label.lastSlice, seeds, segments,
        marginMm: MARGIN_MM, locality,
      }, signal, progress));
  }

  resize(steps: number): void {
    options.set(this.workspace, { strokePx: steppedStroke(options.of(this.workspace).strokePx, steps) });
  }

  cancel(): void {
    this.isDrawing = false;
    this.strokes.pop();
    this.redraw();
  }

  reset(): void {
    this.assistant.stop();
    this.strokes = [];
    this.isDrawing = false;
    this.redraw();
  }

  draw(context: CanvasRenderingContext2D, view: SliceView): void {
    context.lineCap = context.lineJoin = 'round';
    for (const stroke of this.strokes) {
      if (stroke.slice !== this.workspace.state.slice) continue;
      const width = Math.max(3, 2 * stroke.radiusPx * view.pxPerVoxel[0]);
      const colour = this.workspace.segments.of(stroke.number)?.colour ?? BACKGROUND_COLOUR;
      for (const [extra, style] of [[3, '#000'], [0, colour]] as const) {
        context.lineWidth = width + extra;
        context.strokeStyle = style;
        context.beginPath();
        const { points } = stroke;
        for (let n = 0; n < points.length; n += 2) context.lineTo(...voxelToCanvas(view, [points[n]!, points[n + 1]!]));
        if (points.length === 2) context.lineTo(...voxelToCanvas(view, [points[0]! + 0.01, points[1]!]));
        context.stroke();
      }
    }
    context.lineCap = 'butt';
    context.lineJoin = 'miter';
  }

  /** Locked segments are walls; hidden ones take no part. */
  private seeds(labelsAreSeeds: boolean, huLock: boolean): { seeds: LabelledSlice[]; segments: SeedSegment[] } {
    const { label: { columns, rows }, readingOrder, state } = this.workspace;
    const numbers = new Set<number>();
    const seeds = readingOrder.map(slice => {
      const labels = new Uint8Array(columns * rows);
      const painted = this.strokes.filter(stroke => stroke.slice === slice);
      const mask = this.workspace.mask(slice);
      for (const { number, locked, visible } of state.segments) {
        if (!locked && !(labelsAreSeeds && visible)) continue;
        for (let p = 0; p < mask.length; p++) if (mask[p] === number) labels[p] = number;
      }
      for (const stroke of painted) this.paint(labels, stroke);
      return { slice, labels };
    }).filter(({ labels }) => {
      const used = new Set(labels);
      used.delete(0);
      for (const number of used) numbers.add(number);
      return used.size > 0;
    });
    return {
      seeds: seeds.map(({ slice, labels }) => ({ slice, mask: toBase64(encodeMask({ columns, rows, labels })) })),
      segments: [...numbers].map(number => {
        const segment = this.workspace.segments.of(number);
        const { minHu = null, maxHu = null } = (huLock && segment) || {};
        return { number, isWall: segment?.locked ?? false, minHu, maxHu };
      }),
    };
  }

  private paint(labels: Uint8Array, { points, number, radiusPx }: SeedStroke): void {
    const { columns, rows } = this.workspace.label;
    const locked = new Set(this.workspace.state.segments.filter(segment => segment.locked).map(segment => segment.number));
    for (let n = 0; n < points.length; n += 2) {
      const next = Math.min(n + 2, points.length - 2);
      const runs = sweepBrush([points[n]!, points[n + 1]!], [points[next]!, points[next + 1]!], radiusPx, 'round', 1, columns, rows);
      if (runs) forEachPixel(runs, columns, index => {
        if (!locked.has(labels[index]!)) labels[index] = number;
      });
    }
  }
}

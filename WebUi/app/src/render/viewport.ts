import { clip, contains, union, type Box } from '../geometry/box.ts';
import { contentBox } from '../geometry/contentBox.ts';
import { canvasToVoxel, fitView, voxelToCanvas, zoomAt, type Point2, type SliceView } from '../geometry/sliceView.ts';
import { deviceAxis, type DeviceAxis } from './deviceAxis.ts';
import { drawLabels, type LabelPalette, type LabelPicture } from './labelLayer.ts';
import { applyLut, type Lut } from './lut.ts';
import { halve, levelFor, type Level } from './pyramid.ts';

export interface SliceImage {
  readonly voxels: Int16Array;
  readonly columns: number;
  readonly rows: number;
  /** Along i and j; only the ratio counts. */
  readonly spacingMm: Point2;
  readonly flip: readonly [boolean, boolean];
}

const OUTLINE_PX = 1.25;
/** Larger pictures get their greys where they are seen only. */
const WHOLE_PIXELS = 1_500_000;
const AROUND = 0.25;
/** From this size on single pixels are meant to be seen. */
const PIXELS_SEEN_PX = 8;
const LAYERS = ['image', 'labels', 'overlay'];

/**
 * One picture on three canvases: grey levels, labels, and what tools draw. Each is redrawn only when its part changed,
 * once per frame; labels only where pixels changed.
 */
export class Viewport {
  readonly pane: HTMLElement;
  view: SliceView = { columns: 1, rows: 1, pxPerVoxel: [1, 1], panPx: [0, 0], flip: [false, false] };
  /** Draws over the picture, in CSS pixels. */
  drawOverlay: (context: CanvasRenderingContext2D, view: SliceView) => void = () => undefined;
  /** Runs after the view, not just the picture, has changed. */
  onView: () => void = () => undefined;
  fitMarginPx = 0;

  private readonly layers: readonly CanvasRenderingContext2D[];
  private readonly grey = document.createElement('canvas').getContext('2d')!;
  private greyPixels: ImageData | undefined;
  /** The picture and its halves, made when they are needed. */
  private levels: Level[] = [];
  private level = 0;
  /** The part of the level whose greys are right. */
  private greyBox: Box | undefined;
  private labelPixels: ImageData | undefined;
  private axes: [DeviceAxis, DeviceAxis] | undefined;
  private image: SliceImage | undefined;
  private lut: Lut | undefined;
  private labels: LabelPicture | undefined;
  private palette: LabelPalette | undefined;
  private sizePx: Point2 = [0, 0];
  private isFitted = true;
  private isWhole = true;
  private contentScale: { slope: number; intercept: number } | undefined;
  private content: Box | undefined;
  private frame = 0;
  private isImageStale = false;
  private isOverlayStale = false;
  private staleLabels: Box | undefined;

  constructor(pane: HTMLElement) {
    this.pane = pane;
    this.layers = LAYERS.map(name => {
      const canvas = document.createElement('canvas');
      canvas.dataset['layer'] = name;
      return canvas.getContext('2d')!;
    });
    pane.prepend(...this.layers.map(layer => layer.canvas));
    new ResizeObserver(() => this.resize()).observe(pane);
    this.resize();
  }

  setImage(image: SliceImage | undefined): void {
    const before = this.image;
    this.image = image;
    this.greyBox = undefined;
    this.levels = image ? [image] : [];
    if (image && (!before || this.isFitted || before.columns !== image.columns || before.rows !== image.rows)) this.fit();
    else this.redrawAll();
  }

  setLut(lut: Lut): void {
    this.lut = lut;
    this.greyBox = undefined;
    this.isImageStale = true;
    this.schedule();
  }

  setLabels(labels: LabelPicture | undefined, palette: LabelPalette): void {
    this.labels = labels;
    this.palette = palette;
    this.redrawLabels();
  }

  /** Labels or proposal changed inside a box of voxels; without one, anywhere. */
  redrawLabels(voxels?: Box): void {
    const all = { left: 0, top: 0, width: this.layers[1]!.canvas.width, height: this.layers[1]!.canvas.height };
    this.staleLabels = union(this.staleLabels, voxels ? this.toDevice(voxels) : all);
    this.schedule();
  }

  redrawOverlay(): void {
    this.isOverlayStale = true;
    this.schedule();
  }

  /** Fits to the body rather than to the whole slice; for CT, whose values this scale turns into HU. */
  showContent(scale: { slope: number; intercept: number } | undefined): void {
    this.contentScale = scale;
    this.isWhole = scale === undefined;
  }

  fit(): void {
    if (!this.image || this.sizePx[0] === 0) return;
    const { columns, rows, voxels, spacingMm, flip } = this.image;
    if (!this.isWhole && this.contentScale)
      this.content ??= contentBox(voxels, columns, rows, this.contentScale.slope, this.contentScale.intercept);
    this.setView(fitView(columns, rows, spacingMm, this.sizePx, flip, this.fitMarginPx, this.isWhole ? undefined : this.content));
    this.isFitted = true;
  }

  /** Fits; when it is fitted already, changes between the body and the whole slice. */
  reset(): void {
    if (this.isFitted && this.contentScale) this.isWhole = !this.isWhole;
    this.content = undefined;
    this.fit();
  }

  /** One image pixel on one pixel of the screen; where pixels are not square, along their shorter side. */
  oneToOne(): void {
    const { pxPerVoxel } = this.view;
    const factor = 1 / devicePixelRatio / Math.min(...pxPerVoxel);
    this.setView(zoomAt(this.view, this.centrePx, factor));
  }

  /** The middle of the pane, CSS pixels. */
  get centrePx(): Point2 {
    return [this.sizePx[0] / 2, this.sizePx[1] / 2];
  }

  setView(view: SliceView): void {
    this.view = view;
    this.isFitted = false;
    this.axes = undefined;
    this.redrawAll();
    this.onView();
  }

  /** A voxel's centre in the page's client coordinates. */
  voxelToClient(voxel: Point2): Point2 {
    const [x, y] = voxelToCanvas(this.view, voxel);
    const { left, top } = this.pane.getBoundingClientRect();
    return [left + this.pane.clientLeft + x, top + this.pane.clientTop + y];
  }

  private redrawAll(): void {
    this.isImageStale = this.isOverlayStale = true;
    this.redrawLabels();
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.pane;
    if (clientWidth === this.sizePx[0] && clientHeight === this.sizePx[1]) return;
    const wasFitted = this.isFitted;
    this.sizePx = [clientWidth, clientHeight];
    for (const { canvas } of this.layers) {
      canvas.width = Math.round(clientWidth * devicePixelRatio);
      canvas.height = Math.round(clientHeight * devicePixelRatio);
    }
    this.labelPixels = undefined;
    this.axes = undefined;
    if (wasFitted) this.fit();
    else this.redrawAll();
  }

  private schedule(): void {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.render());
  }

  private render(): void {
    this.frame = 0;
    if (this.sizePx[0] === 0 || this.sizePx[1] === 0) return;
    if (this.isImageStale) {
      this.renderGrey();
      this.renderImage();
    }
    if (this.staleLabels) this.renderLabels(this.staleLabels);
    if (this.isOverlayStale) this.renderOverlay();
    this.isImageStale = this.isOverlayStale = false;
    this.staleLabels = undefined;
  }

  /** Greys of what the pane shows, and some around it, of the level that has about as many pixels as the screen. */
  private renderGrey(): void {
    if (!this.image || !this.lut) return;
    const level = levelFor(this.image.columns, this.image.rows, Math.max(...this.view.pxPerVoxel) * devicePixelRatio);
    while (this.levels.length <= level) this.levels.push(halve(this.levels.at(-1)!));
    const { columns, rows, voxels } = this.levels[level]!;
    if (this.greyPixels?.width !== columns || this.greyPixels.height !== rows) {
      this.greyPixels = new ImageData(columns, rows);
      this.grey.canvas.width = columns;
      this.grey.canvas.height = rows;
      this.greyBox = undefined;
    }
    if (this.level !== level) this.greyBox = undefined;
    this.level = level;
    const visible = this.visibleBox(columns, rows, 0);
    if (!visible || (this.greyBox && contains(this.greyBox, visible))) return;
    const box = this.greyBox = columns * rows <= WHOLE_PIXELS
      ? { left: 0, top: 0, width: columns, height: rows }
      : this.visibleBox(columns, rows, AROUND)!;
    applyLut(voxels, columns, this.lut, new Uint32Array(this.greyPixels.data.buffer), box);
    this.grey.putImageData(this.greyPixels, 0, 0, box.left, box.top, box.width, box.height);
  }

  /** What the pane shows of the level, and a share of its size more on each side; undefined when that is nothing. */
  private visibleBox(columns: number, rows: number, around: number): Box | undefined {
    const [width, height] = this.sizePx;
    const shrink = 2 ** this.level;
    const a = canvasToVoxel(this.view, [-around * width, -around * height]);
    const b = canvasToVoxel(this.view, [(1 + around) * width, (1 + around) * height]);
    const left = Math.floor((Math.min(a[0], b[0]) + 0.5) / shrink) - 1;
    const top = Math.floor((Math.min(a[1], b[1]) + 0.5) / shrink) - 1;
    return clip({
      left, top,
      width: Math.ceil((Math.max(a[0], b[0]) + 0.5) / shrink) + 1 - left,
      height: Math.ceil((Math.max(a[1], b[1]) + 0.5) / shrink) + 1 - top,
    }, columns, rows);
  }

  private renderImage(): void {
    const context = this.layers[0]!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    if (!this.image || !this.lut) return;
    const { panPx, pxPerVoxel, columns, rows, flip } = this.view;
    const width = columns * pxPerVoxel[0];
    const height = rows * pxPerVoxel[1];
    context.setTransform(
      (flip[0] ? -1 : 1) * devicePixelRatio, 0, 0, (flip[1] ? -1 : 1) * devicePixelRatio,
      (panPx[0] + (flip[0] ? width : 0)) * devicePixelRatio, (panPx[1] + (flip[1] ? height : 0)) * devicePixelRatio);
    context.imageSmoothingEnabled = Math.min(...pxPerVoxel) < PIXELS_SEEN_PX;
    const shrink = 2 ** this.level;
    context.drawImage(this.grey.canvas, 0, 0,
      this.grey.canvas.width * shrink * pxPerVoxel[0], this.grey.canvas.height * shrink * pxPerVoxel[1]);
  }

  private renderLabels(stale: Box): void {
    const context = this.layers[1]!;
    const { width, height } = context.canvas;
    const box = clip(stale, width, height);
    if (!box) return;
    if (!this.labels || !this.palette) {
      context.clearRect(0, 0, width, height);
      return;
    }
    this.labelPixels ??= new ImageData(width, height);
    const [x, y] = this.axes ??= this.measureAxes();
    drawLabels(new Uint32Array(this.labelPixels.data.buffer), this.labels, this.palette, x, y, box);
    context.putImageData(this.labelPixels, 0, 0, box.left, box.top, box.width, box.height);
  }

  private measureAxes(): [DeviceAxis, DeviceAxis] {
    const outline = Math.max(1, Math.round(OUTLINE_PX * devicePixelRatio));
    const { width, height } = this.layers[1]!.canvas;
    return [deviceAxis(this.view, 0, width, devicePixelRatio, outline), deviceAxis(this.view, 1, height, devicePixelRatio, outline)];
  }

  private renderOverlay(): void {
    const context = this.layers[2]!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.drawOverlay(context, this.view);
  }

  /** Device pixels that show a box of voxels, its neighbours included: their outlines depend on it. */
  private toDevice({ left, top, width, height }: Box): Box {
    const a = voxelToCanvas(this.view, [left - 1.5, top - 1.5]);
    const b = voxelToCanvas(this.view, [left + width + 0.5, top + height + 0.5]);
    const x = Math.floor(Math.min(a[0], b[0]) * devicePixelRatio) - 1;
    const y = Math.floor(Math.min(a[1], b[1]) * devicePixelRatio) - 1;
    return {
      left: x, top: y,
      width: Math.ceil(Math.max(a[0], b[0]) * devicePixelRatio) + 1 - x,
      height: Math.ceil(Math.max(a[1], b[1]) * devicePixelRatio) + 1 - y,
    };
  }
}
